/**
 * THE CATALOGUE: every event the ledger can hold, a sentence each, grouped by aggregate.
 *
 * Names and fields are the stored format. They are never changed or removed: add an optional field,
 * or add a new event. A schema version counts the shapes a type has had; `upcast.ts` reads older ones.
 */
import { z } from 'zod';
import { actionEvents } from './action/action-events.js';
import { challengeEvents } from './challenge/challenge-events.js';
import { disclosureEvents } from './disclosure/disclosure-events.js';
import { digestEvents } from './digest/digest-events.js';
import { id, place, reference, title } from './fields.js';
import { planRecordEvents } from './plan-record/plan-record-events.js';
import { figureEvents } from './figure/figure-events.js';
import { joiningEvents } from './joining/joining-events.js';
import { planRules } from './plan/rules.js';
import { postEvents } from './post/post-events.js';
import { ragVocabulary } from './rag.js';
import { registerEvents } from './register/register-events.js';
import { principalKinds, roles, scopes } from './role.js';
import { sealedName } from './sealed.js';
import { workerEvents } from './worker/worker-events.js';

export { NARRATIVE_LENGTH_MAX, reference, TITLE_LENGTH_MAX } from './fields.js';

export const tenantKey = z.string().regex(/^[a-z0-9-]{2,40}$/, 'takes 2 to 40 of a-z, 0-9 and -');
export const gssCode = z.string().regex(/^[EWSN]\d{8}$/, 'is a letter and eight digits, such as E06000037');
export const dfeNumber = z.string().regex(/^\d{3}$/, 'is three digits, such as 869');

/** In UTC with milliseconds, so that instants compare as texts. */
const instant = z.iso.datetime({ precision: 3 });
/** A provider's name for itself; on one's own machine alone it may do without encryption. */
const issuerUrl = z
  .string()
  .max(500)
  .regex(
    /^(https:\/\/[a-z0-9.-]+|http:\/\/(localhost|127\.0\.0\.1))(:\d{1,5})?(\/[\w.~:@/-]*)?$/i,
    'is not an https URL without query',
  );

export const councilEvents = {
  /** A council opened its ledger. Its key and clock never change. */
  CouncilRegistered: z.strictObject({
    councilId: id,
    key: tenantKey,
    name: sealedName(200),
    gssCode: gssCode.nullable(),
    /** `replayed`: a demonstration clock; recorded times are given by whoever records. */
    clock: z.enum(['live', 'replayed']),
  }),
  /** The council's name or codes became others, as a reorganisation does; its key stays. */
  CouncilAttributesChanged: z.strictObject({
    councilId: id,
    name: sealedName(200),
    gssCode: gssCode.nullable(),
    dfeNumber: dfeNumber.nullable(),
  }),
};

export const personEvents = {
  /** A person became known to the council's ledger under an opaque id. */
  PersonRegistered: z.strictObject({ personId: id, name: sealedName(500) }),
  /** Two ids turned out to be one human: whatever was done under the one was done by the other. */
  PersonMerged: z.strictObject({ personId: id, into: id }),
};

const principal = { principalId: id, kind: z.enum(principalKinds) };

export const grantEvents = {
  /** Somebody was given access to the council's ledger, in one role, for a time. */
  AccessGranted: z.strictObject({
    grantId: id,
    ...principal,
    /** What a service is called; a person's name stands in their own record. */
    name: sealedName(200).nullable(),
    role: z.enum(roles),
    scopes,
    from: instant,
    /** The first instant at which it holds no more; `null`: until it is ended. */
    until: instant.nullable(),
  }),
  /** Access was ended, before its time if it had one. */
  AccessEnded: z.strictObject({ grantId: id }),
};

export const invitationEvents = {
  /** One of the council's people was invited to have access, by a code that was shown once and is kept nowhere. */
  InvitationMade: z.strictObject({
    invitationId: id,
    personId: id,
    role: z.enum(roles),
    scopes,
    /** From when the access is to hold; `null`: from when the invitation is accepted. */
    from: instant.nullable(),
    /** The first instant at which the access is to hold no more; `null`: until it is ended. */
    until: instant.nullable(),
    /** The first instant at which the code is good no longer. */
    expiresAt: instant,
  }),
  /** Who signed in with the code is the person who was invited, and has the access. */
  InvitationAccepted: z.strictObject({
    invitationId: id,
    grantId: id,
    /** The link from their subject; `null` where it stood for them already. */
    linkId: id.nullable(),
  }),
  /** The invitation was taken back before it was accepted. */
  InvitationRevoked: z.strictObject({ invitationId: id }),
};

