import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayAfter,
  daysBetween,
  endOfLondonDay,
  lastDayOfMonth,
  londonDay,
  startOfLondonDay,
} from './london.js';

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const oneMsBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();

describe('londonDay', () => {
  test.each([
    ['in winter the day changes at midnight UTC', '2026-01-15T23:59:59.999Z', '2026-01-15'],
    ['in winter midnight belongs to the new day', '2026-01-16T00:00:00.000Z', '2026-01-16'],
    ['in summer the day changes an hour earlier', '2026-07-20T22:59:59.999Z', '2026-07-20'],
    ['in summer London is a day ahead in the last hour', '2026-07-20T23:00:00.000Z', '2026-07-21'],
    ['the evening before clocks go forward', '2026-03-28T23:30:00.000Z', '2026-03-28'],
    ['the night on which clocks go forward', '2026-03-29T00:30:00.000Z', '2026-03-29'],
    ['the evening after clocks went forward', '2026-03-29T23:30:00.000Z', '2026-03-30'],
    ['the evening before clocks go back', '2026-10-24T23:30:00.000Z', '2026-10-25'],
    ['the evening after clocks went back', '2026-10-25T23:30:00.000Z', '2026-10-25'],
  ])('%s', (_, instant, expected) => {
    expect(londonDay(instant)).toBe(expected);
  });
});

describe('startOfLondonDay and endOfLondonDay', () => {
  test.each([
    ['2026-01-15', '2026-01-15T00:00:00.000Z', '2026-01-15T23:59:59.999Z'],
    ['2026-07-20', '2026-07-19T23:00:00.000Z', '2026-07-20T22:59:59.999Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T22:59:59.999Z'],
    ['2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-25T23:59:59.999Z'],
    ['1944-07-01', '1944-06-30T22:00:00.000Z', '1944-07-01T21:59:59.999Z'],
    ['1970-01-15', '1970-01-14T23:00:00.000Z', '1970-01-15T22:59:59.999Z'],
    ['9999-12-31', '9999-12-31T00:00:00.000Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is from %s to %s', (date, start, end) => {
    expect([startOfLondonDay(date), endOfLondonDay(date)]).toEqual([start, end]);
  });

  test('are the first and the last instant of that day, for any day', () => {
    fc.assert(
      fc.property(day, (date) => {
        const start = startOfLondonDay(date);
        const end = endOfLondonDay(date);
        expect([londonDay(start), londonDay(end)]).toEqual([date, date]);
        expect(londonDay(oneMsBefore(start))).toBe(addDays(date, -1));
        expect(oneMsBefore(startOfLondonDay(dayAfter(date)))).toBe(end);
      }),
    );
  });
});

describe('calendar days', () => {
  test('are counted across the nights on which clocks change', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
    expect([addDays('2026-03-28', 2), addDays('2026-03-01', -1)]).toEqual(['2026-03-30', '2026-02-28']);
  });

  test('adding days and counting them are each other undone', () => {
    fc.assert(
      fc.property(
        day.filter((date) => date < '9000' && date > '1910'),
        fc.integer({ min: -3_000, max: 3_000 }),
        (date, days) => {
          expect(daysBetween(date, addDays(date, days))).toBe(days);
        },
      ),
    );
  });

  test.each([
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-12', '2026-12-31'],
    ['2015-07', '2015-07-31'],
  ])('the last of %s is %s', (month, expected) => {
    expect(lastDayOfMonth(month)).toBe(expected);
  });
});
