import { expect, test } from 'vitest';
import type { PeriodKind } from './reading.js';
import { periodNamed } from './reading.js';
import { agreementOf, belowThreshold, periodsMeet, yearsToDate } from './reconciliation.js';

const valueOf = (kind: PeriodKind, name: string, value: string | null) => {
  const period = periodNamed(kind, name);
  if (period === null) throw new Error(`${name} is no ${kind}.`);
  return { period, value };
};
const months = (values: readonly (string | null)[], kind: PeriodKind = 'month') =>
  values.map((value, index) => valueOf(kind, `2016-${String(index + 4).padStart(2, '0')}`, value));
const percent = (value: string, numerator: string, denominator: string) =>
  agreementOf({ value, printed: null, numerator, denominator });

test('a printed percentage agrees, is cut off, or differs from what it is made of', () => {
  expect([percent('33', '18.54', '55.54'), percent('11', '1', '9')]).toEqual(['agrees', 'agrees']);
  expect([percent('77', '7', '9'), percent('42', '10.54', '24.54')]).toEqual(['truncated', 'truncated']);
  expect([percent('33', '61', '207'), percent('24.43', '21', '86')]).toEqual(['differs', 'differs']);
  expect(agreementOf({ value: '33', printed: '33%', numerator: null, denominator: null })).toBeNull();
  expect(agreementOf({ value: null, printed: null, numerator: '1', denominator: '2' })).toBeNull();
});

test('a year to date stands beside the sum of its months, with what they differ by', () => {
  const starters = [
    ...months(['0', '2', '3', '5', '1', '1', '2', '1', '0']),
    ...months(['0', '2', '5', '10', '11', '12', '14', '15', '15'], 'year-to-date'),
  ];
  expect(yearsToDate(starters).map(({ differs }) => differs)).toEqual(Array(9).fill(false));
  expect(yearsToDate(starters).at(-1)).toMatchObject({ value: '15', sum: '15', parts: 9, of: 'month' });
  const referrals = [
    ...months(['118', '129', '104', '143', '120', '158', '167', '117', '117']),
    valueOf('year-to-date', '2016-12', '1190'),
  ];
  expect(yearsToDate(referrals)).toMatchObject([{ sum: '1173', difference: '17', differs: true }]);
});

test('a year to date of quarters stands beside their sum; one with a month missing beside none', () => {
  const absence = [
    valueOf('quarter', '2016-Q2', '275'),
    valueOf('quarter', '2016-Q3', '312.5'),
    valueOf('year-to-date', '2016-09', '587.5'),
  ];
  expect(yearsToDate(absence)).toMatchObject([{ sum: '587.5', of: 'quarter', differs: false }]);
  const withGap = [...months(['0', null, '3']), valueOf('year-to-date', '2016-06', '5')];
  expect(yearsToDate(withGap)).toEqual([]);
});

test('a rate is below a threshold from a period on, for so many of them', () => {
  const rate = months(['29', '26', '26', '21', '17', '19', '17', '15', '12'], 'snapshot');
  const below = belowThreshold(rate, '20');
  expect(below.first).toMatchObject({ value: '17', period: { from: '2016-08-01' } });
  expect(below).toMatchObject({ since: below.first, periods: 5, last: { value: '12' } });
  const again = belowThreshold(months(['19', '21', '20', null, '19', null], 'snapshot'), '20');
  expect(again.first?.period.from).toBe('2016-04-01');
  expect([again.since?.period.from, again.periods]).toEqual(['2016-08-01', 1]);
  expect(belowThreshold(months(['19', '21']), '20')).toMatchObject({ since: null, periods: 0 });
  expect(belowThreshold([], '20')).toEqual({ first: null, since: null, periods: 0, last: null });
});

test('readings are of one thing where their periods meet', () => {
  const { period: day } = valueOf('snapshot', '2015-07-12', '1');
  const { period: month } = valueOf('snapshot', '2015-07', '1');
  expect(periodsMeet(day, month)).toBe(true);
  expect(periodsMeet(day, valueOf('snapshot', '2015-08', '1').period)).toBe(false);
  expect(periodsMeet(month, valueOf('month', '2015-07', '1').period)).toBe(false);
});
