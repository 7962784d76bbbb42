import { Kind } from 'graphql';
import type { GraphQLScalarType } from 'graphql';
import { describe, expect, test } from 'vitest';
import {
  AsOfScalar,
  DateScalar,
  EffectiveTimeScalar,
  InstantScalar,
  JsonScalar,
  KnownAtScalar,
  PositionScalar,
} from './scalars.js';

const instant = '2015-07-20T09:30:00Z';
const impossible = [
  '2015-02-31',
  '2015-13-01',
  '20 July 2015',
  '0000-01-01',
  '1066-10-14',
  '',
  'x',
  null,
  true,
  {},
];
const impossibleInstants = [
  '2015-02-31T00:00:00Z',
  '2015-07-20T25:00:00Z',
  '2015-07-20T09:30:00',
  '9999-12-31T23:59:59-14:00',
];

const cases: readonly [GraphQLScalarType, readonly unknown[], readonly unknown[]][] = [
  [DateScalar, ['2015-07-20', '2016-02-29', '9999-12-31'], [...impossible, instant, '2015-07', 20_150_720]],
  [
    InstantScalar,
    [instant, '2015-07-20T09:30:00.123+01:00'],
    [...impossible, ...impossibleInstants, '2015-07-20'],
  ],
  [
    EffectiveTimeScalar,
    ['2015', '2015-23', '2015-07', '2015-07-20', instant],
    [...impossible, ...impossibleInstants, '2015-00', '2015-25', 2015],
  ],
  [AsOfScalar, ['2015-07-20', instant], [...impossible, ...impossibleInstants, '2015-07', 12]],
  [
    KnownAtScalar,
    ['2015-07-20', instant, 0, 12],
    [...impossible, ...impossibleInstants, -1, 1.5, '12', Number.NaN],
  ],
  [
    PositionScalar,
    [0, 1, Number.MAX_SAFE_INTEGER, '0', '12', '999999999999999'],
    [-1, 1.5, '', '-1', '1.5', '1e3', ' 1', '1000000000000000', null, true, 2 ** 53, Infinity],
  ],
];

describe.each(cases.map(([scalar, good, bad]) => ({ name: scalar.name, scalar, good, bad })))(
  '$name',
  ({ scalar, good, bad }) => {
    test.each(good.map((value) => [value]))('takes %j', (value) => {
      expect(() => scalar.parseValue(value)).not.toThrow();
    });

    test.each(bad.map((value) => [value]))('refuses %j and shows it', (value) => {
      expect(() => scalar.parseValue(value)).toThrow(
        expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
      );
    });
  },
);

describe('a literal', () => {
  test('is read as the same value', () => {
    expect(DateScalar.parseLiteral({ kind: Kind.STRING, value: '2015-07-20' })).toBe('2015-07-20');
    expect(PositionScalar.parseLiteral({ kind: Kind.INT, value: '12' })).toBe(12);
    expect(PositionScalar.parseLiteral({ kind: Kind.STRING, value: '12' })).toBe(12);
    expect(KnownAtScalar.parseLiteral({ kind: Kind.INT, value: '12' })).toBe(12);
  });

  test.each([
    { kind: Kind.FLOAT, value: '1.0' } as const,
    { kind: Kind.BOOLEAN, value: true } as const,
    { kind: Kind.ENUM, value: 'NOW' } as const,
    { kind: Kind.LIST, values: [] } as const,
  ])('of another kind is refused', (node) => {
    expect(() => PositionScalar.parseLiteral(node)).toThrow('is not a position');
  });
});

describe('an instant', () => {
  test('is told in UTC with milliseconds', () => {
    expect(InstantScalar.parseValue('2015-07-20T09:30:00+01:00')).toBe('2015-07-20T08:30:00.000Z');
  });
});

describe('JSON', () => {
  test('is left as it is', () => {
    const value = { a: [1, null, { b: 'c' }] };
    expect(JsonScalar.serialize(value)).toBe(value);
  });
});
