import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareDecimals,
  decimal,
  differenceOf,
  parseDecimal,
  percentOf,
  rounded,
  sumOf,
  truncated,
} from './decimal.js';
import type { PeriodKind, Unit } from './reading.js';
import {
  computedPercent,
  period,
  periodKinds,
  periodName,
  periodNamed,
  published,
  valueFault,
} from './reading.js';

const hundredth = fc.integer({ min: -999_999_999, max: 999_999_999 });

describe('decimals', () => {
  test('are added, compared and cut as numbers are', () => {
    expect(sumOf(['275', '312.5'])).toBe('587.5');
    expect(sumOf([])).toBe('0');
    expect(differenceOf('1173', '1190')).toBe('-17');
    expect([percentOf('18.54', '55.54'), percentOf('1', '0')]).toEqual(['33.381346', null]);
    expect([truncated('77.777777', 0), rounded('77.777777', 0), rounded('42.949471', 1)]).toEqual([
      '77',
      '78',
      '42.9',
    ]);
    expect([rounded('-0.5', 0), truncated('-1.9', 0)]).toEqual(['-1', '-1']);
  });

  test('are read as they are typed, and are canonical', () => {
    expect(['1,190', '312.50', '007', '-0.0', '5.'].map(parseDecimal)).toEqual([
      '1190',
      '312.5',
      '7',
      '0',
      null,
    ]);
    expect(['', 'n/a', '1e3', '11,90', '33%', '1.2345678'].map(parseDecimal)).toEqual(Array(6).fill(null));
    for (const text of ['1.0', '01', '+1', '-0', '1e3', '.5'])
      expect(decimal.safeParse(text).success).toBe(false);
  });

  test('sums are exact, and order is that of numbers', () => {
    fc.assert(
      fc.property(fc.array(hundredth, { maxLength: 20 }), (hundredths) => {
        const texts = hundredths.map((each) => parseDecimal((each / 100).toFixed(2)) ?? '');
        const sum = hundredths.reduce((total, each) => total + each, 0);
        expect(sumOf(texts)).toBe(parseDecimal((sum / 100).toFixed(2)));
        for (const text of texts) expect(decimal.safeParse(text).success).toBe(true);
        expect(texts.toSorted(compareDecimals).map(Number)).toEqual(
          texts.map(Number).toSorted((a, b) => a - b),
        );
      }),
    );
  });
});

describe('periods', () => {
  const named = (kind: PeriodKind, text: string) => periodNamed(kind, text);

  test('are what their names say', () => {
    expect(named('month', '2016-02')).toEqual({ kind: 'month', from: '2016-02-01', to: '2016-02-29' });
    expect(named('quarter', '2016-Q3')).toMatchObject({ from: '2016-07-01', to: '2016-09-30' });
    expect(named('year-to-date', '2016-12')).toMatchObject({ from: '2016-04-01', to: '2016-12-31' });
    expect(named('year-to-date', '2017-01')).toMatchObject({ from: '2016-04-01', to: '2017-01-31' });
    expect(named('year-to-date', '2016-04')).toMatchObject({ from: '2016-04-01', to: '2016-04-30' });
    expect(named('year-to-date', '2017-01/2017-01')).toMatchObject({ from: '2017-01-01', to: '2017-01-31' });
    expect(named('year', '2022-10/2023-09')).toMatchObject({ from: '2022-10-01', to: '2023-09-30' });
    expect(named('year', '2014-15')).toMatchObject({ from: '2014-04-01', to: '2015-03-31' });
    expect(named('year', '1999-00')).toMatchObject({ from: '1999-04-01', to: '2000-03-31' });
    expect(named('snapshot', '2015-07-12')).toMatchObject({ from: '2015-07-12', to: '2015-07-12' });
    expect(named('span', '2014-07-10/2015-07-12')).toMatchObject({ from: '2014-07-10', to: '2015-07-12' });
  });

  test('of a month 13, or of no calendar, are none', () => {
    const none: [PeriodKind, string][] = [
      ['month', '2016-13'],
      ['month', '2016-00'],
      ['quarter', '2016-Q5'],
      ['year', '2014-16'],
      ['snapshot', '2015-02-29'],
      ['span', '2015-07-12/2014-07-10'],
      ['year-to-date', 'June'],
      ['year-to-date', '2015-04/2016-04'],
      ['year', '2015-04/2016-04'],
    ];
    for (const [kind, text] of none) expect(named(kind, text)).toBeNull();
  });

  test('are named as they were, whatever the kind', () => {
    const month = fc
      .tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
    fc.assert(
      fc.property(month, fc.constantFrom<PeriodKind>('month', 'snapshot', 'year-to-date'), (text, kind) => {
        const found = periodNamed(kind, text);
        expect(found && periodName(found)).toBe(text);
        expect(period.safeParse(found).success).toBe(true);
      }),
    );
    for (const text of ['2016-Q1', '2016-Q4'])
      expect(periodName(named('quarter', text) ?? fail())).toBe(text);
    for (const text of ['2016', '2016-17', '2022-10/2023-09']) {
      expect(periodName(named('year', text) ?? fail())).toBe(text);
    }
    expect(periodName(named('year-to-date', '2016-01/2016-08') ?? fail())).toBe('2016-01/2016-08');
  });

  test('are refused where they are not of their kind', () => {
    const faulty = { month: '2016-05-30', quarter: '2016-05-31', year: '2016-05-31' } as const;
    for (const [kind, to] of Object.entries(faulty)) {
      expect(period.safeParse({ kind, from: '2016-03-01', to }).success, kind).toBe(false);
    }
    for (const kind of periodKinds) {
      expect(period.safeParse({ kind, from: '2016-03-02', to: '2016-03-01' }).success, kind).toBe(false);
    }
    expect(period.safeParse({ kind: 'month', from: '2016-13-01', to: '2016-13-31' }).success).toBe(false);
  });
});

describe('published values', () => {
  const value = (
    text: string | null,
    numerator: string | null = null,
    denominator: string | null = null,
  ) => ({
    value: text,
    printed: null,
    numerator,
    denominator,
  });
  const field = (unit: Unit, ...said: Parameters<typeof value>) =>
    valueFault(unit, value(...said))?.field ?? null;

  test('may be blank, and are within what their unit can be', () => {
    expect([
      field('count', null),
      field('count', '15'),
      field('percent', '100'),
      field('fte', '55.54'),
    ]).toEqual(Array(4).fill(null));
    expect([field('count', '-1'), field('count', '1.5'), field('percent', '140')]).toEqual(
      Array(3).fill('value'),
    );
    expect(field('percent', '90', '9', null)).toBe('denominator');
    expect(field('percent', '90', '9', '0')).toBe('denominator');
    expect(field('percent', '90', '9', '8')).toBe('numerator');
    expect(field('per-10000', '398', '118', '2965')).toBeNull();
  });

  test('stand beside what they are said to be made of', () => {
    expect(computedPercent(value('33', '61', '207'))).toBe('29.468599');
    expect(computedPercent(value('33'))).toBeNull();
  });

  test('hold no words', () => {
    const said = { ...value('33'), printed: '33%' };
    expect(published.safeParse(said).success).toBe(true);
    expect(published.safeParse({ ...said, printed: 'a third' }).success).toBe(false);
    expect(published.safeParse({ ...said, value: '33.0' }).success).toBe(false);
  });
});

const fail = (): never => {
  throw new Error('It names no period.');
};
