/**
 * Bank holidays of England and Wales.
 *
 * SOURCE: https://www.gov.uk/bank-holidays, whose data are `lib/data/bank-holidays.json` of github.com/alphagov/frontend
 * (Open Government Licence 3.0). RETRIEVED on 2026-11-25 at commit 62171cd72c82228b9cad745dea361dde507a134f, which holds
 * 2017 to 2023. The other years follow the rule that these years follow too (Banking and Financial Dealings Act 1971,
 * schedule 1, and the standing proclamations), with what was proclaimed for once; a test holds both to one result.
 */
import { addDays, lastDayOfMonth } from '../london.js';

/** As published: the days of a year, as MM-DD. */
const published: Readonly<Record<string, string>> = {
  2017: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26',
};

interface Proclaimed {
  readonly added: readonly string[];
  /** Days of the rule that were moved away from. */
  readonly dropped?: readonly string[];
}
/** Royal weddings, jubilees, a coronation, a funeral: proclaimed for once, two of them after the list was published. */
const proclaimed: Readonly<Record<string, Proclaimed>> = {
  2011: { added: ['2011-04-29'] },
  2012: { added: ['2012-06-04', '2012-06-05'], dropped: ['2012-05-28'] },
  2020: { added: ['2020-05-08'], dropped: ['2020-05-04'] },
  2022: { added: ['2022-06-02', '2022-06-03', '2022-09-19'], dropped: ['2022-05-30'] },
  2023: { added: ['2023-05-08'] },
};

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();
const isWeekend = (day: string): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

/** Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher). */
const easterOf = (year: number): string => {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
  const corrected = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - corrected + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1);
};
const dayOf = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');

const mondayOnOrAfter = (day: string): string => addDays(day, (8 - weekdayOf(day)) % 7);
const lastMonday = (year: number, month: number): string => {
  const last = lastDayOfMonth(dayOf(year, month, 1).slice(0, 7));
  return addDays(last, -((weekdayOf(last) + 6) % 7));
};

/** Christmas and Boxing Day: what falls on a weekend is kept on the next days that are neither weekend nor the other. */
const christmasOf = (year: number): readonly string[] => {
  const kept: string[] = [];
  const days = [dayOf(year, 12, 25), dayOf(year, 12, 26)];
  for (const day of days.toSorted((a, b) => Number(isWeekend(a)) - Number(isWeekend(b)))) {
    let substitute = day;
    while (isWeekend(substitute) || kept.includes(substitute)) substitute = addDays(substitute, 1);
    kept.push(substitute);
  }
  return kept;
};

const ruledIn = (year: number): readonly string[] => {
  const easter = easterOf(year);
  const newYear = dayOf(year, 1, 1);
  return [
    isWeekend(newYear) ? mondayOnOrAfter(newYear) : newYear,
    addDays(easter, -2),
    addDays(easter, 1),
    mondayOnOrAfter(dayOf(year, 5, 1)),
    lastMonday(year, 5),
    lastMonday(year, 8),
    ...christmasOf(year),
  ];
};

/** The rule with what was proclaimed, for years that are not published here and for the test of those that are. */
export const bankHolidaysByRule = (year: number): readonly string[] => {
  const { added = [], dropped = [] } = proclaimed[String(year)] ?? {};
  return [...ruledIn(year).filter((day) => !dropped.includes(day)), ...added].toSorted();
};

const known = new Map<number, ReadonlySet<string>>();

/** The bank holidays of a year. */
export const bankHolidaysIn = (year: number): ReadonlySet<string> => {
  const found = known.get(year);
  if (found !== undefined) return found;
  const listed = (published[String(year)] ?? '').split(' ').filter((day) => day !== '');
  const since = proclaimed[String(year)]?.added ?? [];
  const days = new Set(
    listed.length === 0
      ? bankHolidaysByRule(year)
      : [...listed.map((day) => `${year}-${day}`), ...since].toSorted(),
  );
  known.set(year, days);
  return days;
};
