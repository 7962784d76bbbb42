export type { CodeInvitation, Membership, NamedSubject, TokenHolder, TrustedIssuer } from './access.js';
export {
  holderOfToken,
  invitationOfCode,
  keepCode,
  keepSecret,
  linkOfSubject,
  membershipsOfSubject,
  noteUse,
  trustedIssuers,
} from './access.js';
export * from './access-log.js';
export * from './address-reports.js';
export type { AppendAnswer, AppendRequest } from './append.js';
export { append } from './group-append.js';
export { bodiesOf, BODY_BYTES_MAX, ENVELOPE_VERSION, EVENTS_PER_APPEND_MAX, leafHash } from './body.js';
export { canonical, NotCanonicalError } from './canonical.js';
export { connect } from './connect.js';
export * from './digest-deliveries.js';
export * from './digest-plannings.js';
export type { AttemptOutcome, ClaimedEffect, EffectKind, PlannedEffect, RecoveredEffect } from './effects.js';
export { beginEffect, claimEffects, planEffects, recoverEffects, settleEffect } from './effects.js';
export * from './effects-by-hand.js';
export * from './effects-rendered.js';
export * from './effects-reported.js';
export * from './effects-standing.js';
export type { Outcome, Receipt } from './execute.js';
export { execute } from './execute.js';
export * from './invitation-code.js';
export { namedId } from './named-id.js';
export type { Order, Step } from './order.js';
export { step } from './order.js';
export type { PreparedDatabase } from './migrate.js';
export { MigrationError, prepareDatabase } from './migrate.js';
export {
  FEED_PAGE_MAX,
  feedPages,
  GapError,
  openTexts,
  positionAt,
  readEnd,
  readEvent,
  readEvents,
  readFeed,
  readHead,
  readStream,
  readStreams,
  storedEvent,
} from './read.js';
export type { SealedValue, SealReference } from './seals.js';
export { openAll, sealAll, sealHash, sealIdsIn } from './seals.js';
export type { SharedReads } from './share-reads.js';
export { shareReads } from './share-reads.js';
export type { Tx } from './tenancy.js';
export { changeWithTenants, withTenants } from './tenancy.js';
export { UnknownEventError } from './upcast.js';
export * from './unsubscribe-link.js';
