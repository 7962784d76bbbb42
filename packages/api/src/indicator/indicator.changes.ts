/** The mutations of indicators and of their values. */
import type { PeriodKind } from '@improvement-ledger/domain';
import { indicator, parseDecimal, periodNamed, refuse } from '@improvement-ledger/domain';
import { namedId } from '@improvement-ledger/event-store';
import { refOfKind } from '../ids.js';
import type { RegisterField } from '../register/declare.js';
import {
  code,
  dataOf,
  declareChanges,
  declareInput,
  id,
  int,
  of,
  optional,
  RefusedInput,
  text,
} from '../register/declare.js';
import {
  ClockStartEnum,
  DaysKindEnum,
  DirectionEnum,
  RelationKindEnum,
  SeriesKindEnum,
} from './indicator.enums.js';
import { PeriodKindEnum, UnitEnum } from '../reading.enums.js';

/** A number as it is written, kept as a decimal. */
const number = (field: string, description: string): RegisterField =>
  of(() => String, description, ((written: string) => {
    const decimal = parseDecimal(written);
    if (decimal === null)
      throw new RefusedInput(refuse('invalid-input', field, `"${written.slice(0, 40)}" is not a number.`));
    return decimal;
  }) as never);

const PeriodInput = declareInput('PeriodInput', 'A period by its kind and its name.', {
  kind: of(() => PeriodKindEnum, 'Its kind: that of the indicator.'),
  name: code('Its name, such as `2016-08`, `2016-Q3`, `2016-17` or `2015-07-12`.'),
});
export const period = of(() => PeriodInput, 'The period.', (({
  kind,
  name,
}: {
  kind: PeriodKind;
  name: string;
}) => {
  const named = periodNamed(kind, name);
  if (named === null)
    throw new RefusedInput(refuse('invalid-input', 'period', `"${name.slice(0, 40)}" names no ${kind}.`));
  return named;
}) as never);

const publishedFields = {
  value: optional(number('value', 'The value; none where a blank was printed.')),
  printed: optional(code('As it was printed, where that is not the value itself: "33%".')),
  numerator: optional(number('numerator', 'Of how many it was so.')),
  denominator: optional(number('denominator', 'Of how many in all.')),
};
const PublishedInput = declareInput('PublishedInput', 'A value, and what it is made of.', publishedFields);
const published = of(() => PublishedInput, 'The value.', ((value: object, subject: string) =>
  dataOf(publishedFields, value, subject)) as never);

const ClockInput = declareInput('ClockInput', 'The time within which something must be done.', {
  from: of(() => ClockStartEnum, 'From what it is counted.'),
  within: int('How many days.'),
  days: of(() => DaysKindEnum, 'Which days are counted.'),
});
const RelationInput = declareInput('IndicatorRelationInput', 'To which indicator this one belongs.', {
  kind: of(() => RelationKindEnum, 'How.'),
  indicatorId: id('The other.'),
});
const plain = (value: object): object => ({ ...value });

const definitionFields = {
  name: text('Its name. A name has one definition.'),
  meaning: optional(text('What it tells.')),
  formula: optional(text('How it is worked out.')),
  population: optional(text('Of whom or what it is counted.')),
  source: optional(text('Where its values come from.')),
  unit: of(() => UnitEnum, 'What a value is counted in.'),
  kind: of(() => PeriodKindEnum, 'What stretch of time a value is of.'),
  series: of(() => SeriesKindEnum, 'Whose values they are.'),
  direction: optional(of(() => DirectionEnum, 'Whether more or less is better; a target needs it.')),
  target: optional(number('target', 'What is aimed at.')),
  tolerance: optional(number('tolerance', 'By how much a value may miss the target and be amber.')),
  clock: optional(
    of(
      () => ClockInput,
      'The time within which it must be done, where being on time is measured.',
      plain as never,
    ),
  ),
  relation: optional(of(() => RelationInput, 'To which indicator it belongs.', plain as never)),
};
const ofIndicator = { indicatorId: id('The indicator.') };

export const IndicatorMutations = declareChanges({
  defineIndicator: {
    description: 'Defines an indicator under a name that no other has.',
    about: 'What an indicator is.',
    aggregate: indicator,
    command: 'DefineIndicator',
    makes: 'indicatorId',
    named: ({ council, name }) => namedId(council as string, 'indicator', name as string),
    fields: definitionFields,
  },
  redefineIndicator: {
    description:
      'Says anew what an indicator is, from a day on. A reason is required; its name, unit and kind stay.',
    about: 'What the indicator is from now on.',
    aggregate: indicator,
    command: 'RedefineIndicator',
    fields: { ...ofIndicator, ...definitionFields },
  },
  linkIndicator: {
    description: 'Says that an indicator shows how an action, or a success measure, fares.',
    about: 'The indicator, and what it is about.',
    aggregate: indicator,
    command: 'LinkIndicator',
    makes: 'linkId',
    fields: {
      ...ofIndicator,
      action: optional(id('The action.')),
      successMeasureId: optional(id('Or the success measure, by its own id.')),
    },
    complete: ({ indicatorId, action, successMeasureId }, council) => {
      if ((action === null) === (successMeasureId === null)) {
        throw new RefusedInput(refuse('invalid-input', 'action', 'Name an action or a success measure.'));
      }
      if (action === null) return { indicatorId, to: 'success-measure', targetId: successMeasureId };
      const ref = refOfKind(action as string, 'Action');
      if (ref?.tenant !== council) throw new RefusedInput(refuse('action-not-found', 'action'));
      return { indicatorId, to: 'action', targetId: ref.key };
    },
  },
  unlinkIndicator: {
    description: 'Says that an indicator shows it no longer.',
    about: 'The link to undo.',
    aggregate: indicator,
    command: 'UnlinkIndicator',
    fields: { ...ofIndicator, linkId: id('The link, by the id that linking answered with.') },
  },
  draftReading: {
    description: 'Drafts the value of a period, which need not be over.',
    about: 'A value to be looked at.',
    aggregate: indicator,
    command: 'DraftReading',
    fields: { ...ofIndicator, period, published },
  },
  reviewReading: {
    description: 'Says that somebody looked at the value of a period, and what they say of it.',
    about: 'What is said of a value.',
    aggregate: indicator,
    command: 'ReviewReading',
    fields: {
      ...ofIndicator,
      period,
      comment: optional(text('What is said of it.')),
      remedy: optional(text('What is to be done.')),
    },
  },
  finaliseReading: {
    description: 'Signs the value of a period off, once that is over: it is published.',
    about: 'The value that is published.',
    aggregate: indicator,
    command: 'FinaliseReading',
    fields: { ...ofIndicator, period, published },
  },
  restateReading: {
    description: 'Says that the published value of a period turned out to be another. A reason is required.',
    about: 'The value as it is known now.',
    aggregate: indicator,
    command: 'RestateReading',
    fields: { ...ofIndicator, period, published },
  },
});
