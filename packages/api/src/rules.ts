/**
 * WHO MAY DO WHAT, in one table: a line each. What is not listed nobody may, and a field or mutation without a line
 * stops the schema from being built (`guard.ts`). Roles are those that the caller has in the council concerned.
 */
import type { EventType, Role } from '@improvement-ledger/domain';
import type { FieldRule } from './field-rule.js';
import { whoSees } from './field-rule.js';
import {
  staffingEventReaders,
  staffingFields,
  staffingMutations,
  staffingOfCouncil,
  staffingSaidBy,
} from './staffing/staffing-rules.js';

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
  IssuerTrusted: 'trustIssuer',
  IssuerDistrusted: 'trustIssuer',
  SubjectLinked: 'linkSubject',
  SubjectUnlinked: 'linkSubject',
  TokenIssued: 'issueToken',
  TokenRevoked: 'issueToken',
  ...staffingSaidBy,
};

/** Who sees who has access: the council's own officers who answer for it, and no adviser or integration. */
const accessReaders: readonly Role[] = ['administrator', 'planManager', 'auditor'];
/** Who sees by what people and programs sign in. */
const signInReaders: readonly Role[] = ['administrator', 'auditor'];

/**
 * Who may read what an event of the feed says. Everybody is offered its position and its leaf; to others the rest is
 * withheld. Of types that are not here, whoever may see the council.
 */
export const eventReaders: Partial<Readonly<Record<EventType, readonly Role[]>>> = {
  AccessGranted: accessReaders,
  AccessEnded: accessReaders,
  PersonMerged: accessReaders,
  IssuerTrusted: signInReaders,
  IssuerDistrusted: signInReaders,
  SubjectLinked: signInReaders,
  SubjectUnlinked: signInReaders,
  TokenIssued: signInReaders,
  TokenRevoked: signInReaders,
  ...staffingEventReaders,
};

/**
 * Events of which others are not even told what they are, of which record and when they were true: who sees that somebody
 * left, and when, knows who left.
 */
export const isNameless = (type: EventType): boolean => Object.hasOwn(staffingEventReaders, type);

