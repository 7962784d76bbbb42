import { seal, SEALED_BYTES_MAX } from '@improvement-ledger/domain';
import { personName, planText, sampleData } from '@improvement-ledger/domain/testing';
import { describe, expect, test } from 'vitest';
import { openAll, sealAll, sealHash, sealIdsIn } from './seals.js';

const opened = (
  sealed: unknown,
  values: readonly { readonly id: string; readonly value: unknown }[],
): unknown => openAll(sealed, new Map(values.map(({ id, value }) => [id, value])));

describe('sealAll', () => {
  test('takes every text out, and openAll puts each back where it stood', () => {
    const { sealed, values } = sealAll(sampleData.ActionAdded);
    expect(JSON.stringify(sealed)).not.toContain('Audit twenty');
    expect(values).toHaveLength(7);
    expect(opened(sealed, values)).toMatchObject(sampleData.ActionAdded);
  });

  test('hashes each text under a salt of its own, so that equal texts cannot be told from their hashes', () => {
    const { values } = sealAll([planText('Same.'), planText('Same.')]);
    const [a, b] = values.map(({ salt, value }) => sealHash(Buffer.from(salt, 'hex'), value));
    expect(a).not.toBe(b);
    expect(values.every(({ salt }) => /^[0-9a-f]{64}$/.test(salt))).toBe(true);
  });

  test('keeps the seal of a text that was recorded before', () => {
    const first = sealAll(personName('Ann Example'));
    const again = sealAll(opened(first.sealed, first.values));
    expect(again).toEqual({ sealed: first.sealed, values: [] });
  });

  test('keeps the seal of a text that was erased', () => {
    const first = sealAll(personName('Ann Example'));
    expect(sealAll(opened(first.sealed, []))).toEqual({ sealed: first.sealed, values: [] });
  });

  test('leaves alone what is not sealed', () => {
    const plain = { a: [1, 'x', null, true], b: {} };
    expect(sealAll(plain)).toEqual({ sealed: plain, values: [] });
  });
});

describe('openAll', () => {
  test('reads an erased text as null, beside its seal', () => {
    const { sealed } = sealAll({ note: planText('Done.') });
    expect(opened(sealed, [])).toMatchObject({ note: { $seal: { value: null } } });
  });

  test('finds seals at any depth', () => {
    const { sealed, values } = sealAll([{ a: { b: [planText('x'), seal(planText('').$seal.subject, [])] } }]);
    expect(sealIdsIn(sealed)).toEqual(values.map(({ id }) => id));
  });
});

test('a text of the greatest length that a field takes fits into one seal', () => {
  // Three bytes are the most that one UTF-16 unit takes in UTF-8.
  expect(50_000 * 3).toBeLessThan(SEALED_BYTES_MAX);
});
