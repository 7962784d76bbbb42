import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectiveAtMeant, effectiveFrom, effectiveTime } from './effective-time.js';
import { londonDay } from './london.js';

describe('effectiveAtMeant', () => {
  const now = '2026-07-20T23:30:00.000Z';

  test.each([
    ['nothing', undefined, now],
    ['the date in London, which is a day later than in UTC', '2026-07-21', now],
    ['the date before', '2026-07-20', '2026-07-20'],
    ['the month', '2026-07', '2026-07'],
    ['an instant of the day', '2026-07-20T23:10:00Z', '2026-07-20T23:10:00Z'],
  ])('of %s (%s) is %s', (_, given, meant) => {
    expect(effectiveAtMeant(given, now)).toBe(meant);
  });
});

describe('effectiveFrom', () => {
  test.each([
    ['a year', '2015', '2015-01-01T00:00:00.000Z'],
    ['spring', '2015-21', '2015-03-01T00:00:00.000Z'],
    ['summer, which begins an hour earlier in UTC', '2015-22', '2015-05-31T23:00:00.000Z'],
    ['autumn', '2015-23', '2015-08-31T23:00:00.000Z'],
    ['winter, which begins in the December of its year', '2015-24', '2015-12-01T00:00:00.000Z'],
    ['a month', '2015-07', '2015-06-30T23:00:00.000Z'],
    ['a day in summer', '2026-07-20', '2026-07-19T23:00:00.000Z'],
    ['a day in winter', '2026-01-20', '2026-01-20T00:00:00.000Z'],
    ['the day on which clocks go forward', '2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['the day on which clocks go back', '2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['an instant', '2015-07-20T09:30:00Z', '2015-07-20T09:30:00.000Z'],
    ['an instant with an offset', '2015-07-20T09:30:00.5+01:00', '2015-07-20T08:30:00.500Z'],
    ['the first that is taken', '1900', '1900-01-01T00:00:00.000Z'],
    ['the last that is taken', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('of %s (%s) is %s', (_, edtf, instant) => {
    expect(effectiveFrom(edtf)).toBe(instant);
  });

  test.each([
    ['a month that is none', '2015-13'],
    ['a season that is none', '2015-25'],
    ['month zero', '2015-00'],
    ['a day that is none', '2015-02-29'],
    ['a day without its zeros', '2015-7-1'],
    ['an instant without a zone', '2015-07-20T09:30:00'],
    ['an interval', '2015/2016'],
    ['an uncertain year', '2015?'],
    ['a decade', '201X'],
    ['a year before 1900', '1899'],
    ['the year 0000', '0000'],
    ['an instant that is past the year 9999 in UTC', '9999-12-31T23:59:59-01:00'],
    ['an instant that is before the year 0000 in UTC', '0000-01-01T00:00:00+01:00'],
    ['spaces around it', ' 2015 '],
    ['words', 'End July 2015'],
    ['nothing', ''],
  ])('does not take %s (%s)', (_, text) => {
    expect(effectiveFrom(text)).toBeNull();
    expect(effectiveTime.safeParse(text).success).toBe(false);
  });

  test('is always an instant in UTC with milliseconds, so that it sorts as text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(effectiveFrom(text) ?? '2026-01-01T00:00:00.000Z').toMatch(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
        );
      }),
    );
  });

  test('of a day, its month and its year are in order', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }),
        (date) => {
          const instant = date.toISOString();
          const day = londonDay(instant);
          const froms = [day.slice(0, 4), day.slice(0, 7), day, instant].map((edtf) =>
            Date.parse(effectiveFrom(edtf) ?? ''),
          );
          expect(froms).toEqual(froms.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
