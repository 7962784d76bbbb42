/** Facts of one record of each small register. */
import type { DataOf } from '../events.js';
import type { smallRegisterEvents } from '../registers/small-events.js';
import { councilText, ids } from './sample-parts.js';

const standing = {
  likelihood: 4,
  impact: 5,
  mitigation: councilText('Bank workers are asked first.'),
  ownerId: ids.ann,
  reviewDue: '2026-09-30',
} as const;
const assessed = {
  assessmentId: ids.assessment,
  version: 3,
  groups: ['age', 'disability'] as DataOf<'EqualityAssessed'>['groups'],
  effects: councilText('None at this time.'),
  outcome: councilText('To go on.'),
  reviewMonths: 6,
};

/** Data of each event type of the small registers, complete and valid. */
export const smallRegisterData: {
  readonly [Type in keyof typeof smallRegisterEvents]: DataOf<Type>;
} = {
  RiskRaised: {
    riskId: ids.risk,
    title: councilText('Too few auditors'),
    linkedActionId: ids.action,
    ...standing,
  },
  RiskReviewed: { riskId: ids.risk, ...standing, likelihood: 2 },
  RiskClosed: { riskId: ids.risk, note: councilText('Two have joined.') },
  ConcernRaised: {
    concernId: ids.concern,
    kind: 'dispute-resolution',
    raisedBy: 'reviewing-officer',
    case: 'C-0417',
    about: councilText('The plan has drifted.'),
    stage: 'informal',
    remedyDue: '2026-07-27',
  },
  ConcernMoved: { concernId: ids.concern, stage: 'first', remedyDue: '2026-08-03', note: null },
  ConcernResolved: {
    concernId: ids.concern,
    outcome: 'upheld',
    learning: councilText('Plans say who does what.'),
  },
  ComplaintsCounted: {
    countId: ids.count,
    kind: 'complaint',
    period: { kind: 'quarter', from: '2026-04-01', to: '2026-06-30' },
    stage: 'stage-1',
    theme: councilText('Communication'),
    outcome: 'upheld',
    source: 'family',
    count: 9,
  },
  ComplaintsRecounted: { countId: ids.count, count: 10 },
  LearningRequired: {
    learningId: ids.learning,
    origin: 'complaints',
    originId: ids.count,
    what: councilText('Ring back within a day.'),
    ownerId: ids.ann,
    due: '2026-09-30',
  },
  LearningClosed: { learningId: ids.learning, outcome: councilText('Calls are logged.') },
  LegalCounted: {
    legalId: ids.legal,
    on: '2026-07-20',
    stage: 'pre-proceedings',
    cases: 35,
    delayed: 18,
    note: null,
  },
  LegalRecounted: { legalId: ids.legal, cases: 35, delayed: 17 },
  EqualityAssessed: { ...assessed, title: councilText('Improvement plan') },
  EqualityRevised: { ...assessed, version: 4 },
  EqualitySigned: { assessmentId: ids.assessment, note: null },
  EqualityImplemented: { assessmentId: ids.assessment },
  EvidenceIndexed: {
    entryId: ids.entry,
    title: councilText('Audit of supervision, June'),
    url: councilText('https://documents.example.org/audits/supervision.pdf'),
    sha256: 'ef'.repeat(32),
    mediaType: 'application/pdf',
    size: 10_240,
    shows: councilText('That supervision is reflective.'),
    linkedActionId: ids.action,
    successMeasureId: null,
  },
  EvidenceReviewed: { entryId: ids.entry, isSufficient: true, note: councilText('Ten files were read.') },
};
