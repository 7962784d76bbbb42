/**
 * A READING: the value of a figure for one period, as whoever measured it published it. What is reported of the workforce and
 * what indicators measure have the same periods and the same values, so that either can be laid beside the other.
 */
import { z } from 'zod';
import { compareDecimals, decimal, percentOf } from './decimal.js';
import { lastDayOfMonth } from './london.js';

/**
 * What stretch of time a value is of. `snapshot`: how things stood on one day, or on a day of the month that is not said;
 * `span`: from one day to another that are none of the calendar's, such as "since 10 July 2014".
 */
export const periodKinds = ['month', 'quarter', 'year', 'year-to-date', 'span', 'snapshot'] as const;
export type PeriodKind = (typeof periodKinds)[number];

export interface Period {
  readonly kind: PeriodKind;
  /** Its first and its last day. */
  readonly from: string;
  readonly to: string;
}

const isFirstOfMonth = (day: string): boolean => day.endsWith('-01');
const isLastOfMonth = (day: string): boolean => day === lastDayOfMonth(day.slice(0, 7));
const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const monthName = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/** How many whole months a period is; 0 where it is not of whole months. */
const wholeMonths = ({ from, to }: Period): number =>
  isFirstOfMonth(from) && isLastOfMonth(to) ? monthNumber(to) - monthNumber(from) + 1 : 0;

const lengths: Readonly<Record<PeriodKind, (period: Period) => string | null>> = {
  month: (period) => (wholeMonths(period) === 1 ? null : 'is not a month of the calendar'),
  quarter: (period) =>
    wholeMonths(period) === 3 && monthNumber(period.from) % 3 === 0
      ? null
      : 'is not a quarter of the calendar',
  year: (period) => (wholeMonths(period) === 12 ? null : 'is not twelve months'),
  'year-to-date': (period) =>
    wholeMonths(period) >= 1 && wholeMonths(period) <= 12 ? null : 'is not of whole months, twelve at most',
  span: () => null,
  snapshot: (period) =>
    period.from === period.to || wholeMonths(period) === 1
      ? null
      : 'is not a day, or a month with such a day',
};

export const period = z
  .strictObject({ kind: z.enum(periodKinds), from: z.iso.date(), to: z.iso.date() })
  .superRefine((value, context) => {
    if (value.from < '1900' || value.to > '2999') {
      context.addIssue({ code: 'custom', path: ['from'], message: 'lies before 1900 or after 2999' });
      return;
    }
    const fault = value.to < value.from ? 'ends before it begins' : lengths[value.kind](value);
    if (fault !== null) context.addIssue({ code: 'custom', path: ['to'], message: fault });
  });

/** The month in which financial years begin, and year-to-date figures with them. */
const FINANCIAL_YEAR_BEGINS = 4;

const monthIn = (text: string): string | null => (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : null);
const dayIn = (text: string): string | null => (z.iso.date().safeParse(text).success ? text : null);

const monthsOf = (kind: PeriodKind, first: string, last: string): Period => ({
  kind,
  from: `${first}-01`,
  to: lastDayOfMonth(last),
});

const namedMonth = (kind: PeriodKind, text: string): Period | null =>
  monthIn(text) === null ? null : monthsOf(kind, text, text);

const namedQuarter = (text: string): Period | null => {
  const [, year = '', quarter] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
  if (quarter === undefined) return null;
  const first = Number(year) * 12 + (Number(quarter) - 1) * 3;
  return monthsOf('quarter', monthName(first), monthName(first + 2));
};

/** From one month to another: `2016-01/2016-08`, for years that begin with another month than usual. */
const namedMonths = (kind: PeriodKind, text: string): Period | null => {
  const [first = '', last = '', ...more] = text.split('/');
  const isNamed = monthIn(first) !== null && monthIn(last) !== null && first <= last && more.length === 0;
  const found = isNamed ? monthsOf(kind, first, last) : null;
  return found === null || lengths[kind](found) !== null ? null : found;
};

const namedYear = (text: string): Period | null => {
  if (/^\d{4}$/.test(text)) return monthsOf('year', `${text}-01`, `${text}-12`);
  const [, year, next] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return namedMonths('year', text);
  return (Number(year) + 1) % 100 === Number(next)
    ? monthsOf('year', `${year}-04`, `${Number(year) + 1}-03`)
    : null;
};

/** How many months of the financial year are over at the beginning of a month. */
const monthsIntoYear = (month: number): number => (month - FINANCIAL_YEAR_BEGINS + 13) % 12;

const namedYearToDate = (text: string): Period | null => {
  if (monthIn(text) === null) return namedMonths('year-to-date', text);
  const last = monthNumber(text);
  return monthsOf('year-to-date', monthName(last - monthsIntoYear(last)), text);
};

const namedDays = (kind: PeriodKind, from: string, to: string): Period | null =>
  dayIn(from) !== null && dayIn(to) !== null && from <= to ? { kind, from, to } : null;

