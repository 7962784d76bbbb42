import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.js';

const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed() && !value.includes('\0'));

/** Every value that the ledger can store, names that look like numbers among them. */
const { stored } = fc.letrec<{ stored: unknown }>((tie) => ({
  stored: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('stored'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(text, fc.maxSafeInteger().map(String)), tie('stored'), { maxKeys: 6 }),
  ),
}));

test('what is stored has the canonical form that others compute by RFC 8785', () => {
  fc.assert(
    fc.property(stored, (value) => {
      expect(canonical(value)).toBe(canonicalize(value));
    }),
    { numRuns: 500 },
  );
});
