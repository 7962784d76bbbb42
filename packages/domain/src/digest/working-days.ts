/** The days on which a council works: Monday to Friday, without bank holidays of England and Wales and its own closure days. */
import { addDays, daysBetween } from '../london.js';
import { bankHolidaysIn } from './bank-holidays.js';

/** Days on which the council is closed besides. */
export type ClosureDays = ReadonlySet<string>;
export const noClosures: ClosureDays = new Set();

const DAYS_OF_WEEK = 7;
const WORKING_DAYS_OF_WEEK = 5;

/** 1 (Monday) to 7. */
export const isoWeekday = (day: string): number =>
  ((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % DAYS_OF_WEEK) + 1;

const isWeekend = (day: string): boolean => isoWeekday(day) > WORKING_DAYS_OF_WEEK;

export const isBankHoliday = (day: string): boolean => bankHolidaysIn(Number(day.slice(0, 4))).has(day);

export const isWorkingDay = (day: string, closures: ClosureDays = noClosures): boolean =>
  !isWeekend(day) && !isBankHoliday(day) && !closures.has(day);

/** The first working day on or after a day. */
export const workingDayFrom = (day: string, closures: ClosureDays = noClosures): string => {
  let found = day;
  while (!isWorkingDay(found, closures)) found = addDays(found, 1);
  return found;
};

/** The working day so many working days after a day or, negative, before it. */
export const addWorkingDays = (day: string, count: number, closures: ClosureDays = noClosures): string => {
  const step = count < 0 ? -1 : 1;
  let found = day;
  for (let left = Math.abs(count); left > 0;) {
    found = addDays(found, step);
    if (isWorkingDay(found, closures)) left -= 1;
  }
  return found;
};

/** Weekdays from the Monday of the first week that the ledger takes to a day, that day included. */
const FIRST_MONDAY = '1899-01-02';
const weekdaysTo = (day: string): number => {
  const days = daysBetween(FIRST_MONDAY, day) + 1;
  return (
    Math.floor(days / DAYS_OF_WEEK) * WORKING_DAYS_OF_WEEK +
    Math.min(days % DAYS_OF_WEEK, WORKING_DAYS_OF_WEEK)
  );
};

/** Working days after one day and up to another, that day included; negative when reversed. */
export const workingDaysBetween = (from: string, to: string, closures: ClosureDays = noClosures): number => {
  if (to < from) return 0 - workingDaysBetween(to, from, closures);
  const isOff = (day: string): boolean => from < day && day <= to && !isWeekend(day);
  let off = [...closures].filter((day) => isOff(day) && !isBankHoliday(day)).length;
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    off += [...bankHolidaysIn(year)].filter(isOff).length;
  }
  return weekdaysTo(to) - weekdaysTo(from) - off;
};