const named: Readonly<Record<PeriodKind, (text: string) => Period | null>> = {
  month: (text) => namedMonth('month', text),
  quarter: namedQuarter,
  year: namedYear,
  'year-to-date': namedYearToDate,
  span: (text) => namedDays('span', text.split('/')[0] ?? '', text.split('/')[1] ?? ''),
  snapshot: (text) => namedMonth('snapshot', text) ?? namedDays('snapshot', text, text),
};

/**
 * The period of a kind that a text names, or `null` where it names none: `2016-08` (of a month, a snapshot on a day of it, or
 * the financial year to its end), `2016-Q3`, `2016` and `2016-17` (a year of the calendar and a financial one),
 * `2016-01/2016-08` (other years, or to date), `2015-07-12` (a snapshot), `2014-07-10/2015-07-12` (a span).
 */
export const periodNamed = (kind: PeriodKind, text: string): Period | null => named[kind](text);

/** What a period is called, in the words in which it may be named. */
export const periodName = ({ kind, from, to }: Period): string => {
  const [first, last] = [from.slice(0, 7), to.slice(0, 7)];
  switch (kind) {
    case 'month':
      return first;
    case 'year-to-date':
      return namedYearToDate(last)?.from === from ? last : `${first}/${last}`;
    case 'quarter':
      return `${from.slice(0, 4)}-Q${Math.floor((monthNumber(from) % 12) / 3) + 1}`;
    case 'year': {
      if (from.slice(5, 7) === '01') return from.slice(0, 4);
      return from.slice(5, 7) === '04' ? `${from.slice(0, 4)}-${to.slice(2, 4)}` : `${first}/${last}`;
    }
    case 'span':
      return `${from}/${to}`;
    case 'snapshot':
      return from === to ? from : first;
  }
};

/** What a value is counted in. Money is in pounds here, as published; where the ledger reckons with it, it is in pence. */
export const units = [
  'count',
  'percent',
  'per-10000',
  'per-worker',
  'days',
  'weeks',
  'fte',
  'pounds',
] as const;
export type Unit = (typeof units)[number];

/** A value as it was printed, such as "33%" or "£13,600": figures and signs alone, since it stands open in the body. */
const printed = z.string().regex(/^[-£\d., %*]{1,30}$/, 'takes up to 30 digits and £ . , % * -');

/** What was published: the value, `null` where a blank was, and what it is said to have been made of. */
export const published = z.strictObject({
  value: decimal.nullable(),
  /** As printed, where that is not the value itself. */
  printed: printed.nullable(),
  numerator: decimal.nullable(),
  denominator: decimal.nullable(),
});
export type Published = z.infer<typeof published>;

interface ValueFault {
  readonly field: 'value' | 'numerator' | 'denominator';
  readonly message: string;
}
const faultOf = (field: ValueFault['field'], message: string): ValueFault => ({ field, message });

const PERCENT_MAX = '100';

const sizeFault = (unit: Unit, value: string): ValueFault | null => {
  if (unit === 'count' && value.includes('.'))
    return faultOf('value', `A count is a whole number, not ${value}.`);
  return unit === 'percent' && compareDecimals(value, PERCENT_MAX) > 0
    ? faultOf('value', `${value} is more than ${PERCENT_MAX} percent.`)
    : null;
};

const shareFault = (numerator: string, denominator: string): ValueFault | null => {
  if (denominator === '0') return faultOf('denominator', 'Nothing is divided by 0.');
  return compareDecimals(numerator, denominator) > 0
    ? faultOf('numerator', `${numerator} of ${denominator} is more than all.`)
    : null;
};

/** Why a value cannot be one of its unit, if it cannot. A blank one can be of any. */
export const valueFault = (unit: Unit, said: Published): ValueFault | null => {
  const { value, numerator, denominator } = said;
  const parts = ['value', 'numerator', 'denominator'] as const;
  const noNumber = parts.find((field) => !decimal.nullable().safeParse(said[field]).success);
  if (noNumber !== undefined) {
    return faultOf(
      noNumber,
      `"${String(said[noNumber]).slice(0, 40)}" is not a decimal number such as 312.5.`,
    );
  }
  const negative = parts.find((field) => said[field]?.startsWith('-'));
  if (negative !== undefined) return faultOf(negative, `${said[negative]} is less than 0.`);
  const fault = value === null ? null : sizeFault(unit, value);
  if (fault !== null) return fault;
  if (numerator === null || denominator === null) {
    return numerator === denominator
      ? null
      : faultOf(
          numerator === null ? 'numerator' : 'denominator',
          'Numerator and denominator are given together.',
        );
  }
  return unit === 'percent' ? shareFault(numerator, denominator) : null;
};

/** The percentage that numerator and denominator come to, beside the one that was published; `null` where they are not said. */
export const computedPercent = ({ numerator, denominator }: Published): string | null =>
  numerator === null || denominator === null ? null : percentOf(numerator, denominator);
