/**
 * The stretches of days that words and figures name: a day, a week, a month, a quarter, a season, a year,
 * or a range of them; and the dates that no calendar has.
 */
import type { DuePrecision } from './due.js';
import { addDays, lastDayOfMonth } from './london.js';

/** A stretch of days that a due date names; the last day is the day it is due. */
export interface Period {
  readonly first: string;
  readonly last: string;
  readonly precision: DuePrecision;
  readonly unconfirmed?: true;
}

const months = 'janfebmaraprmayjunjulaugsepoctnovdec';
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])';
const monthOf = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) / 3 + 1;

/** Two digits are a year of this century; anything outside two centuries is not a plan's year. */
const yearOf = (digits: string): number => Number(digits) + (digits.length === 2 ? 2000 : 0);
export const isPlanYear = (year: number): boolean => year >= 1900 && year < 2200;

export const iso = (year: number, monthNumber: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(monthNumber).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
export const monthEnd = (year: number, monthNumber: number): string =>
  lastDayOfMonth(iso(year, monthNumber, 1).slice(0, 7));
export const isCalendarDate = (year: number, monthNumber: number, day: number): boolean =>
  monthNumber >= 1 &&
  monthNumber <= 12 &&
  day >= 1 &&
  iso(year, monthNumber, day) <= monthEnd(year, monthNumber);

/** The ways of writing a whole date. Figures are day first: that is how councils write them. */
const dateForms: readonly { form: string; read: (groups: readonly string[]) => [string, number, string] }[] =
  [
    {
      form: String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`,
      read: ([y = '', m, d = '']) => [y, Number(m), d],
    },
    {
      form: String.raw`(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})`,
      read: ([d = '', m, y = '']) => [y, Number(m), d],
    },
    {
      form: String.raw`(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s.,/-]{0,3}${month}[\s.,/-]{0,3}'?(\d{4}|\d{2})`,
      read: ([d = '', m = '', y = '']) => [y, monthOf(m), d],
    },
    {
      form: String.raw`${month}[\s.]{0,3}(\d{1,2})(?:st|nd|rd|th)?[\s,]{1,3}(\d{4})`,
      read: ([m = '', d = '', y = '']) => [y, monthOf(m), d],
    },
  ];
/** "31 June" is impossible in any year; 29 February is not. */
const dayAndMonth = {
  form: String.raw`(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s{0,3}${month}`,
  leapYear: '2000',
};

/**
 * The words of a text that name a date which no calendar has ("31 February 2016", "31/02/2016"), or
 * `null`. Such a date is never turned into one nearby: somebody has to say which day was meant.
 */
export const impossibleDateIn = (text: string): string | null => {
  const forms = [
    ...dateForms,
    {
      form: dayAndMonth.form,
      read: ([d = '', m = '']: readonly string[]): [string, number, string] => [
        dayAndMonth.leapYear,
        monthOf(m),
        d,
      ],
    },
  ];
  for (const { form, read } of forms) {
    for (const match of text.matchAll(new RegExp(`(?<![\\d./-])${form}(?![\\d])`, 'gi'))) {
      const [year, monthNumber, day] = read(match.slice(1));
      if (isPlanYear(yearOf(year)) && !isCalendarDate(yearOf(year), monthNumber, Number(day)))
        return match[0];
    }
  }
  return null;
};

export const wholly = (form: string, text: string): readonly string[] | null =>
  new RegExp(`^(?:${form})$`).exec(text)?.slice(1) ?? null;

const dayIn = (text: string): string | null => {
  for (const { form, read } of dateForms) {
    const groups = wholly(form, text);
    if (groups === null) continue;
    const [year, monthNumber, day] = read(groups);
    const known = isPlanYear(yearOf(year)) && isCalendarDate(yearOf(year), monthNumber, Number(day));
    return known ? iso(yearOf(year), monthNumber, Number(day)) : null;
  }
  return null;
};

const monthsFrom = (year: number, monthNumber: number, count: number) => ({
  first: iso(year, monthNumber, 1),
  last: monthEnd(year + Math.floor((monthNumber + count - 2) / 12), ((monthNumber + count - 2) % 12) + 1),
});

/** "07/2015" and "2015-07". */
const monthInFigures = (text: string): Period | null => {
  const monthFirst = wholly(String.raw`(\d{1,2})/(\d{4})`, text);
  const [year = '', figures = ''] =
    monthFirst?.toReversed() ?? wholly(String.raw`(\d{4})-(\d{2})`, text) ?? [];
  const number = Number(figures);
  if (!isPlanYear(yearOf(year)) || number < 1 || number > 12) return null;
  // "2011-12" is a December and a financial year: not for us to choose.
  if (monthFirst === null && number === (yearOf(year) + 1) % 100) return null;
  return { ...monthsFrom(yearOf(year), number, 1), precision: 'month' };
};

const monthIn = (text: string): Period | null => {
  // "Jul-15" and "July '15" are a month; "July 15" may as well be a day of an unstated year.
  const [name, year = ''] =
    wholly(String.raw`${month}(?: ?[-/']+ ?| )(\d{4})`, text) ??
    wholly(String.raw`${month} ?[-/']+ ?(\d{2})`, text) ??
    [];
  if (name === undefined) return monthInFigures(text);
  return isPlanYear(yearOf(year))
    ? { ...monthsFrom(yearOf(year), monthOf(name), 1), precision: 'month' }
    : null;
};

/**
 * "Mid" is the 15th, "early" the 10th, "late" the last day: conventions, so always to be confirmed.
 * The precision is the day, so that the day taken is shown to whoever has to confirm it.
 */
