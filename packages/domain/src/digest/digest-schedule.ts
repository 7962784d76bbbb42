/**
 * WHEN A DIGEST IS DUE, by London's calendar and on working days alone. Of a kind there is one digest for a period: a day,
 * an ISO week, a month or a meeting. What was missed, as while nothing ran, is caught up with only as long as its period
 * lasts, so that three days of standing still lead to one digest and not to three.
 */
import { intervalOf } from '../interval.js';
import { addDays, daysBetween, instantInLondon, lastDayOfMonth, londonDay } from '../london.js';
import type { DigestKind } from './digest-kind.js';
import type { ClosureDays } from './working-days.js';
import { addWorkingDays, isoWeekday, isWorkingDay, workingDayFrom } from './working-days.js';

/** On which days a kind is due; one field alone is looked at, by the kind. */
export interface DigestDays {
  /** `daily`: on these days of the week, 1 (Monday) to 5. `weekly`: on the one day. */
  readonly weekdays: readonly number[];
  /** `monthly`: the how manieth working day of the month. */
  readonly workingDay: number;
  /** `board`: so many working days before the meeting. */
  readonly workingDaysBefore: number;
}

export interface DigestSchedule extends DigestDays {
  readonly kind: DigestKind;
  /** The time in London, HH:MM. */
  readonly time: string;
  /** A statutory notice, which nobody can switch off. */
  readonly isStatutory: boolean;
  /** Whether words besides titles are sent. */
  readonly withNarratives: boolean;
  /** What is due within so many days is told of beforehand. */
  readonly dueSoonDays: number;
  /** After so many days without an update an action is stale. */
  readonly staleDays: number;
  /** From when it is in force: nothing that was due before is due by it. */
  readonly since: string;
}

/** A meeting that a board digest comes before. */
export interface PlannedMeeting {
  readonly meetingId: string;
  readonly bodyId: string;
  /** The day in London, and the name of the body. */
  readonly on: string;
  readonly body: string | null;
}

export interface DuePeriod {
  readonly kind: DigestKind;
  /** With the recipient and the kind it says which digest is meant: `2026-11-25`, `2026-W48`, `2026-11` or `meeting-` and its id. */
  readonly key: string;
  /** The day on which it is due, and the last on which it is caught up with. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly dueAt: string;
  readonly meeting: PlannedMeeting | null;
}

export interface DigestCalendar {
  readonly schedules: readonly DigestSchedule[];
  readonly closures: ClosureDays;
  readonly meetings: readonly PlannedMeeting[];
}

type Span = Omit<DuePeriod, 'kind' | 'dueAt'>;

/** The days of the week that count: a recipient's own, where they named some. */
const weekdaysOf = ({ weekdays }: DigestSchedule, wanted: readonly number[] | null): readonly number[] =>
  wanted === null || wanted.length === 0 ? weekdays : wanted;

/** What is not due on a working day of its week is due on the next one of the same week. */
const weekSpan = (
  schedule: DigestSchedule,
  { closures }: DigestCalendar,
  wanted: readonly number[] | null,
  on: string,
): Span[] => {
  const { name, from, to } = intervalOf('week', on);
  const first = Math.min(...weekdaysOf(schedule, wanted));
  const firstDay = workingDayFrom(addDays(from, first - 1), closures);
  return firstDay > to ? [] : [{ key: name, firstDay, lastDay: to, meeting: null }];
};

const daySpan = (
  schedule: DigestSchedule,
  { closures }: DigestCalendar,
  wanted: readonly number[] | null,
  on: string,
): Span[] => {
  const weekday = isoWeekday(on);
  const isWanted = schedule.weekdays.includes(weekday) && weekdaysOf(schedule, wanted).includes(weekday);
  return isWanted && isWorkingDay(on, closures)
    ? [{ key: on, firstDay: on, lastDay: on, meeting: null }]
    : [];
};

const monthSpan = ({ workingDay }: DigestSchedule, { closures }: DigestCalendar, on: string): Span[] => {
  const { name, from } = intervalOf('month', on);
  const firstDay = addWorkingDays(addDays(from, -1), workingDay, closures);
  const lastDay = lastDayOfMonth(name);
  return firstDay > lastDay ? [] : [{ key: name, firstDay, lastDay, meeting: null }];
};

const meetingSpans = (
  { workingDaysBefore }: DigestSchedule,
  { closures, meetings }: DigestCalendar,
): Span[] =>
  meetings.map((meeting) => ({
    key: `meeting-${meeting.meetingId}`,
    firstDay: addWorkingDays(meeting.on, -workingDaysBefore, closures),
    // A digest that comes after the meeting helps nobody.
    lastDay: addDays(meeting.on, -1),
    meeting,
  }));

/** The periods of a kind that a day lies in, whether due by then or not. */
export const periodsOn = (
  schedule: DigestSchedule,
  calendar: DigestCalendar,
  on: string,
  wanted: readonly number[] | null = null,
): DuePeriod[] => {
  const spans = {
    daily: () => daySpan(schedule, calendar, wanted, on),
    weekly: () => weekSpan(schedule, calendar, wanted, on),
    monthly: () => monthSpan(schedule, calendar, on),
    board: () => meetingSpans(schedule, calendar),
  }[schedule.kind]();
  return spans
    .filter(({ firstDay, lastDay }) => firstDay <= on && on <= lastDay)
    .map((span) => ({ kind: schedule.kind, ...span, dueAt: instantInLondon(span.firstDay, schedule.time) }));
};

/**
 * The digests that are due at an instant. On a later day of the period, too, none goes out before the time of day that the
 * council chose, and on none but a working day. `wanted`: the days of the week that a recipient has chosen.
 */
export const dueDigests = (
  calendar: DigestCalendar,
  at: string,
  wanted: readonly number[] | null = null,
): DuePeriod[] => {
  const today = londonDay(at);
  if (!isWorkingDay(today, calendar.closures)) return [];
  return calendar.schedules.flatMap((schedule) =>
    at < instantInLondon(today, schedule.time)
      ? []
      : periodsOn(schedule, calendar, today, wanted).filter(({ dueAt }) => dueAt >= schedule.since),
  );
};

/** The most days over which periods are looked for. */
const DAYS_LOOKED_MAX = 100;

/** The periods that began to be due on the days from one to another, for the record of what was missed: of the last days alone. */
export const periodsBetween = (calendar: DigestCalendar, from: string, to: string): DuePeriod[] => {
  const count = Math.min(daysBetween(from, to) + 1, DAYS_LOOKED_MAX);
  const days = Array.from({ length: Math.max(0, count) }, (_, index) => addDays(to, index - count + 1));
  return days.flatMap((day) =>
    calendar.schedules.flatMap((schedule) =>
      periodsOn(schedule, calendar, day).filter(
        ({ firstDay, dueAt }) => firstDay === day && dueAt >= schedule.since,
      ),
    ),
  );
};

/** The cron line by which a scheduler in Europe/London wakes for a schedule: daily, since `dueDigests` knows the days. */
export const cronOf = ({ time }: Pick<DigestSchedule, 'time'>): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return `${minute} ${hour} * * *`;
};
