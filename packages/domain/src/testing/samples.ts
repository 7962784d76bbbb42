/** Facts of a small plan, for tests: one workstream, one commitment, one action, and the people around them. */
import type { Due } from '../due.js';
import type { Actor, Circumstances, Role } from '../envelope.js';
import type { DataOf, EventType, Fact } from '../events.js';
import type { Owner, Owners } from '../owner.js';
import type { RagRating } from '../rag.js';
import type { SealedText } from '../sealed.js';
import { councilSubject, personSubject, planSubject, seal } from '../sealed.js';

/** An id that is always the same for the same number. */
export const sampleId = (number: number): string =>
  `0198c0de-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const ids = {
  council: sampleId(1),
  plan: sampleId(2),
  workstream: sampleId(3),
  commitment: sampleId(4),
  action: sampleId(5),
  /** The head of service who owns the action, and may claim that it is done. */
  ann: sampleId(11),
  /** The auditor who verifies. */
  ben: sampleId(12),
  cas: sampleId(13),
  correlation: sampleId(21),
  request: sampleId(31),
  cover: sampleId(33),
  link: sampleId(34),
  evidence: sampleId(35),
  otherAction: sampleId(6),
  challenge: sampleId(36),
} as const;

export const planText = (text: string): SealedText => seal(planSubject(ids.plan), text);
export const personName = (name: string, personId: string = ids.ann): SealedText =>
  seal(personSubject(personId), name);

export const actorOf = (id: string, role: Role = 'planManager'): Actor => ({ kind: 'person', id, role });
export const ann = actorOf(ids.ann, 'actionOwner');
export const ben = actorOf(ids.ben, 'auditor');

export const sampleCircumstances: Circumstances = {
  actor: ann,
  onBehalfOf: null,
  reason: null,
  effectiveAt: '2026-07-20',
  source: { channel: 'api', document: null, row: null },
  correlation: ids.correlation,
  causation: null,
};

export const ratings: readonly RagRating[] = [
  { key: 'red', label: planText('Red'), order: 1 },
  { key: 'amber', label: planText('Amber'), order: 2 },
  { key: 'green', label: planText('Green'), order: 3 },
];

export const dueOn = (lastDay: string, asWritten: string | null = null): Due => ({
  asWritten: asWritten === null ? null : planText(asWritten),
  meaning: { kind: 'dated', lastDay, precision: 'day' },
});

export const ownerNamed = (name: string, personId: string = ids.ann): Owner => ({
  kind: 'person',
  part: 'owner',
  personId,
  name: personName(name, personId),
  post: null,
});
export const ownedBy = (name: string, personId: string = ids.ann): Owners => ({
  asWritten: planText(name),
  list: [ownerNamed(name, personId)],
});

/** Data of each event type, complete and valid. */
export const sampleData: { readonly [Type in EventType]: DataOf<Type> } = {
  CouncilRegistered: {
    councilId: ids.council,
    key: 'west-berkshire',
    name: seal(councilSubject(ids.council), 'West Berkshire'),
    gssCode: 'E06000037',
    clock: 'replayed',
  },
  PersonRegistered: { personId: ids.ann, name: personName('Ann Example') },
  PlanDrafted: { planId: ids.plan, title: planText('Improvement Plan 2026'), inForceFrom: '2026-04-01' },
  RagVocabularySet: { planId: ids.plan, version: 1, ratings: [...ratings] },
  PlanRulesSet: { planId: ids.plan, dueDateChangesNeedApproval: true, ownApprovalAllowed: false },
  WorkstreamAdded: {
    planId: ids.plan,
    workstreamId: ids.workstream,
    reference: 'A',
    place: 1,
    title: planText('Leadership'),
  },
  CommitmentAdded: {
    planId: ids.plan,
    workstreamId: ids.workstream,
    commitmentId: ids.commitment,
    reference: 'A1',
    place: 1,
    title: planText('Managers know their services'),
  },
  ActionAdded: {
    planId: ids.plan,
    workstreamId: ids.workstream,
    commitmentId: ids.commitment,
    actionId: ids.action,
    reference: 'A1.1',
    place: 1,
    title: planText('Audit twenty cases a month'),
    due: dueOn('2026-09-30', 'End September 2026'),
    owners: ownedBy('Ann Example'),
    cells: seal(planSubject(ids.plan), [{ column: 'Action', text: 'Audit twenty cases a month' }]),
    details: { measures: planText('Twenty audits a month'), test: planText('A count by the board') },
  },
  ActionStatusRecorded: {
    planId: ids.plan,
    actionId: ids.action,
    rag: 'amber',
    narrative: planText('Twelve audits were done.'),
    cells: seal(planSubject(ids.plan), [{ column: 'Update', text: 'Twelve audits were done.' }]),
  },
  ActionOwnerReassigned: { planId: ids.plan, actionId: ids.action, owners: ownedBy('Ben Example', ids.ben) },
  ActionDueDateChanged: { planId: ids.plan, actionId: ids.action, due: dueOn('2026-10-31', 'October') },
  ActionDueDateChangeRequested: {
    planId: ids.plan,
    actionId: ids.action,
    requestId: ids.request,
    due: dueOn('2026-11-30', 'November'),
  },
  ActionDueDateChangeApproved: {
    planId: ids.plan,
    actionId: ids.action,
    requestId: ids.request,
    due: dueOn('2026-11-30', 'November'),
    note: planText('The supplier let us down.'),
  },
  ActionDueDateChangeRefused: {
    planId: ids.plan,
    actionId: ids.action,
    requestId: ids.request,
    note: planText('September was promised.'),
  },
  ActionCompletionClaimed: { planId: ids.plan, actionId: ids.action, note: planText('All audits are done.') },
  ActionCompletionVerified: { planId: ids.plan, actionId: ids.action, note: planText('Five were checked.') },
  ActionCompletionSentBack: { planId: ids.plan, actionId: ids.action, note: planText('Two are missing.') },
  ActionCoverBegun: {
    planId: ids.plan,
    actionId: ids.action,
    coverId: ids.cover,
    covers: ownerNamed('Ann Example'),
    by: ownerNamed('Cas Example', ids.cas),
    from: '2026-07-20',
    until: '2026-08-31',
  },
  ActionCoverEnded: { planId: ids.plan, actionId: ids.action, coverId: ids.cover },
  ActionWithdrawn: { planId: ids.plan, actionId: ids.action },
  ActionReinstated: { planId: ids.plan, actionId: ids.action },
  ActionLinked: {
    planId: ids.plan,
    actionId: ids.action,
    linkId: ids.link,
    kind: 'duplicate-of',
    to: ids.otherAction,
  },
  ActionUnlinked: { planId: ids.plan, actionId: ids.action, linkId: ids.link },
  EvidenceAttached: {
    planId: ids.plan,
    actionId: ids.action,
    evidenceId: ids.evidence,
    title: planText('Audit report, July'),
    url: planText('https://documents.example.org/audits/2026-07.pdf'),
    sha256: 'ab'.repeat(32),
    mediaType: 'application/pdf',
    size: 48_213,
    claim: null,
  },
  EvidenceWithdrawn: { planId: ids.plan, actionId: ids.action, evidenceId: ids.evidence },
  ChallengeRaised: {
    planId: ids.plan,
    challengeId: ids.challenge,
    about: ids.action,
    board: planText('Improvement Board'),
    question: planText('How were the twenty cases chosen?'),
  },
  ChallengeAnswered: {
    planId: ids.plan,
    challengeId: ids.challenge,
    answer: planText('By lot, from all that were open.'),
  },
  ChallengeClosed: { planId: ids.plan, challengeId: ids.challenge, note: planText('That will do.') },
  ActionReopened: { planId: ids.plan, actionId: ids.action, note: planText('It slipped again.') },
};

/** A valid fact of a type, with other data where given. */
export const sample = <Type extends EventType>(type: Type, data: Partial<DataOf<Type>> = {}): Fact<Type> => ({
  type,
  data: { ...sampleData[type], ...data },
});