/** Every field that can be asked for. */
export const fieldRules: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
  Action: whoSees(
    'cells challenges commitment completion covers details due dueChanges dueRequest evidence history id links',
    'narrative originalDue owners ownersAsWritten plan rag ragSince reference statusAt title version withdrawal',
  ),
  ActionConnection: whoSees('edges pageInfo totalCount'),
  ActionDetails: whoSees('cost issue measures resources targetGroup test'),
  ActionEdge: whoSees('cursor node'),
  AccessLogEntryConnection: whoSees('edges pageInfo totalCount'),
  AccessLogEntryEdge: whoSees('cursor node'),
  AccessLogEntry: whoSees(
    'actor answeredAt at bytes client codes correlation fields grantId id items records requestId roots',
  ),
  AccessPayload: whoSees('event id position userErrors'),
  AccessToken: whoSees('expiresAt grantId id isLive lastUsedAt name prefix scopes'),
  AccessTokenConnection: whoSees('edges pageInfo totalCount'),
  AccessTokenEdge: whoSees('cursor node'),
  ActionPayload: whoSees('action event position userErrors'),
  ActorType: whoSees('id kind name role'),
  Cell: whoSees('column text'),
  Challenge: whoSees(
    'action answers board closedAt closedBy id note plan question raisedAt raisedBy reason status version',
  ),
  ChallengeAnswer: whoSees('answer by since'),
  ChallengeConnection: whoSees('edges pageInfo totalCount'),
  ChallengeEdge: whoSees('cursor node'),
  ChallengePayload: whoSees('challenge event position userErrors'),
  Change: whoSees(
    'action actor changes correctedBy corrects correlation data effectiveAt eventId id leaf',
    'onBehalfOf position reason recordedAt source stream type withheld',
  ),
  ChangeConnection: whoSees('edges head pageInfo scannedTo'),
  ChangeEdge: whoSees('cursor node'),
  Commitment: whoSees('id reference title'),
  CompletionType: whoSees('claimedBy since status verifiedBy'),
  CorrectionPayload: whoSees('action challenge council event plan position userErrors'),
  CorrectsType: whoSees('kind position'),
  Council: {
    ...whoSees('changes clock dfeNumber gssCode id key name offices plans position'),
    ...staffingOfCouncil,
    accessLog: accessReaders,
    accessTokens: signInReaders,
    grants: accessReaders,
    issuers: signInReaders,
    operatorAccess: accessReaders,
    people: accessReaders,
    subjectLinks: signInReaders,
  },
  CouncilPayload: whoSees('council event position userErrors'),
  CouncilStatus: whoSees('council head readModels'),
  Cover: whoSees('by coverId covers from isCurrent until'),
  DueRequestType: whoSees('due reason requestId requestedBy since'),
  DueType: whoSees('asWritten every from kind lastDay precision unconfirmed undatedReason'),
  EventReference: whoSees('id position'),
  Evidence: whoSees('attachedBy claim evidenceId mediaType sha256 since size title url'),
  Fault: whoSees('code council firstAt frame lastAt message place times'),
  FieldChangeType: whoSees('after before field ratingAfter ratingBefore'),
  JobCount: whoSees('count state'),
  Grant: whoSees('endedAt from givenBy holder id isLive kind position reason role scopes until'),
  GrantConnection: whoSees('edges pageInfo totalCount'),
  GrantEdge: whoSees('cursor node'),
  Holder: whoSees('person since'),
  Issuer: whoSees('audience id isTrusted issuer kind'),
  KnownPerson: whoSees('id mergedInto name'),
  KnownPersonConnection: whoSees('edges pageInfo totalCount'),
  KnownPersonEdge: whoSees('cursor node'),
  Link: whoSees('action direction kind linkId since'),
  LoggedClient: whoSees('address clientId issuer kind userAgent'),
  Membership: whoSees('council id role scopes until'),
  Node: whoSees('id'),
  Office: whoSees('closedFrom holders id kind name'),
  OperatorAccess: whoSees('everyCouncil expiresAt id issuedAt name role'),
  OverdueAction: whoSees('action daysOverdue lastDay'),
  OverdueActionConnection: whoSees('edges pageInfo totalCount'),
  OverdueActionEdge: whoSees('cursor node'),
  OwnerType: whoSees('kind name part personId post'),
  PageInfo: whoSees('endCursor hasNextPage'),
  ParkedEvent: whoSees('position reason since'),
  PersonType: whoSees('id name'),
  Plan: whoSees(
    'actions awaitingVerification challenges council draftedAt id inForceFrom overdueActions ragHistory',
    'ragVocabularies ragVocabulary rules standingActions title undatedActions version workstreams',
  ),
  PlanConnection: whoSees('edges pageInfo totalCount'),
  PlanEdge: whoSees('cursor node'),
  PlanPayload: whoSees('added event plan position userErrors'),
  PlanRules: whoSees('dueDateChangesNeedApproval ownApprovalAllowed'),
  ...staffingFields,
  Query: { ...whoSees('action council councils node nodes plan viewer'), systemStatus: ['administrator'] },
  QueueStatus: whoSees('jobs name'),
  RagCountType: whoSees('count rag'),
  RagMonthType: whoSees('asKnownNow asKnownThen month'),
  RagRatingType: whoSees('colour key label meaning order vocabularyVersion'),
  RagVocabulary: whoSees('ratings since version'),
  ReadModelStatus: whoSees('buildingVersion lagEvents lagSeconds movedAt name parked position version'),
  SourceType: whoSees('channel document documentHash row'),
  SystemStatus: whoSees('councils faults queues'),
  SubjectLink: whoSees('holder id isLinked issuerId subject'),
  SubjectLinkConnection: whoSees('edges pageInfo totalCount'),
  SubjectLinkEdge: whoSees('cursor node'),
  TokenPayload: whoSees('event id position secret userErrors'),
  UserError: whoSees('code field message'),
  Viewer: whoSees('councils id memberships name role'),
  Withdrawal: whoSees('by reason since'),
  Workstream: whoSees('commitments id reference title'),
};
