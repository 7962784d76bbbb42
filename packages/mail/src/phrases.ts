/** Dates and counts as GOV.UK writes them. */
import type { DayCount } from '@improvement-ledger/domain';

const longDate = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long' });
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});
const noon = (day: string): Date => new Date(`${day}T12:00:00.000Z`);

/** 25 November 2026 */
export const dateWords = (day: string): string => longDate.format(noon(day));

/** Wednesday 25 November 2026 */
export const dayWords = (day: string): string => `${weekday.format(noon(day))} ${dateWords(day)}`;

/** 7:00am, by the clocks of London. */
export const timeWords = (instant: string): string =>
  clock
    .format(new Date(instant))
    .replace(/\s*([ap])\.?m\.?$/i, (_, half: string) => `${half.toLowerCase()}m`);

export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${groupedNumber(count)} ${count === 1 ? one : many}`;

const grouped = new Intl.NumberFormat('en-GB');
export const groupedNumber = (count: number): string => grouped.format(count);

/** 12 days (8 working days) */
export const dayCountWords = ({ days, workingDays }: DayCount): string =>
  `${countOf(days, 'day')} (${countOf(workingDays, 'working day')})`;

export const timesWords = (times: number): string =>
  times === 1 ? 'once' : times === 2 ? 'twice' : `${groupedNumber(times)} times`;
