import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intervalAfter, intervalCount, intervalKinds, intervalOf, intervalsBetween } from './interval.js';
import { dayAfter, daysBetween, endOfLondonDay, londonDay, startOfLondonDay } from './london.js';

const day = fc
  .date({ min: new Date('1901-01-01T00:00:00Z'), max: new Date('9900-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const kind = fc.constantFrom(...intervalKinds);

describe('the interval of a day', () => {
  test.each([
    ['day', '2015-07-20', '2015-07-20', '2015-07-20', '2015-07-20'],
    ['month', '2015-07-20', '2015-07', '2015-07-01', '2015-07-31'],
    ['month', '2028-02-29', '2028-02', '2028-02-01', '2028-02-29'],
    ['month', '2100-02-01', '2100-02', '2100-02-01', '2100-02-28'],
    ['week', '2015-07-20', '2015-W30', '2015-07-20', '2015-07-26'],
    ['week', '2015-07-26', '2015-W30', '2015-07-20', '2015-07-26'],
    // A Friday of the 53rd week of the year before.
    ['week', '2021-01-01', '2020-W53', '2020-12-28', '2021-01-03'],
    ['week', '2027-01-03', '2026-W53', '2026-12-28', '2027-01-03'],
    // A Monday that belongs to the year to come.
    ['week', '2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
    ['week', '2023-01-01', '2022-W52', '2022-12-26', '2023-01-01'],
    // A leap day in a week across two months.
    ['week', '2024-02-29', '2024-W09', '2024-02-26', '2024-03-03'],
    // The week in which the clocks go forward has seven days all the same.
    ['week', '2026-03-29', '2026-W13', '2026-03-23', '2026-03-29'],
  ] as const)('by %s of %s is %s', (by, on, name, from, to) => {
    expect(intervalOf(by, on)).toEqual({ name, from, to });
  });

  test('is as long as its days on London’s clock, also when the clocks change', () => {
    const hours = (by: 'day' | 'week' | 'month', on: string): number => {
      const { from, to } = intervalOf(by, on);
      return (Date.parse(endOfLondonDay(to)) + 1 - Date.parse(startOfLondonDay(from))) / 3_600_000;
    };
    expect([hours('day', '2026-03-29'), hours('day', '2026-10-25'), hours('day', '2026-07-01')]).toEqual([
      23, 25, 24,
    ]);
    expect([hours('week', '2026-03-29'), hours('month', '2026-10-25')]).toEqual([167, 745]);
    // Half an hour past midnight in a London summer is a day of the next interval, not of the one that UTC is still in.
    expect(intervalOf('month', londonDay('2026-06-30T23:30:00.000Z')).name).toBe('2026-07');
  });

  test('has the day in it, for any day', () => {
    fc.assert(
      fc.property(kind, day, (by, on) => {
        const { from, to } = intervalOf(by, on);
        expect(from <= on && on <= to).toBe(true);
        expect([intervalOf(by, from), intervalOf(by, to)]).toEqual([intervalOf(by, on), intervalOf(by, on)]);
      }),
    );
  });
});

describe('intervals one after the other', () => {
  test('leave no day out and have none twice, for any kind', () => {
    fc.assert(
      fc.property(kind, day, fc.integer({ min: 0, max: 120 }), (by, on, more) => {
        const last = intervalAfter(by, on, more);
        const all = intervalsBetween(by, on, last.to);
        expect(all).toHaveLength(more + 1);
        expect(intervalCount(by, on, last.from)).toBe(more + 1);
        expect(intervalAfter(by, last.from, -more)).toEqual(intervalOf(by, on));
        all.slice(1).forEach(({ from }, index) => expect(from).toBe(dayAfter(all[index]?.to ?? '')));
        expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
      }),
    );
  });

  test('are none where the days are reversed', () => {
    expect(intervalsBetween('month', '2015-08-01', '2015-07-31')).toEqual([]);
    expect(intervalCount('week', '2015-07-20', '2015-07-19')).toBe(0);
    expect(daysBetween('2015-07-20', '2015-07-19')).toBe(-1);
  });

  test('go over the turn of a year with 53 weeks, and of a leap year', () => {
    expect(intervalsBetween('week', '2020-12-21', '2021-01-04').map(({ name }) => name)).toEqual([
      '2020-W52',
      '2020-W53',
      '2021-W01',
    ]);
    expect(intervalCount('day', '2024-01-01', '2024-12-31')).toBe(366);
    expect(intervalsBetween('month', '2015-12-31', '2016-02-29').map(({ to }) => to)).toEqual([
      '2015-12-31',
      '2016-01-31',
      '2016-02-29',
    ]);
  });
});
