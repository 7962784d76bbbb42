/** Reads a cron line as a schedule: what would never fire, or not as the council means it, is refused where it is set. */
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { lastDayOfMonth } from '../london.js';
import type { DigestKind } from './digest-kind.js';
import type { DigestSchedule } from './digest-schedule.js';

/** The time zone in which councils live: no other is kept, so that a day is one day for everybody. */
export const DIGEST_TIME_ZONE = 'Europe/London';

/** Why a schedule cannot be kept in a time zone, if it cannot. */
export const timeZoneFault = (timeZone: string): Refusal | null => {
  if (timeZone === DIGEST_TIME_ZONE) return null;
  try {
    const { timeZone: known } = new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions();
    return refuse(
      'time-zone-unknown',
      'timeZone',
      `${known} is another; times are kept in ${DIGEST_TIME_ZONE}.`,
    );
  } catch {
    return refuse(
      'time-zone-unknown',
      'timeZone',
      `There is no time zone ${JSON.stringify(timeZone.slice(0, 40))}.`,
    );
  }
};

interface Field {
  readonly min: number;
  readonly max: number;
}
const DAYS_OF_MONTH_MAX = 31;
const MONTHS_OF_YEAR = 12;
const fields: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: DAYS_OF_MONTH_MAX },
  { min: 1, max: MONTHS_OF_YEAR },
  { min: 0, max: 7 },
];

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

/** The values that a field names: `*`, `5`, `1-5`, `1,3`; `null` where it is none of these or outside its range. */
const valuesOf = (text: string, { min, max }: Field): readonly number[] | null => {
  if (text === '*') return range(min, max);
  const parts = text.split(',').map((part) => {
    const [, from, to] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(part) ?? [];
    return from === undefined ? [] : range(Number(from), Number(to ?? from));
  });
  const values = parts.flat();
  const isWhole =
    parts.every((part) => part.length > 0) && values.every((value) => min <= value && value <= max);
  return isWhole ? values : null;
};

/** Whether a month has such a day: 29 February comes every few years, 30 and 31 never. */
const isEverThere = (months: readonly number[], days: readonly number[]): boolean =>
  months.some((month) => {
    const last = Number(lastDayOfMonth(`2024-${String(month).padStart(2, '0')}`).slice(8));
    return days.some((day) => day <= last);
  });

export type CronRead =
  | { readonly told: Pick<DigestSchedule, 'weekdays' | 'time'>; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly told?: never };

/** The values of the five fields, or what is wrong with them. */
const fieldsOf = (line: string): readonly (readonly number[])[] | string => {
  const texts = line.trim().split(/\s+/);
  if (texts.length !== fields.length) return 'It has five fields: minute, hour, day, month, day of the week.';
  const read = fields.map((field, index) => valuesOf(texts[index] ?? '', field));
  const wrong = read.findIndex((values) => values === null);
  return wrong < 0
    ? read.map((values) => values ?? [])
    : `Field ${wrong + 1} is ${JSON.stringify((texts[wrong] ?? '').slice(0, 20))}.`;
};

const SATURDAY = 6;
const twoDigits = (number: number | undefined): string => String(number ?? 0).padStart(2, '0');

const no = (detail: string): CronRead => ({ refusal: refuse('cron-not-understood', 'cron', detail) });
const never = (detail: string): CronRead => ({ refusal: refuse('schedule-never-due', 'cron', detail) });

/** What a cron line of five fields says of a daily or weekly digest. */
export const scheduleOfCron = (kind: DigestKind, line: string): CronRead => {
  if (kind !== 'daily' && kind !== 'weekly') return no(`A ${kind} digest has no cron line.`);
  const read = fieldsOf(line);
  if (typeof read === 'string') return no(read);
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = read;
  if (!isEverThere(months, days)) return never('No month that it names has such a day.');
  if (minutes.length !== 1 || hours.length !== 1) return no('It names one minute and one hour.');
  if (days.length < DAYS_OF_MONTH_MAX || months.length < MONTHS_OF_YEAR) {
    return no('It names days of the week, and no days or months.');
  }
  const working = [...new Set(weekdays)].filter((day) => day > 0 && day < SATURDAY).toSorted((a, b) => a - b);
  return working.length === 0
    ? never('Digests are sent on working days alone.')
    : { told: { weekdays: working, time: `${twoDigits(hours[0])}:${twoDigits(minutes[0])}` } };
};
