/**
 * Reads what a plan writes under "by when" into a meaning that can be compared with today's date. Where
 * a reading is only one of several it says so, and where there is no sound reading it does not guess:
 * a wrong date would report a council as overdue, or hide that it is.
 */
import type { DueMeaning } from './due.js';
import type { Period } from './due-periods.js';
import {
  impossibleDateIn,
  isCalendarDate,
  isPlanYear,
  iso,
  monthEnd,
  periodIn,
  wholly,
} from './due-periods.js';
import { addDays } from './london.js';

type Every = Extract<DueMeaning, { kind: 'recurring' }>['every'];

const intervals: readonly Every[] = ['week', 'month', 'quarter', 'year'];
const everyOf = (word: string): Every | null =>
  word.startsWith('annual') ? 'year' : (intervals.find((interval) => word.includes(interval)) ?? null);
const everyWord =
  '(weekly|monthly|quarterly|yearly|annually|annual|(?:every|each) (?:week|month|quarter|year))';
const startWords =
  '(?:ongoing )?(?:from|since|starting|starting from|starting in|commencing|commencing in|effective from|with effect from|wef)';

const monthsIn = new Map([
  ['month', 1],
  ['quarter', 3],
  ['year', 12],
]);
const numbers = [
  'a',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
/** The date `count` units after a day, or `null` where the day or the unit makes no sense. */
const after = (day: string, count: number, unit: string): string | null => {
  const [year = 0, monthNumber = 0, dayOfMonth = 0] = day.split('-').map(Number);
  if (!isPlanYear(year) || !isCalendarDate(year, monthNumber, dayOfMonth) || count > 1_000) return null;
  if (unit === 'day' || unit === 'week') return addDays(day, unit === 'week' ? count * 7 : count);
  const sum = monthNumber - 1 + count * (monthsIn.get(unit) ?? 1);
  const target = [year + Math.floor(sum / 12), (sum % 12) + 1] as const;
  // One month after 31 January is the last day of February.
  const last = monthEnd(...target);
  const same = iso(...target, dayOfMonth);
  return same > last ? last : same;
};

/** "3 months", "within 6 weeks", "in 3 months time": counted from the day the plan is in force. */
const relativeIn = (text: string, inForceFrom: string): string | null => {
  const form = String.raw`(?:by |in |within )?(?:the )?(?:next )?(\d{1,4}|an|${numbers.join('|')}) (day|week|month|year)s?'?(?: time| of plan)?`;
  const [count = '', unit = ''] = wholly(form, text) ?? [];
  if (count === '') return null;
  const words = Math.max(1, numbers.indexOf(count === 'an' ? 'a' : count));
  return after(inForceFrom, /\d/.test(count) ? Number(count) : words, unit);
};

const withoutDate: readonly (readonly [RegExp, Extract<DueMeaning, { kind: 'undated' }>['why']])[] = [
  [/^(?:|-+|n\/?a|not applicable)$/, 'blank'],
  [
    /^(?:(?:dates?|timescales?) )?(?:t\.?b\.?[acd]|to be (?:confirmed|agreed|announced|advised|arranged|decided|determined|set))$/,
    'to-be-confirmed',
  ],
  [
    /^(?:ongoing|continuing|continuous|continuously|rolling|throughout|(?:daily|regular|regularly|fortnightly)(?: and)?(?: ongoing)?)$/,
    'ongoing',
  ],
  [
    /^(?:as (?:and when )?(?:required|needed|necessary|appropriate)|when (?:required|needed|necessary)|as and when|ad hoc)$/,
    'as-required',
  ],
  [/^(?:current|currently|(?:already )?in place)$/, 'current'],
];
const immediately =
  /^(?:from |with )?(?:immediate|immediately|immediate effect|immediate start|immediate action)(?:[ /-]*(?:and )?(?:then )?(?:ongoing|continuing))?$/;

/** Lower case, plain dashes and apostrophes, single spaces, no times of day and no full stops between words. */
const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’`´]/g, "'")
    .replace(/[‐-―−]/g, '-')
    .replace(/(?<=\d)(?:t|\s+(?:at )?)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?(?=\s|$)/g, ' ')
    .replace(/\bon[ -]going\b/g, 'ongoing')
    .replace(/[,;:()[\]*•"]|\.(?=\s|$)/g, ' ')
    .replace(/(?<=\d)(?:st|nd|rd|th)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekdayForm = /\b(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?(?:day)? (?=\d)/;

/** No expression of a due date is longer than this; a longer text is narrative. */
const EXPRESSION_LENGTH_MAX = 200;

/** "End September 2016 and annually thereafter"; "Monthly from May 2015"; "Monthly". */
const recurringIn = (said: string, inForceFrom: string): { period: Period; every: Every } | null => {
  const thereafter = wholly(
    `(?:${startWords} )?(.+?)(?: -| and)?(?: then)? ${everyWord}(?: thereafter| after that| onwards?)?`,
    said,
  );
  const repeated = wholly(`${everyWord} (?:${startWords}) (.+?)(?: onwards?)?`, said);
  for (const [expression, word] of [thereafter ?? [], repeated?.toReversed() ?? []]) {
    const period = expression === undefined ? null : periodIn(expression);
    const every = word === undefined ? null : everyOf(word);
    if (period !== null && every !== null) return { period, every };
  }
  const every = everyOf(wholly(`${everyWord}(?: (?:and )?ongoing)?`, said)?.[0] ?? '');
  // The plan does not say when it is done first: the end of the first interval is taken.
  const last = every === null ? null : after(inForceFrom, 1, every);
  if (every === null || last === null) return null;
  return { period: { first: inForceFrom, last, precision: 'day', unconfirmed: true }, every };
};

/** "May 2015 onwards", "from 1 April 2015": the period in which something begins that has no end. */
const beginningIn = (said: string): Period | null => {
  const begins =
    wholly('(.+) (?:onwards?|and onwards?)(?: (?:and )?ongoing)?', said) ??
    wholly(`${startWords} (.+)`, said);
  return periodIn((begins?.[0] ?? '').replace(new RegExp(`^${startWords} `), ''));
};

const deadlineIn = (said: string, inForceFrom: string): Period | null => {
  const period = periodIn(said);
  if (period !== null) return period;
  // "July 2015 and ongoing" is due, and then goes on: the deadline is kept, for somebody to confirm.
  const goesOn = wholly('(.+?)(?: -| /| and| then)* ongoing(?: thereafter)?', said)?.[0];
  const deadline = goesOn === undefined ? null : periodIn(goesOn);
  if (deadline !== null) return { ...deadline, unconfirmed: true };
  const day = relativeIn(said, inForceFrom);
  return day === null ? null : { first: day, last: day, precision: 'day' };
};

/** "July 2015 (tbc)" and "July 2015?" are open to doubt. */
const doubtful = / ?(?:\?|\b(?:tbc|tba|to be confirmed|provisional|provisionally|approx))$/;

/** Whether an expression says itself that it is open to doubt, or names a weekday the date does not fall on. */
const isDoubtful = (whole: string, { first, last, precision }: Period): boolean => {
  const weekday = weekdayForm.exec(whole)?.[1];
  const fallsOn = [first, last].map((day) => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]);
  return doubtful.test(whole) || (weekday !== undefined && precision === 'day' && !fallsOn.includes(weekday));
};

/**
 * What a plan's "by when" means. `inForceFrom` is the date from which the plan is in force: the day that
 * "immediate", "within 6 weeks" and "monthly" count from.
 */
export const understandDue = (
  text: string,
  { inForceFrom }: { readonly inForceFrom: string },
): DueMeaning => {
  const notUnderstood: DueMeaning = { kind: 'undated', why: 'not-understood' };
  if (text.trim() === '') return { kind: 'undated', why: 'blank' };
  if (text.length > 5 * EXPRESSION_LENGTH_MAX) return notUnderstood;
  const whole = tidy(text);
  if (whole.length > EXPRESSION_LENGTH_MAX || impossibleDateIn(whole) !== null) return notUnderstood;
  const why = withoutDate.find(([form]) => form.test(whole))?.[1];
  if (why !== undefined) return { kind: 'undated', why };
  if (immediately.test(whole)) return { kind: 'standing', from: after(inForceFrom, 0, 'day') };

  const said = whole
    .replace(doubtful, '')
    .replace(weekdayForm, '')
    .replace(/ (?:at the )?latest$/, '');
  const dated = (period: Period) => ({
    lastDay: period.last,
    precision: period.precision,
    ...(period.unconfirmed === true || isDoubtful(whole, period) ? { unconfirmed: true } : {}),
  });
  const recurring = recurringIn(said, inForceFrom);
  if (recurring !== null) return { kind: 'recurring', ...dated(recurring.period), every: recurring.every };
  const beginning = beginningIn(said);
  if (beginning !== null) return { kind: 'standing', from: beginning.first };
  const deadline = deadlineIn(said, inForceFrom);
  return deadline === null ? notUnderstood : { kind: 'dated', ...dated(deadline) };
};
