import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { globalId, nodeKinds, refOf, refOfKind } from './ids.js';
import type { NodeKind, NodeRef } from './ids.js';

const council = fc.stringMatching(/^[a-z0-9-]{2,40}$/);
const keyOf = (kind: NodeKind): fc.Arbitrary<string> => {
  if (kind === 'Council') return council;
  if (kind === 'Change') return fc.integer({ min: 1, max: 999_999_999 }).map(String);
  return fc.uuid();
};
const ref: fc.Arbitrary<NodeRef> = fc
  .constantFrom(...nodeKinds)
  .chain((kind) => fc.record({ kind: fc.constant(kind), tenant: council, key: keyOf(kind) }));

/** The code of the error that reading an id throws; `null` when it is one. */
const codeOf = (id: string): unknown => {
  try {
    refOf(id);
    return null;
  } catch (error) {
    return error instanceof GraphQLError ? error.extensions['code'] : error;
  }
};
const encode = (text: string): string => Buffer.from(text).toString('base64url');
const uuid = '0190c0de-0000-7000-8000-000000000001';

describe('a global id', () => {
  test('names the record that it was made for', () => {
    fc.assert(
      fc.property(ref, ({ kind, tenant, key }) => {
        const id = globalId(kind, tenant, key);
        expect(refOf(id)).toEqual({ kind, tenant, key });
        expect(nodeKinds.filter((each) => refOfKind(id, each) !== null)).toEqual([kind]);
      }),
    );
  });

  test('is the only one for its record', () => {
    fc.assert(
      fc.property(ref, fc.constantFrom('=', ' ', '\n', '%', '.'), ({ kind, tenant, key }, extra) => {
        expect(codeOf(`${globalId(kind, tenant, key)}${extra}`)).toBe('BAD_USER_INPUT');
      }),
    );
  });

  test('is refused with BAD_USER_INPUT, and never otherwise, when it is something else', () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.tuple(fc.string(), fc.string(), fc.string()).map((parts) => encode(parts.join(':'))),
    );
    fc.assert(
      fc.property(garbage, (id) => {
        expect(codeOf(id)).toBe('BAD_USER_INPUT');
        expect(refOfKind(id, 'Action')).toBeNull();
      }),
    );
  });

  test.each([
    ['', 'nothing'],
    [encode(`Action:northmere:12`), 'a number where a UUID must be'],
    [encode(`Action:northmere:northmere`), 'a key where a UUID must be'],
    [encode(`Action:northmere:${uuid.toUpperCase().replace('C0DE', 'C0DE')}`), 'a UUID in capitals'],
    [encode(`Change:northmere:0`), 'a position before the first'],
    [encode(`Change:northmere:01`), 'a position with a leading zero'],
    [encode(`Change:northmere:9999999999999999`), 'a position that no number holds'],
    [encode(`Action:NORTHMERE:${uuid}`), 'a council in capitals'],
    [encode(`Person:northmere:${uuid}`), 'a kind that there is not'],
    [encode(`Action:northmere:${uuid}:more`), 'a part too many'],
    [encode(`Action:a,b:${uuid}`), 'two councils'],
    [uuid, 'a bare UUID'],
  ])('is not %s (%s)', (id) => {
    expect(codeOf(id)).toBe('BAD_USER_INPUT');
  });
});