export const issuerEvents = {
  /** The council took a sign-in provider at its word: whom it names in a token is who they are. */
  IssuerTrusted: z.strictObject({
    issuerId: id,
    issuer: issuerUrl,
    /** For whom a token must have been made out. */
    audience: z.string().regex(/^[\x21-\x7e]{1,200}$/, 'takes 1 to 200 printable characters without spaces'),
    /** Whom it names: people who sign in, or services with credentials of their own. */
    kind: z.enum(principalKinds),
  }),
  /** The council takes the provider at its word no longer. */
  IssuerDistrusted: z.strictObject({ issuerId: id }),
};

export const linkEvents = {
  /** Whom an issuer calls by this subject is one of the council's people or services. */
  SubjectLinked: z.strictObject({ linkId: id, ...principal, issuerId: id, subject: sealedName(255) }),
  /** The subject stands for them no longer. */
  SubjectUnlinked: z.strictObject({ linkId: id }),
};

export const tokenEvents = {
  /** A token was issued under a grant, for scripts; its secret was shown once and is kept nowhere. */
  TokenIssued: z.strictObject({
    tokenId: id,
    grantId: id,
    name: sealedName(200),
    scopes,
    expiresAt: instant,
  }),
  /** A token was revoked. */
  TokenRevoked: z.strictObject({ tokenId: id }),
};

const officeName = { officeId: id, name: sealedName(200) };
export const officeEvents = {
  /** A role was named that people hold in the council, such as head of service. */
  RoleDefined: z.strictObject(officeName),
  /** A team of the council was named. */
  TeamDefined: z.strictObject(officeName),
  /** A board, committee or panel was named. */
  BodyDefined: z.strictObject(officeName),
  /** A person took up a role, or joined a team or body. */
  HolderAppointed: z.strictObject({ officeId: id, personId: id }),
  /** A person gave up a role, or left a team or body. */
  HolderEnded: z.strictObject({ officeId: id, personId: id }),
  /** A team was closed: from then on nobody is placed in it. */
  TeamClosed: z.strictObject({ officeId: id }),
};

export const planEvents = {
  /** An improvement plan was drafted. */
  PlanDrafted: z.strictObject({ planId: id, title, inForceFrom: z.iso.date().nullable() }),
  /**
   * The ratings that the plan uses were set; each setting is a version of the vocabulary. Schema version 2 says of
   * each rating what it means and its colour.
   */
  RagVocabularySet: z.strictObject({ planId: id, version: z.int().min(1), ratings: ragVocabulary }),
  /** What the plan demands of those who keep it was set. */
  PlanRulesSet: z.strictObject({ planId: id, ...planRules.shape }),
};

export const workstreamEvents = {
  /** A workstream was added to the plan. */
  WorkstreamAdded: z.strictObject({ planId: id, workstreamId: id, reference, place, title }),
};

export const commitmentEvents = {
  /** A commitment was added to a workstream. */
  CommitmentAdded: z.strictObject({
    planId: id,
    workstreamId: id,
    commitmentId: id,
    reference,
    place,
    title,
  }),
};

export const catalogue = {
  ...councilEvents,
  ...personEvents,
  ...grantEvents,
  ...invitationEvents,
  ...issuerEvents,
  ...linkEvents,
  ...tokenEvents,
  ...officeEvents,
  ...planEvents,
  ...workstreamEvents,
  ...commitmentEvents,
  ...actionEvents,
  ...challengeEvents,
  ...postEvents,
  ...workerEvents,
  ...digestEvents,
  ...planRecordEvents,
  ...figureEvents,
  ...joiningEvents,
  ...registerEvents,
  ...disclosureEvents,
};

export type EventType = keyof typeof catalogue;
export type ActionEventType = keyof typeof actionEvents;
export type ChallengeEventType = keyof typeof challengeEvents;
export type PostEventType = keyof typeof postEvents;
export type WorkerEventType = keyof typeof workerEvents;
export type DigestEventType = keyof typeof digestEvents;
export type PlanRecordEventType = keyof typeof planRecordEvents;
export type JoiningEventType = keyof typeof joiningEvents;
export type FigureEventType = keyof typeof figureEvents;
export type DisclosureEventType = keyof typeof disclosureEvents;
export type DataOf<Type extends EventType> = z.infer<(typeof catalogue)[Type]>;
/** An event before it is recorded: what a decider returns. */
export type Fact<Type extends EventType = EventType> = {
  [Each in Type]: { readonly type: Each; readonly data: DataOf<Each> };
}[Type];

/** The schema version under which each type is recorded today; 1 unless named here. */
const schemaVersions: Partial<Record<EventType, number>> = { RagVocabularySet: 2 };
export const schemaVersionOf = (type: EventType): number => schemaVersions[type] ?? 1;

export const isEventType = (type: string): type is EventType => Object.hasOwn(catalogue, type);
