/** The small registers, each in a few lines of the one skeleton (`register.ts`). */
import type { Action } from '../action/action.js';
import { action } from '../action/action.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import type { Entries, Saying } from '../register/register.js';
import { lastSaid, registerOf } from '../register/register.js';

/** Whom and what a record names. */
export interface Named {
  readonly owner: Person;
  readonly action: Action;
}

interface Naming {
  readonly ownerId?: string | null;
  readonly linkedActionId?: string | null;
}
const namedIn = (saying: Saying | null): Naming => (saying?.data ?? {}) as Naming;

const related = (saying: Saying | null) => ({
  owner: { aggregate: person, id: namedIn(saying).ownerId ?? undefined },
  action: { aggregate: action, id: namedIn(saying).linkedActionId ?? undefined },
});
const unknown = (saying: Saying, named: Named): Refusal | null => {
  const { ownerId = null, linkedActionId = null } = namedIn(saying);
  const nobody = ownerId === null ? null : standsForNobody(named.owner, 'ownerId');
  if (nobody !== null) return nobody;
  return linkedActionId !== null && named.action.added === null ? refuse('action-not-found', 'action') : null;
};
const untimely = (saying: Saying, _state: unknown, _setting: unknown, named: Named): Refusal | null =>
  unknown(saying, named);
const refusals = { exists: 'record-exists', notFound: 'record-not-found', ended: 'record-closed' } as const;

const riskCommands = {
  RaiseRisk: 'RiskRaised',
  ReviewRisk: 'RiskReviewed',
  CloseRisk: 'RiskClosed',
} as const;
export const risk = registerOf<typeof riskCommands, Named>({
  ...refusals,
  category: 'risk',
  commands: riskCommands,
  begins: 'RiskRaised',
  ends: ['RiskClosed'],
  id: 'riskId',
  fixed: ['linkedActionId'],
  related,
  untimely,
});

const concernCommands = {
  RaiseConcern: 'ConcernRaised',
  MoveConcern: 'ConcernMoved',
  ResolveConcern: 'ConcernResolved',
} as const;
export const concern = registerOf<typeof concernCommands>({
  ...refusals,
  category: 'concern',
  commands: concernCommands,
  begins: 'ConcernRaised',
  ends: ['ConcernResolved'],
  id: 'concernId',
  fixed: ['kind', 'case'],
});

const complaintCommands = {
  CountComplaints: 'ComplaintsCounted',
  RecountComplaints: 'ComplaintsRecounted',
} as const;
export const complaints = registerOf<typeof complaintCommands>({
  ...refusals,
  category: 'complaints',
  commands: complaintCommands,
  begins: 'ComplaintsCounted',
  needReason: ['ComplaintsRecounted'],
  id: 'countId',
  fixed: ['kind', 'period', 'stage', 'theme', 'outcome', 'source'],
});

const learningCommands = { RequireLearning: 'LearningRequired', CloseLearning: 'LearningClosed' } as const;
export const learning = registerOf<typeof learningCommands, Named>({
  ...refusals,
  category: 'learning',
  commands: learningCommands,
  begins: 'LearningRequired',
  ends: ['LearningClosed'],
  id: 'learningId',
  fixed: ['origin', 'originId'],
  related,
  untimely,
});

const legalCommands = { CountLegalWork: 'LegalCounted', RecountLegalWork: 'LegalRecounted' } as const;
export const legal = registerOf<typeof legalCommands>({
  ...refusals,
  category: 'legal',
  commands: legalCommands,
  begins: 'LegalCounted',
  needReason: ['LegalRecounted'],
  id: 'legalId',
  fixed: ['on', 'stage'],
  impossible: ({ data }) =>
    data.delayed > data.cases
      ? refuse('value-not-of-unit', 'delayed', `${data.delayed} of ${data.cases} is more than all.`)
      : null,
});

const equalityCommands = {
  AssessEquality: 'EqualityAssessed',
  ReviseEquality: 'EqualityRevised',
  SignEquality: 'EqualitySigned',
  ImplementEquality: 'EqualityImplemented',
} as const;
export const equality = registerOf<typeof equalityCommands>({
  ...refusals,
  category: 'equality',
  commands: equalityCommands,
  begins: 'EqualityAssessed',
  id: 'assessmentId',
  fixed: ['version'],
  untimely: ({ type, data }, state) =>
    type === 'EqualityRevised' && data.version <= versionOf(state)
      ? refuse('invalid-input', 'version', `Version ${versionOf(state)} is there; the next is a later one.`)
      : null,
});
type EqualityEventType = (typeof equalityCommands)[keyof typeof equalityCommands];
const versionOf = (state: Entries<EqualityEventType>): number =>
  (lastSaid(state, 'EqualityRevised') ?? lastSaid(state, 'EqualityAssessed'))?.data.version ?? 0;

const evidenceCommands = { IndexEvidence: 'EvidenceIndexed', ReviewEvidence: 'EvidenceReviewed' } as const;
export const evidenceIndex = registerOf<typeof evidenceCommands, Named>({
  ...refusals,
  category: 'evidence',
  commands: evidenceCommands,
  begins: 'EvidenceIndexed',
  id: 'entryId',
  fixed: ['linkedActionId', 'successMeasureId'],
  related,
  untimely,
});

export const smallRegisters = [risk, concern, complaints, learning, legal, equality, evidenceIndex] as const;
