import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { addDays } from '../london.js';
import { bankHolidaysByRule, bankHolidaysIn } from './bank-holidays.js';
import {
  addWorkingDays,
  isBankHoliday,
  isWorkingDay,
  workingDayFrom,
  workingDaysBetween,
} from './working-days.js';

const years = Array.from({ length: 20 }, (_, index) => 2011 + index);

describe('bank holidays', () => {
  test('follow in the years that are published the same rule as in the others', () => {
    for (const year of years) expect([...bankHolidaysIn(year)]).toEqual(bankHolidaysByRule(year));
  });

  test('are kept on the next weekdays where Christmas falls on a weekend', () => {
    const around = (year: number) => [...bankHolidaysIn(year)].filter((day) => day.slice(5) > '12-01');
    expect(around(2026)).toEqual(['2026-12-25', '2026-12-28']);
    expect(around(2027)).toEqual(['2027-12-27', '2027-12-28']);
    expect(around(2022)).toEqual(['2022-12-26', '2022-12-27']);
  });

  test('have what was proclaimed for once', () => {
    expect(isBankHoliday('2022-09-19')).toBe(true);
    expect(isBankHoliday('2020-05-04')).toBe(false);
  });
});

describe('working days', () => {
  test('leave out weekends, bank holidays and the days on which the council is closed', () => {
    expect(isWorkingDay('2026-12-24')).toBe(true);
    expect(isWorkingDay('2026-12-28')).toBe(false);
    expect(isWorkingDay('2026-12-29', new Set(['2026-12-29']))).toBe(false);
    expect(workingDayFrom('2026-12-25')).toBe('2026-12-29');
    expect(workingDayFrom('2026-12-25', new Set(['2026-12-29', '2026-12-30', '2026-12-31']))).toBe(
      '2027-01-04',
    );
  });

  test('a plan of 70 working days after 15 May 2015 was due on 24 August', () => {
    expect(addWorkingDays('2015-05-15', 70)).toBe('2015-08-24');
    expect(workingDaysBetween('2015-05-15', '2015-08-24')).toBe(70);
  });

  test('are counted as they would be one by one, forwards and back', () => {
    const day = fc.integer({ min: 0, max: 7_000 }).map((days) => addDays('2012-01-01', days));
    const closures = new Set(['2015-12-29', '2015-12-30', '2015-12-25', '2016-01-02']);
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (from, length) => {
        const to = addDays(from, length);
        const each = Array.from({ length }, (_, index) => addDays(from, index + 1));
        const counted = each.filter((one) => isWorkingDay(one, closures)).length;
        expect(workingDaysBetween(from, to, closures)).toBe(counted);
        expect(workingDaysBetween(to, from, closures)).toBe(0 - counted);
        const last = isWorkingDay(to, closures) && counted > 0 ? to : addWorkingDays(from, counted, closures);
        expect(addWorkingDays(from, counted, closures)).toBe(last);
      }),
      { numRuns: 200 },
    );
  });
});