const partOfMonthIn = (text: string): Period | null => {
  const [part = '', rest = ''] =
    wholly('(mid|middle|early|beginning|start|late)(?: of)?[ -](.+)', text) ?? [];
  const whole = monthIn(rest);
  if (whole === null) return null;
  const day = part.startsWith('mid') ? '15' : part === 'late' ? null : '10';
  const last = day === null ? whole.last : `${whole.first.slice(0, 8)}${day}`;
  return { first: whole.first, last, precision: 'day', unconfirmed: true };
};

/** Meteorological seasons. A winter belongs to the year in which it begins. */
const seasonStarts: Readonly<Record<string, number>> = { spring: 3, summer: 6, autumn: 9, winter: 12 };
const seasonIn = (text: string): Period | null => {
  const [season = '', year = '', next] =
    wholly(String.raw`(spring|summer|autumn|winter) (\d{4})(?:[/-](\d{2}))?`, text) ?? [];
  const start = seasonStarts[season];
  if (start === undefined || !isPlanYear(yearOf(year))) return null;
  if (next !== undefined && (season !== 'winter' || Number(next) !== (yearOf(year) + 1) % 100)) return null;
  return { ...monthsFrom(yearOf(year), start, 3), precision: 'season', unconfirmed: true };
};

const financialYear = String.raw`(\d{4})(?:/|-)(\d{2}|\d{4})`;
const startOfFinancialYear = (year: string, next: string): number | null =>
  isPlanYear(yearOf(year)) && Number(next) % 100 === (yearOf(year) + 1) % 100 ? yearOf(year) : null;

/** A quarter is as exact as a season. Written "2015/16" it is the financial year's; else it may be either's. */
const quarterIn = (text: string): Period | null => {
  const inFinancialYear = wholly(`(?:q|quarter )([1-4])(?: of)? ${financialYear}`, text);
  if (inFinancialYear !== null) {
    const [quarter = '', year = '', next = ''] = inFinancialYear;
    const start = startOfFinancialYear(year, next);
    if (start === null) return null;
    const begins = Number(quarter) * 3 + 1;
    return {
      ...monthsFrom(begins > 12 ? start + 1 : start, begins > 12 ? 1 : begins, 3),
      precision: 'season',
    };
  }
  const [quarter = '', year = ''] = wholly(String.raw`(?:q|quarter )([1-4])(?: of)? (\d{4})`, text) ?? [];
  if (!isPlanYear(yearOf(year))) return null;
  return { ...monthsFrom(yearOf(year), Number(quarter) * 3 - 2, 3), precision: 'season', unconfirmed: true };
};

const yearIn = (text: string): Period | null => {
  if (/^\d{4}$/.test(text) && isPlanYear(Number(text))) {
    return { ...monthsFrom(Number(text), 1, 12), precision: 'year' };
  }
  const [year = '', next = ''] = wholly(`(?:financial year |fy ?)?${financialYear}`, text) ?? [];
  const start = startOfFinancialYear(year, next);
  if (start === null || (/^\d{4}-/.test(text) && Number(next) <= 12)) return null;
  // "2015/16" without a word beside it may be a school year, which ends in August.
  const stated = text.startsWith('f') ? {} : ({ unconfirmed: true } as const);
  return { ...monthsFrom(start, 4, 12), precision: 'year', ...stated };
};

const weekIn = (text: string): Period | null => {
  const [kind = '', rest = ''] =
    wholly('(week commencing|w/?c|week beginning|week ending|w/?e|week of) (.+)', text) ?? [];
  const day = dayIn(rest);
  if (day === null) return null;
  if (/^(?:week ending|w\/?e)$/.test(kind)) return { first: addDays(day, -6), last: day, precision: 'day' };
  // A week may be said to end on its Friday or its Sunday.
  return { first: day, last: addDays(day, 6), precision: 'day', unconfirmed: true };
};

const simplePeriodIn = (text: string): Period | null => {
  const day = dayIn(text);
  if (day !== null) return { first: day, last: day, precision: 'day' };
  return (
    monthIn(text) ?? partOfMonthIn(text) ?? weekIn(text) ?? seasonIn(text) ?? quarterIn(text) ?? yearIn(text)
  );
};

/** A range is due on its last day: "July to September 2015". The year may stand once, at its end. */
const rangeIn = (text: string): Period | null => {
  const [from = '', to = ''] = wholly('(.+?)(?: to | until | - |-|/| and )(.+)', text) ?? [];
  const last = simplePeriodIn(to);
  if (last === null) return null;
  const first =
    simplePeriodIn(from) ??
    (wholly(month, from) === null ? null : simplePeriodIn(`${from} ${last.last.slice(0, 4)}`));
  // "May 2015 and October 2015" are two dates; one of them cannot stand for both.
  const twoDates = / and /.test(text) && wholly(month, from) === null;
  if (first === null || twoDates || first.last >= last.first) return null;
  return { ...last, first: first.first };
};

const deadlineWords =
  /^(?:(?:fully )?(?:implement|complete|deliver|achieve) |to be (?:fully )?(?:implemented|completed|delivered|achieved) |ongoing (?=until |to |till ))?(?:due |deadline |target |completion )?(?:by|in|on|during|until|till|to|for|no later than|not later than|due)? ?(?:(?:the )?(?:end|close)(?: of)?(?: the)?[ -])?/;

export const periodIn = (text: string): Period | null => {
  const rest = text.replace(deadlineWords, '');
  return simplePeriodIn(rest) ?? rangeIn(rest) ?? simplePeriodIn(text);
};
