/**
 * The intervals by which history is counted: days, weeks and months of London's calendar. A week is an ISO 8601 week: it
 * begins on Monday and belongs to the year that has its Thursday, so that a year has 52 or 53 of them.
 */
import { addDays, daysBetween, lastDayOfMonth } from './london.js';

export const intervalKinds = ['day', 'week', 'month'] as const;
export type IntervalKind = (typeof intervalKinds)[number];

export interface Interval {
  /** `2015-07-20`, `2015-W30` or `2015-07`. */
  readonly name: string;
  /** Its first and its last day. */
  readonly from: string;
  readonly to: string;
}

const DAYS_OF_WEEK = 7;
const MONDAY = 1;
const MONTHS_OF_YEAR = 12;

const mondayOf = (day: string): string =>
  addDays(day, -((new Date(`${day}T00:00:00.000Z`).getUTCDay() + DAYS_OF_WEEK - MONDAY) % DAYS_OF_WEEK));

const weekName = (monday: string): string => {
  const thursday = addDays(monday, 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / DAYS_OF_WEEK) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
};

/** Months since the year 0. */
const monthNumber = (day: string): number =>
  Number(day.slice(0, 4)) * MONTHS_OF_YEAR + Number(day.slice(5, 7)) - 1;
const firstOfMonth = (number: number): string => {
  const year = String(Math.floor(number / MONTHS_OF_YEAR)).padStart(4, '0');
  return `${year}-${String((number % MONTHS_OF_YEAR) + 1).padStart(2, '0')}-01`;
};

/** The interval that a calendar date lies in. */
export const intervalOf = (kind: IntervalKind, day: string): Interval => {
  if (kind === 'day') return { name: day, from: day, to: day };
  if (kind === 'month') {
    const name = day.slice(0, 7);
    return { name, from: `${name}-01`, to: lastDayOfMonth(name) };
  }
  const from = mondayOf(day);
  return { name: weekName(from), from, to: addDays(from, DAYS_OF_WEEK - 1) };
};

/** The interval so many later than that of a calendar date or, negative, earlier. */
export const intervalAfter = (kind: IntervalKind, day: string, count: number): Interval => {
  const { from } = intervalOf(kind, day);
  if (kind === 'month') return intervalOf(kind, firstOfMonth(monthNumber(from) + count));
  return intervalOf(kind, addDays(from, kind === 'week' ? count * DAYS_OF_WEEK : count));
};

/** How many intervals there are from that of one calendar date to that of another, both counted; 0 or less when reversed. */
export const intervalCount = (kind: IntervalKind, from: string, to: string): number => {
  if (kind === 'month') return monthNumber(to) - monthNumber(from) + 1;
  if (kind === 'day') return daysBetween(from, to) + 1;
  return daysBetween(mondayOf(from), mondayOf(to)) / DAYS_OF_WEEK + 1;
};

/** The intervals from that of one calendar date to that of another, in order; none when reversed. */
export const intervalsBetween = (kind: IntervalKind, from: string, to: string): Interval[] =>
  Array.from({ length: Math.max(0, intervalCount(kind, from, to)) }, (_, index) =>
    intervalAfter(kind, from, index),
  );
