/**
 * WHO MAY DO WHAT, in one table: a line each. What is not listed nobody may, and a field or mutation without a line
 * stops the schema from being built (`guard.ts`). Roles are those that the caller has in the council concerned.
 */
import type { EventType, Role } from '@improvement-ledger/domain';

const planWriters: readonly Role[] = ['planManager', 'administrator'];

/** Each needs access that may write. */
export const mutationRules = {
  // Only with a token of the operator's that opens every council.
  registerCouncil: ['administrator'],
  draftPlan: planWriters,
  setRagVocabulary: planWriters,
  addWorkstream: planWriters,
  addCommitment: planWriters,
  addAction: planWriters,
  recordStatus: [...planWriters, 'actionOwner'],
  reassignOwner: planWriters,
  changeDueDate: planWriters,
  claimCompletion: [...planWriters, 'actionOwner'],
  verifyCompletion: [...planWriters, 'auditor'],
  sendBackCompletion: [...planWriters, 'auditor'],
  reopenAction: [...planWriters, 'auditor'],
  correctEvent: planWriters,
  retractEvent: planWriters,
} as const satisfies Record<string, readonly Role[]>;
export type MutationName = keyof typeof mutationRules;

/**
 * Which mutation says what an event says: only whoever may send it may put the event right. Of events that are not
 * here, whoever may correct at all.
 */
export const saidBy: Partial<Readonly<Record<EventType, MutationName>>> = {
  CouncilRegistered: 'registerCouncil',
};

/**
 * `viewers`: whoever may see the record that the field is of. Else those roles in the council alone, and of a query
 * those who have such a role in any.
 */
export type FieldRule = 'viewers' | readonly Role[];
const whoSees = (...names: readonly string[]): Record<string, FieldRule> =>
  Object.fromEntries(names.flatMap((line) => line.split(' ')).map((name) => [name, 'viewers']));

/** Every field that can be asked for. */
export const fieldRules: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
  Action: whoSees(
    'commitment completion due dueChanges history id narrative originalDue owners ownersAsWritten',
    'plan rag ragSince reference statusAt title version',
  ),
  ActionConnection: whoSees('edges pageInfo totalCount'),
  ActionEdge: whoSees('cursor node'),
  ActionPayload: whoSees('action event position userErrors'),
  ActorType: whoSees('id kind name role'),
  Change: whoSees(
    'action actor changes correctedBy corrects correlation data effectiveAt eventId id leaf',
    'onBehalfOf position reason recordedAt source stream type',
  ),
  ChangeConnection: whoSees('edges head pageInfo scannedTo'),
  ChangeEdge: whoSees('cursor node'),
  Commitment: whoSees('id reference title'),
  CompletionType: whoSees('claimedBy since status verifiedBy'),
  CorrectionPayload: whoSees('action council event plan position userErrors'),
  CorrectsType: whoSees('kind position'),
  Council: whoSees('changes clock gssCode id key name plans position'),
  CouncilPayload: whoSees('council event position userErrors'),
  CouncilStatus: whoSees('council head readModels'),
  DueType: whoSees('asWritten every from kind lastDay precision unconfirmed undatedReason'),
  EventReference: whoSees('id position'),
  Fault: whoSees('code council firstAt frame lastAt message place times'),
  FieldChangeType: whoSees('after before field'),
  JobCount: whoSees('count state'),
  Membership: whoSees('council id role scopes until'),
  Node: whoSees('id'),
  OverdueAction: whoSees('action daysOverdue lastDay'),
  OverdueActionConnection: whoSees('edges pageInfo totalCount'),
  OverdueActionEdge: whoSees('cursor node'),
  OwnerType: whoSees('kind name part personId post'),
  PageInfo: whoSees('endCursor hasNextPage'),
  ParkedEvent: whoSees('position reason since'),
  PersonType: whoSees('id name'),
  Plan: whoSees(
    'actions council draftedAt id inForceFrom overdueActions ragHistory ragVocabulary title version',
    'workstreams',
  ),
  PlanConnection: whoSees('edges pageInfo totalCount'),
  PlanEdge: whoSees('cursor node'),
  PlanPayload: whoSees('added event plan position userErrors'),
  Query: { ...whoSees('action council councils node nodes plan viewer'), systemStatus: ['administrator'] },
  QueueStatus: whoSees('jobs name'),
  RagCountType: whoSees('count rag'),
  RagMonthType: whoSees('asKnownNow asKnownThen month'),
  RagRatingType: whoSees('colour key label meaning order'),
  ReadModelStatus: whoSees('buildingVersion lagEvents lagSeconds movedAt name parked position version'),
  SourceType: whoSees('channel document documentHash row'),
  SystemStatus: whoSees('councils faults queues'),
  UserError: whoSees('code field message'),
  Viewer: whoSees('councils id memberships name role'),
  Workstream: whoSees('commitments id reference title'),
};
