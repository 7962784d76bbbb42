/** The wire shape of indicators, their values and what contradicts them. */
import { Float } from 'type-graphql';
import { connectionType } from '../connection.js';
import { PersonType } from '../person/person.types.js';
import { code, date, declareType, flag, id, int, of, optional, text } from '../register/declare.js';
import { InstantScalar } from '../scalars.js';
import {
  ClockStartEnum,
  ContradictionKindEnum,
  DaysKindEnum,
  DirectionEnum,
  IndicatorRagEnum,
  ReadingStageEnum,
  RelationKindEnum,
  SeriesKindEnum,
} from './indicator.enums.js';
import { PeriodKindEnum, UnitEnum } from '../reading.enums.js';

const float = (description: string) => of(() => Float, description);
const instant = (description: string) => of(() => InstantScalar, description);
const rag = (description: string) =>
  optional(of(() => IndicatorRagEnum, `${description} Null without a value or a target.`));
/** A text is gone once it was erased. */
const words = (description: string) => optional(text(description));

const ClockType = declareType('IndicatorClock', 'The time within which something must be done.', {
  from: of(() => ClockStartEnum, 'From what it is counted.'),
  within: int('How many days.'),
  days: of(() => DaysKindEnum, 'Which days are counted.'),
});

export const IndicatorType = declareType('Indicator', 'What is measured, period by period.', {
  id: id('Its id, which follows from its name.'),
  name: words('Its name; null when it was erased.'),
  meaning: words('What it tells.'),
  formula: words('How it is worked out.'),
  population: words('Of whom or what it is counted.'),
  source: words('Where its values come from.'),
  unit: of(() => UnitEnum, 'What a value is counted in.'),
  kind: of(() => PeriodKindEnum, 'What stretch of time a value is of.'),
  series: of(() => SeriesKindEnum, 'Whose values they are.'),
  direction: optional(of(() => DirectionEnum, 'Whether more or less is better.')),
  target: optional(float('What is aimed at.')),
  tolerance: optional(float('By how much a value may miss the target and be amber.')),
  ragRule: code('How a value is rated against the target.'),
  clock: optional(
    of(() => ClockType, 'The time within which it must be done, where being on time is measured.'),
  ),
  version: int('How many events its record has: give it as `expectedVersion`.'),
});
export const IndicatorConnection = connectionType('Indicator', IndicatorType);

export const IndicatorRelationType = declareType('IndicatorRelation', 'To which indicator one belongs.', {
  kind: of(() => RelationKindEnum, 'How.'),
  indicator: of(() => IndicatorType, 'The other.'),
});

const ReadingValueType = declareType('ReadingValue', 'One value of a period, with who stood for it.', {
  stage: of(() => ReadingStageEnum, 'How far it had come.'),
  value: optional(float('The value; null where a blank was printed.')),
  printed: words('As it was printed, where that is not the value itself.'),
  numerator: optional(float('Of how many it was so.')),
  denominator: optional(float('Of how many in all.')),
  computed: optional(float('The share that numerator and denominator come to, in percent.')),
  by: of(() => PersonType, 'Who drafted it, signed it off or restated it.'),
  at: instant('From when it held.'),
  recordedAt: instant('When the ledger learned it.'),
});

const ReadingReviewType = declareType('ReadingReview', 'That somebody looked at the value of a period.', {
  by: of(() => PersonType, 'Who.'),
  at: instant('When.'),
  comment: words('What they said of it.'),
  remedy: words('What is to be done.'),
});

export const ReadingType = declareType('Reading', 'What is known of one period of an indicator.', {
  period: code('The period, such as `2016-08`.'),
  from: date('Its first day.'),
  to: date('Its last day.'),
  draft: optional(of(() => ReadingValueType, 'The last draft.')),
  published: optional(of(() => ReadingValueType, 'The value as it was published.')),
  known: optional(of(() => ReadingValueType, 'The value as it is known: restated, final, or only drafted.')),
  isFinal: flag('Whether it was signed off.'),
  draftToFinal: optional(
    float('By how much the published value is more than the last draft; null where they agree.'),
  ),
  finalToKnown: optional(
    float('By how much the value known is more than the published one; null where they agree.'),
  ),
  ragPublished: rag('How the published value stands against the target.'),
  rag: rag('How the value known stands against the target.'),
  values: of(() => [ReadingValueType], 'Every value, in the order in which it held.'),
  reviews: of(() => [ReadingReviewType], 'Who looked at it.'),
});
export const ReadingConnection = connectionType('Reading', ReadingType);

const ReadingDifferenceType = declareType(
  'ReadingDifference',
  'A period whose final value is not its last draft.',
  {
    indicator: of(() => IndicatorType, 'The indicator.'),
    reading: of(() => ReadingType, 'What is known of the period.'),
    signedBy: of(() => PersonType, 'Who signed the final value off.'),
    signedAt: instant('When.'),
  },
);
export const ReadingDifferenceConnection = connectionType('ReadingDifference', ReadingDifferenceType);

export const ContradictionType = declareType(
  'Contradiction',
  'What of an indicator contradicts other figures.',
  {
    kind: of(() => ContradictionKindEnum, 'In what.'),
    period: code('In which period.'),
    said: float('What is said.'),
    computed: float('What follows from the other figures.'),
    difference: float('By how much what is said is less than that.'),
  },
);

export const IndicatorLinkType = declareType('IndicatorLink', 'What an indicator is about.', {
  id: id('Its id.'),
  since: instant('From when.'),
  successMeasureId: optional(id('The success measure; null for an action.')),
});
