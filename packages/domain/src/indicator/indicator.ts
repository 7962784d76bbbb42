/** An indicator: defined once under its name, measured period by period, from a draft to the final value and its restatements. */
import type { Action } from '../action/action.js';
import { action } from '../action/action.js';
import { compareDecimals, differenceOf } from '../decimal.js';
import { londonDay } from '../london.js';
import type { Period } from '../reading.js';
import { periodName, valueFault } from '../reading.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import type { Entries, RegisterAggregate, RegisterCommand, Saying } from '../register/register.js';
import { allSaid, instantOf, lastSaid, registerOf } from '../register/register.js';
import { same } from '../same.js';
import type { IndicatorEventType } from './indicator-events.js';

const commands = {
  DefineIndicator: 'IndicatorDefined',
  RedefineIndicator: 'IndicatorRedefined',
  LinkIndicator: 'IndicatorLinked',
  UnlinkIndicator: 'IndicatorUnlinked',
  DraftReading: 'ReadingDrafted',
  ReviewReading: 'ReadingReviewed',
  FinaliseReading: 'ReadingFinalised',
  RestateReading: 'ReadingRestated',
} as const;
export type Indicator = Entries<IndicatorEventType>;
export type IndicatorCommand = RegisterCommand<typeof commands>;
type IndicatorSaying = Saying<IndicatorEventType>;
type Definition = Extract<IndicatorSaying, { type: 'IndicatorDefined' }>['data'];

export interface RelatedToIndicator {
  readonly action: Action;
  /** The indicator to which this one belongs. */
  readonly other: Indicator;
}

/** What an indicator is, as it was defined last. */
export const definitionOf = (state: Indicator): Definition | null =>
  (lastSaid(state, 'IndicatorRedefined') ?? lastSaid(state, 'IndicatorDefined'))?.data ?? null;

/** The links that stand, in the order in which they were made. */
export const linksOf = (state: Indicator) => {
  const undone = new Set(allSaid(state, 'IndicatorUnlinked').map(({ data }) => data.linkId));
  return allSaid(state, 'IndicatorLinked').filter(({ data }) => !undone.has(data.linkId));
};

export const indicator: RegisterAggregate<typeof commands, RelatedToIndicator> = registerOf<
  typeof commands,
  RelatedToIndicator
>({
  category: 'indicator',
  commands,
  begins: 'IndicatorDefined',
  needReason: ['IndicatorRedefined', 'ReadingRestated'],
  id: 'indicatorId',
  part: ['period', 'linkId'],
  fixed: ['name', 'unit', 'kind', 'series', 'linkId', 'targetId', 'period'],
  exists: 'indicator-exists',
  notFound: 'indicator-not-found',

  related: (saying) => ({
    action: {
      aggregate: action,
      id:
        saying?.type === 'IndicatorLinked' && saying.data.to === 'action' ? saying.data.targetId : undefined,
    },
    other: {
      aggregate: indicator,
      id: saying !== null && 'relation' in saying.data ? saying.data.relation?.indicatorId : undefined,
    },
  }),

  impossible(saying, state, setting, { other }) {
    if (saying.type === 'IndicatorDefined' || saying.type === 'IndicatorRedefined') {
      return definitionFault(saying.data, state, other);
    }
    if (!('published' in saying.data)) return null;
    const fault = readingFault(saying.data, state);
    if (fault !== null || saying.type === 'ReadingDrafted') return fault;
    return unfinished(saying.data.period, instantOf(setting));
  },

  untimely(saying, state, _setting, related) {
    if (saying.type === 'IndicatorLinked') {
      const isMissing = saying.data.to === 'action' && related.action.added === null;
      return isMissing ? refuse('action-not-found', 'targetId') : null;
    }
    if (saying.type === 'IndicatorUnlinked') {
      const { linkId } = saying.data;
      const stands = linksOf(state).some(({ data }) => data.linkId === linkId);
      return stands ? null : refuse('indicator-link-not-found', 'linkId');
    }
    return 'period' in saying.data ? turnFault(saying.type, saying.data.period, state) : null;
  },
});

const definitionFault = (data: Definition, state: Indicator, other: Indicator): Refusal | null => {
  const { target, tolerance, direction, relation, unit } = data;
  if (target !== null && direction === null) return refuse('target-without-direction', 'direction');
  if (tolerance !== null && target === null) {
    return refuse('invalid-input', 'tolerance', 'There is no target for it to be of.');
  }
  if (tolerance?.startsWith('-') === true) return refuse('invalid-input', 'tolerance', 'It is less than 0.');
  const blank = { value: target, printed: null, numerator: null, denominator: null };
  const fault = valueFault(unit, blank);
  if (fault !== null) return refuse('value-not-of-unit', 'target', fault.message);
  const known = definitionOf(state);
  const moved =
    known === null
      ? undefined
      : (['name', 'unit', 'kind', 'series'] as const).find((field) => !same(known[field], data[field]));
  if (moved !== undefined) {
    return refuse(
      'invalid-input',
      moved,
      'Values were given under the one before: define another indicator.',
    );
  }
  return relation !== null && definitionOf(other) === null
    ? refuse('indicator-not-found', 'relation', 'It belongs to an indicator that is defined before it.')
    : null;
};

const readingFault = (
  data: Extract<IndicatorSaying, { type: 'ReadingDrafted' }>['data'],
  state: Indicator,
): Refusal | null => {
  const definition = definitionOf(state);
  if (definition === null) return null;
  if (definition.kind !== data.period.kind) {
    return refuse(
      'period-not-of-kind',
      'period',
      `It is ${data.period.kind}, the indicator ${definition.kind}.`,
    );
  }
  const fault = valueFault(definition.unit, data.published);
  return fault === null ? null : refuse('value-not-of-unit', fault.field, fault.message);
};

/** A value is final once its period is over; how things stood on one day, on that day. */
const unfinished = (period: Period, at: string): Refusal | null => {
  const day = londonDay(at);
  const isOver = period.from === period.to ? day >= period.to : day > period.to;
  return isOver ? null : refuse('period-not-over', 'period', `${periodName(period)} ends on ${period.to}.`);
};

const isOf = (period: Period, { data }: { readonly data: { readonly period: Period } }): boolean =>
  same(data.period, period);

/** Draft, then final, then restated. */
const turnFault = (type: IndicatorEventType, period: Period, state: Indicator): Refusal | null => {
  const isFinal = allSaid(state, 'ReadingFinalised').some((each) => isOf(period, each));
  const isDrafted = allSaid(state, 'ReadingDrafted').some((each) => isOf(period, each));
  if (type === 'ReadingReviewed') return isFinal || isDrafted ? null : refuse('reading-not-found', 'period');
  if (type === 'ReadingRestated') return isFinal ? null : refuse('reading-not-final', 'period');
  return isFinal ? refuse('reading-final', 'period') : null;
};

export type IndicatorRag = 'green' | 'amber' | 'red';

/** How the rating of a value against its target comes about, in words. */
export const RAG_RULE =
  'Green: the target is met. Amber: it is missed by no more than the tolerance. Red: it is missed by more. Without a value or a target: none.';

/** The rating of a value by the written rule. */
export const ragAgainst = (
  value: string | null,
  { target, tolerance, direction }: Pick<Definition, 'target' | 'tolerance' | 'direction'>,
): IndicatorRag | null => {
  if (value === null || target === null || direction === null) return null;
  const missed = direction === 'higher' ? differenceOf(target, value) : differenceOf(value, target);
  if (compareDecimals(missed, '0') <= 0) return 'green';
  return compareDecimals(missed, tolerance ?? '0') <= 0 ? 'amber' : 'red';
};
