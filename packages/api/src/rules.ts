/**
 * WHO MAY DO WHAT, a line each, and whose events are whose; who sees which field stands in `field-rules.ts`. What is not listed
 * nobody may, and a field or mutation without a line stops the schema from being built (`guard.ts`). Roles are those that the caller has in the council concerned.
 */
import type { EventType, Role } from '@improvement-ledger/domain';
import { digestEventReaders, digestMutations, digestSaidBy } from './digest/digest-rules.js';
import { accessReaders, signInReaders } from './readers.js';
import { planRecordMutationRules, planRecordSaidBy } from './plan-record/plan-record-rules.js';
import { registerEventReaders, registerMutations, registerSaidBy } from './register/register-rules.js';
import { staffingEventReaders, staffingMutations, staffingSaidBy } from './staffing/staffing-rules.js';
import { joiningEventReaders, workforceMutations, workforceSaidBy } from './workforce/workforce-rules.js';

const planWriters: readonly Role[] = ['planManager', 'administrator'];
/** Who keeps the council's access. */
const keepers: readonly Role[] = ['administrator'];

/** Who names people, roles and teams. */
const namers: readonly Role[] = [...planWriters, 'workforceLead'];

/** Each needs access that may write. */
export const mutationRules = {
  // Only with a token of the operator's that opens every council.
  registerCouncil: ['administrator'],
  changeCouncilAttributes: keepers,
  grantAccess: keepers,
  endAccess: keepers,
  invitePerson: keepers,
  revokeInvitation: keepers,
  // In no role: by whoever signs in with an issuer and holds the code.
  acceptInvitation: [],
  trustIssuer: keepers,
  distrustIssuer: keepers,
  linkSubject: keepers,
  unlinkSubject: keepers,
  issueToken: keepers,
  revokeToken: keepers,
  mergePeople: keepers,
  registerPerson: namers,
  defineRole: namers,
  defineTeam: namers,
  defineBody: planWriters,
  appointHolder: planWriters,
  endHolder: planWriters,
  draftPlan: planWriters,
  setRagVocabulary: planWriters,
  setPlanRules: planWriters,
  addWorkstream: planWriters,
  addCommitment: planWriters,
  addAction: planWriters,
  recordStatus: [...planWriters, 'actionOwner'],
  reassignOwner: planWriters,
  changeDueDate: planWriters,
  requestDueDateChange: [...planWriters, 'actionOwner'],
  approveDueDateChange: planWriters,
  refuseDueDateChange: planWriters,
  beginCover: planWriters,
  endCover: planWriters,
  withdrawAction: planWriters,
  reinstateAction: planWriters,
  linkAction: planWriters,
  unlinkAction: planWriters,
  attachEvidence: [...planWriters, 'actionOwner', 'auditor'],
  withdrawEvidence: [...planWriters, 'actionOwner', 'auditor'],
  claimCompletion: [...planWriters, 'actionOwner'],
  verifyCompletion: [...planWriters, 'auditor'],
  sendBackCompletion: [...planWriters, 'auditor'],
  reopenAction: [...planWriters, 'auditor'],
  raiseChallenge: [...planWriters, 'adviser'],
  answerChallenge: [...planWriters, 'actionOwner'],
  closeChallenge: [...planWriters, 'adviser'],
  ...staffingMutations,
  ...digestMutations,
  ...planRecordMutationRules,
  ...workforceMutations,
  ...registerMutations,
  // What they may put right, `saidBy` tells.
  correctEvent: namers,
  retractEvent: namers,
} as const satisfies Record<string, readonly Role[]>;
export type MutationName = keyof typeof mutationRules;

/** What of a plan an event that `saidBy` does not name says, whoever drafts plans may put right. */
export const otherwiseSaidBy: MutationName = 'draftPlan';
/** Which mutation says what an event says: only whoever may send it may put the event right. */
export const saidBy: Partial<Readonly<Record<EventType, MutationName>>> = {
  CouncilRegistered: 'registerCouncil',
  CouncilAttributesChanged: 'changeCouncilAttributes',
  PersonRegistered: 'registerPerson',
  PersonMerged: 'mergePeople',
  RoleDefined: 'defineRole',
  TeamDefined: 'defineTeam',
  AccessGranted: 'grantAccess',
  AccessEnded: 'grantAccess',
  InvitationMade: 'invitePerson',
  InvitationAccepted: 'invitePerson',
  InvitationRevoked: 'invitePerson',
  IssuerTrusted: 'trustIssuer',
  IssuerDistrusted: 'trustIssuer',
  SubjectLinked: 'linkSubject',
  SubjectUnlinked: 'linkSubject',
  TokenIssued: 'issueToken',
  TokenRevoked: 'issueToken',
  ...staffingSaidBy,
  ...planRecordSaidBy,
  ...workforceSaidBy,
  ...registerSaidBy,
  ...digestSaidBy,
};

/**
 * Who may read what an event of the feed says. Everybody is offered its position and its leaf; to others the rest is
 * withheld. Of types that are not here, whoever may see the council.
 */
export const eventReaders: Partial<Readonly<Record<EventType, readonly Role[]>>> = {
  AccessGranted: accessReaders,
  AccessEnded: accessReaders,
  InvitationMade: accessReaders,
  InvitationAccepted: accessReaders,
  InvitationRevoked: accessReaders,
  PersonMerged: accessReaders,
  IssuerTrusted: signInReaders,
  IssuerDistrusted: signInReaders,
  SubjectLinked: signInReaders,
  SubjectUnlinked: signInReaders,
  TokenIssued: signInReaders,
  TokenRevoked: signInReaders,
  ...staffingEventReaders,
  ...joiningEventReaders,
  ...registerEventReaders,
  ...digestEventReaders,
};

/**
 * Events of which others are not even told what they are, of which record and when they were true: who sees that somebody
 * left, and when, knows who left.
 */
export const isNameless = (type: EventType): boolean =>
  [staffingEventReaders, joiningEventReaders, digestEventReaders].some((readers) =>
    Object.hasOwn(readers, type),
  );
