import { describe, expect, test } from 'vitest';
import { instantInLondon } from '../london.js';
import type { DigestCalendar, DigestSchedule } from './digest-schedule.js';
import { cronOf, dueDigests, periodsBetween } from './digest-schedule.js';

const schedule = (told: Partial<DigestSchedule> = {}): DigestSchedule => ({
  kind: 'daily',
  weekdays: [1, 2, 3, 4, 5],
  workingDay: 1,
  workingDaysBefore: 3,
  time: '07:00',
  isStatutory: false,
  withNarratives: false,
  dueSoonDays: 14,
  staleDays: 28,
  since: '2026-01-01T00:00:00.000Z',
  ...told,
});
const calendar = (
  told: Partial<DigestSchedule> = {},
  more: Partial<DigestCalendar> = {},
): DigestCalendar => ({
  schedules: [schedule(told)],
  closures: new Set(),
  meetings: [],
  ...more,
});
const keysAt = (at: string, of: DigestCalendar = calendar(), wanted: readonly number[] | null = null) =>
  dueDigests(of, at, wanted).map(({ key }) => key);

describe('a daily digest', () => {
  test('is due from its time in London, in winter and in summer', () => {
    expect(keysAt('2026-11-25T06:59:59.999Z')).toEqual([]);
    expect(keysAt('2026-11-25T07:00:00.000Z')).toEqual(['2026-11-25']);
    expect(keysAt('2026-07-20T05:59:59.999Z')).toEqual([]);
    expect(keysAt('2026-07-20T06:00:00.000Z')).toEqual(['2026-07-20']);
  });

  test.each([
    ['2026-03-29', '2026-03-30', 'clocks go forward'],
    ['2026-10-25', '2026-10-26', 'clocks go back'],
    ['2027-03-28', '2027-03-30', 'clocks go forward, before Easter Monday'],
    ['2027-10-31', '2027-11-01', 'clocks go back'],
  ])('keeps its time around the night of %s', (sunday, next) => {
    expect(keysAt(instantInLondon(sunday, '07:00'))).toEqual([]);
    expect(keysAt(instantInLondon(next, '06:59'))).toEqual([]);
    expect(keysAt(instantInLondon(next, '07:00'))).toEqual([next]);
  });

  test('of a council that wants it in such a night comes once, at a time that comes twice or is left out', () => {
    const nightly = calendar({ time: '01:30', weekdays: [1, 2, 3, 4, 5] });
    expect(instantInLondon('2026-10-25', '01:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(instantInLondon('2027-03-28', '01:30')).toBe('2027-03-28T01:30:00.000Z');
    expect(keysAt('2026-10-26T01:30:00.000Z', nightly)).toEqual(['2026-10-26']);
  });

  test('is not due from 25 to 28 December 2026, nor on a bank holiday Monday, nor when the council is closed', () => {
    const days = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28', '2026-12-29'];
    const due = (of: DigestCalendar) => days.flatMap((day) => keysAt(`${day}T09:00:00.000Z`, of));
    expect(due(calendar())).toEqual(['2026-12-24', '2026-12-29']);
    expect(due(calendar({}, { closures: new Set(['2026-12-24']) }))).toEqual(['2026-12-29']);
    expect(keysAt('2026-08-31T09:00:00.000Z')).toEqual([]);
  });

  test('that was missed for three days is due once', () => {
    expect(keysAt('2026-11-26T12:00:00.000Z')).toEqual(['2026-11-26']);
    expect(periodsBetween(calendar(), '2026-11-23', '2026-11-25').map(({ key }) => key)).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
    ]);
  });

  test('comes on the days that a recipient chose, of those on which the council sends it', () => {
    expect(keysAt('2026-11-25T09:00:00.000Z', calendar(), [1, 4])).toEqual([]);
    expect(keysAt('2026-11-26T09:00:00.000Z', calendar(), [1, 4])).toEqual(['2026-11-26']);
  });
});

describe('a weekly digest', () => {
  const weekly = calendar({ kind: 'weekly', weekdays: [1] });
  test('is due on its day, on the next working day of the week after a bank holiday, and later only until the week ends', () => {
    expect(keysAt('2026-11-23T07:00:00.000Z', weekly)).toEqual(['2026-W48']);
    expect(keysAt('2026-05-25T09:00:00.000Z', weekly)).toEqual([]);
    expect(keysAt('2026-05-26T05:59:00.000Z', weekly)).toEqual([]);
    expect(keysAt('2026-05-26T06:00:00.000Z', weekly)).toEqual(['2026-W22']);
    expect(keysAt('2026-05-29T09:00:00.000Z', weekly)).toEqual(['2026-W22']);
    expect(keysAt('2026-05-30T09:00:00.000Z', weekly)).toEqual([]);
  });

  test('is due on the day that a recipient chose', () => {
    expect(keysAt('2026-11-23T09:00:00.000Z', weekly, [3])).toEqual([]);
    expect(keysAt('2026-11-25T09:00:00.000Z', weekly, [3])).toEqual(['2026-W48']);
  });

  test('is not due for a week in which it would have been due before its schedule was set', () => {
    const set = calendar({ kind: 'weekly', weekdays: [1], since: '2026-11-24T10:00:00.000Z' });
    expect(keysAt('2026-11-24T11:00:00.000Z', set)).toEqual([]);
    expect(keysAt('2026-11-30T11:00:00.000Z', set)).toEqual(['2026-W49']);
  });

  test('finds no day in a week in which the council does not work', () => {
    const closures = new Set(['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24']);
    expect(keysAt('2026-12-24T09:00:00.000Z', { ...weekly, closures })).toEqual([]);
    expect(periodsBetween({ ...weekly, closures }, '2026-12-21', '2026-12-27')).toEqual([]);
  });
});

test('a monthly digest is due on the working day of the month that the council chose', () => {
  const monthly = calendar({ kind: 'monthly', workingDay: 2 });
  expect(keysAt('2027-01-04T09:00:00.000Z', monthly)).toEqual([]);
  expect(keysAt('2027-01-05T07:00:00.000Z', monthly)).toEqual(['2027-01']);
});

test('a digest before a board meeting is due so many working days before it, and never on the day or after', () => {
  const meetings = [
    { meetingId: '0198c0de-0000-7000-8000-000000000061', bodyId: 'b', on: '2026-12-30', body: null },
  ];
  const board = calendar({ kind: 'board', workingDaysBefore: 2 }, { meetings });
  expect(keysAt('2026-12-23T09:00:00.000Z', board)).toEqual([]);
  expect(keysAt('2026-12-24T07:00:00.000Z', board)).toEqual(['meeting-0198c0de-0000-7000-8000-000000000061']);
  expect(keysAt('2026-12-30T09:00:00.000Z', board)).toEqual([]);
});

test('a scheduler wakes at the time of day', () => {
  expect(cronOf({ time: '07:05' })).toBe('5 7 * * *');
});
