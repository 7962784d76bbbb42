/** The closed lists of indicators, each value with what it means. */
import type {
  ClockStart,
  Contradiction,
  Direction,
  IndicatorRag,
  RelationKind,
  SeriesKind,
} from '@improvement-ledger/domain';
import { enumeration } from '../enums.js';

export const DirectionEnum = enumeration<Direction>('IndicatorDirection', 'Whether more or less is better.', {
  higher: 'More is better.',
  lower: 'Less is better.',
});

export const SeriesKindEnum = enumeration<SeriesKind>('IndicatorSeries', 'Whose values they are.', {
  own: "The council's own.",
  'statistical-neighbours': 'Those of its statistical neighbours.',
  region: 'Those of its region.',
  england: 'Those of England.',
});

export const ClockStartEnum = enumeration<ClockStart>(
  'ClockStart',
  'From what a statutory time is counted.',
  {
    referral: 'The referral.',
    'strategy-discussion': 'The strategy discussion at which the enquiry began.',
    'section-47-enquiry': 'The beginning of the section 47 enquiry.',
    'last-visit': 'The visit before.',
    'last-review': 'The review before.',
    'entry-into-care': 'The day on which a child came into care.',
    'court-authority': 'The authority of the court to place a child.',
    'concern-raised': 'The day on which a concern was raised.',
  },
);

export type DaysKind = 'working' | 'calendar';
export const DaysKindEnum = enumeration<DaysKind>('DaysKind', 'Which days are counted.', {
  working: 'Working days.',
  calendar: 'All days.',
});

export const RelationKindEnum = enumeration<RelationKind>(
  'IndicatorRelationKind',
  'How one indicator belongs to another.',
  {
    'year-to-date-of': 'It is the year to date of the other.',
    'complement-of': 'Together with the other it is all: 100%.',
    'benchmark-of': 'It is what the other is compared with.',
  },
);

export const IndicatorRagEnum = enumeration<IndicatorRag>(
  'IndicatorRag',
  'How a value stands against its target, by the rule that the indicator tells.',
  {
    green: 'The target is met.',
    amber: 'It is missed by no more than the tolerance.',
    red: 'It is missed by more.',
  },
);

export type ReadingStage = 'draft' | 'final' | 'restated';
export const ReadingStageEnum = enumeration<ReadingStage>(
  'ReadingStage',
  'How far a value of a period had come.',
  {
    draft: 'It was drafted.',
    final: 'It was signed off, and so published.',
    restated: 'The published value turned out to be another.',
  },
);

export const ContradictionKindEnum = enumeration<Contradiction['kind']>(
  'ContradictionKind',
  'In what figures contradict each other.',
  {
    'year-to-date': 'The year to date is not the sum of its months.',
    share: 'A share is not what its numerator and denominator come to, by more than rounding.',
    'more-than-all': 'Two parts of all are together more than all, by more than rounding.',
  },
);
