/** The closed lists of the small registers, each value with what it means. */
import type {
  concernKinds,
  concernOutcomes,
  concernRaisers,
  concernStages,
  equalityGroups,
  feedbackKinds,
  feedbackSources,
  feedbackStages,
  learningOrigins,
  legalStages,
} from '@improvement-ledger/domain';
import { enumeration } from '../enums.js';

type Of<List extends readonly string[]> = List[number];

export const ConcernKindEnum = enumeration<Of<typeof concernKinds>>(
  'ConcernKind',
  'What sort of concern it is.',
  {
    'dispute-resolution': 'Of an independent reviewing officer or conference chair about a plan for a child.',
    escalation: 'Of a partner or worker about a decision.',
    whistleblowing: 'Of a worker about the service.',
  },
);
export const ConcernRaiserEnum = enumeration<Of<typeof concernRaisers>>('ConcernRaiser', 'Who raised it.', {
  'reviewing-officer': 'An independent reviewing officer.',
  'conference-chair': 'A chair of child protection conferences.',
  partner: 'A partner agency.',
  worker: 'A worker of the council.',
  other: 'Somebody else.',
});
export const ConcernStageEnum = enumeration<Of<typeof concernStages>>(
  'ConcernStage',
  'How far a concern has gone.',
  {
    informal: 'It is talked over.',
    first: 'The first stage: the manager.',
    second: 'The second stage: the head of service.',
    third: 'The third stage: the director.',
  },
);
export const OutcomeEnum = enumeration<Of<typeof concernOutcomes>>(
  'ConcernOutcome',
  'What became of a concern or complaint.',
  {
    upheld: 'It was upheld.',
    'partly-upheld': 'It was upheld in part.',
    'not-upheld': 'It was not upheld.',
    withdrawn: 'It was withdrawn.',
  },
);
export const FeedbackKindEnum = enumeration<Of<typeof feedbackKinds>>('FeedbackKind', 'What was counted.', {
  complaint: 'Complaints.',
  compliment: 'Compliments.',
});
export const FeedbackStageEnum = enumeration<Of<typeof feedbackStages>>(
  'ComplaintStage',
  'How far a complaint has gone.',
  {
    'early-resolution': 'It was settled without a formal stage.',
    'stage-1': 'Local resolution.',
    'stage-2': 'An investigation.',
    'stage-3': 'A review panel.',
    ombudsman: 'The ombudsman.',
  },
);
export const FeedbackSourceEnum = enumeration<Of<typeof feedbackSources>>(
  'FeedbackSource',
  'From whom it came.',
  {
    child: 'A child or young person.',
    family: 'A family.',
    carer: 'A carer.',
    partner: 'A partner agency.',
    other: 'Somebody else.',
  },
);
export const LearningOriginEnum = enumeration<Of<typeof learningOrigins>>(
  'LearningOrigin',
  'From what something was learned.',
  {
    complaints: 'Complaints.',
    compliments: 'Compliments.',
    concern: 'A concern.',
    audit: 'An audit.',
    'equality-assessment': 'An equality impact assessment.',
  },
);
export const LegalStageEnum = enumeration<Of<typeof legalStages>>('LegalStage', 'A stage of legal work.', {
  'pre-proceedings': 'Before proceedings.',
  'to-issue': 'Proceedings are to be issued.',
  'in-proceedings': 'In proceedings.',
  concluded: 'Concluded.',
});
export const EqualityGroupEnum = enumeration<Of<typeof equalityGroups>>(
  'EqualityGroup',
  'A protected characteristic.',
  {
    age: 'Age.',
    disability: 'Disability.',
    'gender-reassignment': 'Gender reassignment.',
    'marriage-and-civil-partnership': 'Marriage and civil partnership.',
    'pregnancy-and-maternity': 'Pregnancy and maternity.',
    race: 'Race.',
    'religion-or-belief': 'Religion or belief.',
    sex: 'Sex.',
    'sexual-orientation': 'Sexual orientation.',
  },
);
