import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { same } from './same.js';
import { seal } from './sealed.js';
import { planText, sampleId } from './testing/index.js';

const recordedText = (value: string | null, number: number) => ({
  $seal: { subject: `plan:${sampleId(2)}`, value, id: sampleId(number), hash: 'ab'.repeat(32) },
});

describe('same', () => {
  test('compares sealed texts by what they say, not by their seals', () => {
    expect(same(planText('Done.'), recordedText('Done.', 7))).toBe(true);
    expect(same(recordedText('Done.', 6), recordedText('Done.', 7))).toBe(true);
    expect(same(recordedText('Done.', 7), recordedText('Undone.', 7))).toBe(false);
  });

  test('compares sealed cells by what they say', () => {
    const cells = (text: string) => seal(`plan:${sampleId(2)}`, [{ column: 'A', text }]);
    expect(same(cells('x'), cells('x'))).toBe(true);
    expect(same(cells('x'), cells('y'))).toBe(false);
  });

  test('takes an erased text for the same as no other', () => {
    expect(same(recordedText(null, 6), recordedText(null, 7))).toBe(false);
    expect(same(recordedText(null, 6), recordedText('Done.', 7))).toBe(false);
    expect(same(recordedText(null, 6), null)).toBe(false);
  });

  test('takes an absent member for one that is undefined, but not for null', () => {
    expect(same({ a: 1 }, { a: 1, b: undefined })).toBe(true);
    expect(same({ a: 1 }, { a: 1, b: null })).toBe(false);
  });

  test('tells lists from objects and lists by their order and length', () => {
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same([1], [1, 2])).toBe(false);
    expect(same([], {})).toBe(false);
    expect(same({}, [])).toBe(false);
    expect(same(null, {})).toBe(false);
  });

  test('holds for any value and its copy, and in both directions', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(same(a, structuredClone(a))).toBe(true);
        expect(same(a, b)).toBe(same(b, a));
      }),
    );
  });
});
