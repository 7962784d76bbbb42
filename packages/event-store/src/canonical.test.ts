import { describe, expect, test } from 'vitest';
import { canonical, NotCanonicalError } from './canonical.js';

describe('canonical', () => {
  test.each([
    ['a fraction', { pence: 1.5 }],
    ['a number beyond 2^53', { n: 2 ** 53 }],
    ['NaN', [Number.NaN]],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['half of a character pair', { text: '\ud83d' }],
    ['half of a pair in a name', { '\ud83d': 1 }],
    ['a NUL, which the database cannot hold', { text: 'a\0b' }],
    ['no value at all', undefined],
  ])('refuses %s', (_, value) => {
    expect(() => canonical(value)).toThrow(NotCanonicalError);
  });

  test('says where the value stands that it refuses', () => {
    expect(() => canonical({ a: [{ b: 0.5 }] })).toThrow('$.a.0.b is 0.5');
  });

  test('leaves out members that are undefined, and writes minus zero as zero', () => {
    expect(canonical({ b: undefined, a: -0 })).toBe('{"a":0}');
  });
});
