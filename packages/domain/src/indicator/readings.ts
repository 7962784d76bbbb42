/** The values of an indicator period by period: as drafted, as published, as known now, and who stood for each. */
import { compareDecimals, differenceOf, percentOf, sumOf } from '../decimal.js';
import type { Period, Published } from '../reading.js';
import { computedPercent, periodName } from '../reading.js';
import type { Entries, Said } from '../register/register.js';
import { definitionOf } from './indicator.js';
import type { IndicatorEventType } from './indicator-events.js';

type ValueEvent = 'ReadingDrafted' | 'ReadingFinalised' | 'ReadingRestated';
type ReadingEvent = ValueEvent | 'ReadingReviewed';
type IndicatorSaid = Said<IndicatorEventType>;

/** What became of one period. `Each` may know more of what was said, such as when it was recorded. */
export interface ReadingHistory<Each extends IndicatorSaid = IndicatorSaid> {
  readonly period: Period;
  readonly name: string;
  /** Every value, in the order in which it was true. */
  readonly values: readonly Extract<Each, { type: ValueEvent }>[];
  readonly reviews: readonly Extract<Each, { type: 'ReadingReviewed' }>[];
}

const isOfReading = (said: IndicatorSaid): said is Extract<IndicatorSaid, { type: ReadingEvent }> =>
  said.type.startsWith('Reading');

/** The periods of which anything is known, in their order. */
export const readingsOf = <Each extends IndicatorSaid>({
  said,
}: {
  readonly said: readonly Each[];
}): ReadingHistory<Each>[] => {
  const periods = new Map<string, Each[]>();
  for (const each of said) {
    if (!isOfReading(each)) continue;
    const { from, to } = each.data.period;
    periods.set(`${to} ${from}`, [...(periods.get(`${to} ${from}`) ?? []), each]);
  }
  return [...periods]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => {
      const { period } = (each[0] as Extract<IndicatorSaid, { type: ReadingEvent }>).data;
      return {
        period,
        name: periodName(period),
        values: each.filter(({ type }) => type !== 'ReadingReviewed') as never,
        reviews: each.filter(({ type }) => type === 'ReadingReviewed') as never,
      };
    });
};

const valueBy = (history: ReadingHistory, ...types: readonly ValueEvent[]) =>
  history.values.findLast(({ type }) => types.includes(type));

/** The last draft, the value that was published, and the value as it is known: restated, final, or only drafted. */
export const standingOf = <Each extends IndicatorSaid>(history: ReadingHistory<Each>) =>
  ({
    draft: valueBy(history, 'ReadingDrafted') ?? null,
    published: valueBy(history, 'ReadingFinalised') ?? null,
    known:
      valueBy(history, 'ReadingRestated') ??
      valueBy(history, 'ReadingFinalised') ??
      valueBy(history, 'ReadingDrafted') ??
      null,
  }) as Readonly<Record<'draft' | 'published' | 'known', Extract<Each, { type: ValueEvent }> | null>>;

/** A difference between two values, where both are known; `null` where they agree or one is not known. */
export const apart = (a: string | null, b: string | null): string | null =>
  a === null || b === null || compareDecimals(a, b) === 0 ? null : differenceOf(b, a);

/** What contradicts a value, and by how much. */
export interface Contradiction {
  readonly kind: 'year-to-date' | 'share' | 'more-than-all';
  readonly name: string;
  /** What is said, and what follows from the other figures. */
  readonly said: string;
  readonly computed: string;
  readonly difference: string;
}

const valueOf = (history: ReadingHistory | undefined): Published | null =>
  history === undefined ? null : (standingOf(history).known?.data.published ?? null);

const WHOLE = '100';
/** Of shares that are rounded to whole numbers, two may come to one more than all. */
const ROUNDING = '1';

/** The year to date beside the sum of its months; only where each month is known. */
const yearToDateFaults = (
  own: readonly ReadingHistory[],
  months: readonly ReadingHistory[],
): Contradiction[] =>
  own.flatMap((each) => {
    const said = valueOf(each)?.value ?? null;
    const within = months.filter(
      ({ period }) => period.from >= each.period.from && period.to <= each.period.to,
    );
    const known = within.filter((month) => (valueOf(month)?.value ?? null) !== null);
    const covered = known.reduce((sum, { period }) => sum + monthsIn(period), 0);
    if (said === null || covered !== monthsIn(each.period)) return [];
    return faultOf(
      'year-to-date',
      each.name,
      said,
      sumOf(known.map((month) => valueOf(month)?.value ?? '0')),
      '0',
    );
  });

const monthsIn = ({ from, to }: Period): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7)) +
  1;

/** Two parts of all that are together more than all. */
const complementFaults = (
  own: readonly ReadingHistory[],
  others: readonly ReadingHistory[],
): Contradiction[] =>
  own.flatMap((each) => {
    const other = others.find(({ name }) => name === each.name);
    const parts = [valueOf(each)?.value ?? null, valueOf(other)?.value ?? null];
    if (parts.some((part) => part === null)) return [];
    const sum = sumOf(parts as string[]);
    return compareDecimals(sum, WHOLE) > 0 ? faultOf('more-than-all', each.name, sum, WHOLE, ROUNDING) : [];
  });

/** A printed share or average that is not what its numerator and denominator come to, by more than rounding. */
const shareFaults = (
  own: readonly ReadingHistory[],
  computedOf: (published: Published) => string | null,
): Contradiction[] =>
  own.flatMap((each) => {
    const published = valueOf(each);
    const computed = published === null ? null : computedOf(published);
    if (published?.value === null || published === null || computed === null) return [];
    const places = published.value.split('.')[1]?.length ?? 0;
    // A figure is cut off as often as it is rounded: either may be off by one in its last place.
    return faultOf(
      'share',
      each.name,
      published.value,
      computed,
      places === 0 ? '1' : `0.${'0'.repeat(places - 1)}1`,
    );
  });

const faultOf = (
  kind: Contradiction['kind'],
  name: string,
  said: string,
  computed: string,
  allowed: string,
): Contradiction[] => {
  const difference = differenceOf(said, computed);
  const size = difference.replace('-', '');
  return compareDecimals(size, allowed) > 0 || (kind === 'share' && compareDecimals(size, allowed) === 0)
    ? [{ kind, name, said, computed, difference }]
    : [];
};

/** Whether values of several months add up: shares and averages do not. */
const isSummed = (own: Entries<IndicatorEventType>): boolean =>
  ['count', 'days', 'fte', 'pounds'].includes(definitionOf(own)?.unit ?? '');

/** What each of so many has on average: of hundred times as many, the share in percent. */
const computedMean = ({ numerator, denominator }: Published): string | null =>
  numerator === null || denominator === null
    ? null
    : percentOf(numerator, sumOf(Array.from({ length: 100 }, () => denominator)));

/** What of an indicator contradicts itself, or the indicator to which it belongs. */
export const contradictionsOf = (
  own: Entries<IndicatorEventType>,
  relation: { readonly kind: string; readonly of: Entries<IndicatorEventType> } | null,
): Contradiction[] => {
  const readings = readingsOf(own);
  const others = relation === null ? [] : readingsOf(relation.of);
  return [
    ...(relation?.kind === 'year-to-date-of' && isSummed(own) ? yearToDateFaults(readings, others) : []),
    ...(relation?.kind === 'complement-of' ? complementFaults(readings, others) : []),
    ...shareFaults(readings, definitionOf(own)?.unit === 'percent' ? computedPercent : computedMean),
  ];
};
