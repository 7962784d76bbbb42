/**
 * Where figures that should agree do not: a percentage and what it is made of, a year to date and its months, two readings of
 * one thing. Nothing is put right and nothing explained: what differs is said, with by how much.
 */
import { compareDecimals, differenceOf, placesOf, rounded, sumOf, truncated } from './decimal.js';
import type { Period, Published } from './reading.js';
import { computedPercent } from './reading.js';

/** How a printed percentage stands to the one that its numerator and denominator come to. */
export type Agreement = 'agrees' | 'truncated' | 'differs';

/** `null` where nothing is printed, or nothing can be computed. The computed one is taken to as many places as are printed. */
export const agreementOf = (published: Published): Agreement | null => {
  const computed = computedPercent(published);
  const { value } = published;
  if (computed === null || value === null) return null;
  const places = placesOf(value);
  if (rounded(computed, places) === value) return 'agrees';
  return truncated(computed, places) === value ? 'truncated' : 'differs';
};

/** The value of a period; `null` where a blank was published. */
export interface PeriodValue {
  readonly period: Period;
  readonly value: string | null;
}

/** A year to date beside the sum of its months, or of its quarters where no months are known. */
export interface YearToDate {
  readonly period: Period;
  readonly value: string;
  readonly sum: string;
  /** How many months or quarters were added, and of which kind they are. */
  readonly parts: number;
  readonly of: 'month' | 'quarter';
  /** The year to date less the sum. */
  readonly difference: string;
  readonly differs: boolean;
}

const monthsIn = ({ from, to }: Period): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  Number(to.slice(5, 7)) -
  Number(from.slice(5, 7)) +
  1;

/** The values of the parts of one kind that make up a period; `null` unless they cover all of it. */
const partsOf = (whole: Period, of: 'month' | 'quarter', values: readonly PeriodValue[]): string[] | null => {
  const parts = values.flatMap(({ period, value }) =>
    value !== null && period.kind === of && period.from >= whole.from && period.to <= whole.to ? [value] : [],
  );
  const needed = of === 'month' ? monthsIn(whole) : monthsIn(whole) / 3;
  return parts.length === needed ? parts : null;
};

/** Each year to date whose months, or quarters, are all known, in order. Only for what adds up. */
export const yearsToDate = (values: readonly PeriodValue[]): YearToDate[] =>
  values
    .filter(({ period }) => period.kind === 'year-to-date')
    .toSorted((a, b) => (a.period.to < b.period.to ? -1 : 1))
    .flatMap(({ period, value }) => {
      const months = partsOf(period, 'month', values);
      const parts = months ?? partsOf(period, 'quarter', values);
      if (value === null || parts === null) return [];
      const sum = sumOf(parts);
      const difference = differenceOf(value, sum);
      const of = months === null ? ('quarter' as const) : ('month' as const);
      return [{ period, value, sum, parts: parts.length, of, difference, differs: difference !== '0' }];
    });

/** When a figure first came below a threshold, and since when it has stayed there. */
export interface Below {
  /** The first period below it; `null`: none. */
  readonly first: PeriodValue | null;
  /** The first of the periods below it without a break up to the last; `null` where the last is not below. */
  readonly since: PeriodValue | null;
  /** How many periods that are, and the last of them that is known. */
  readonly periods: number;
  readonly last: PeriodValue | null;
}

/** Blanks are left out: they neither break a run nor make it longer. */
export const belowThreshold = (values: readonly PeriodValue[], threshold: string): Below => {
  const known = values
    .filter(({ value }) => value !== null)
    .toSorted((a, b) => (a.period.to === b.period.to ? 0 : a.period.to < b.period.to ? -1 : 1));
  const isBelow = ({ value }: PeriodValue): boolean =>
    value !== null && compareDecimals(value, threshold) < 0;
  const run = known.slice(known.findLastIndex((each) => !isBelow(each)) + 1);
  return {
    first: known.find(isBelow) ?? null,
    since: run[0] ?? null,
    periods: run.length,
    last: known.at(-1) ?? null,
  };
};

/** Whether two periods are of one kind and have a day in common, so that their values should agree. */
export const periodsMeet = (a: Period, b: Period): boolean =>
  a.kind === b.kind &&
  a.from <= b.to &&
  b.from <= a.to &&
  (a.kind === 'snapshot' || (a.from === b.from && a.to === b.to));
