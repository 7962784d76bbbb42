import 'reflect-metadata';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connection } from './connection.js';
import { checkFirst, pageOf } from './connection.js';
import { FIRST_MAX } from './limits.js';

const letters = ['a', 'b', 'c', 'd', 'e'];
const page = (first: number, after?: string | null, items: readonly string[] = letters) =>
  pageOf(
    items,
    { first, after: after ?? null },
    (item) => item,
    (item) => item.toUpperCase(),
  );

describe('a page', () => {
  test('holds the first items and says that there are more', () => {
    expect(page(2)).toEqual({
      edges: [
        { cursor: 'a', node: 'A' },
        { cursor: 'b', node: 'B' },
      ],
      pageInfo: { hasNextPage: true, endCursor: 'b' },
      totalCount: 5,
    });
  });

  test('goes on behind a cursor, up to the end', () => {
    expect(page(3, 'b').pageInfo).toEqual({ hasNextPage: false, endCursor: 'e' });
    expect(page(3, 'e')).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
      totalCount: 5,
    });
  });

  test('of an empty list is empty', () => {
    expect(page(1, null, [])).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
      totalCount: 0,
    });
  });

  test.each(['x', '', 'A'])('behind "%s", which is no cursor of the list, is refused', (after) => {
    expect(() => page(1, after)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }),
    );
  });

  test('after page gives every item once, in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 50 }),
        fc.integer({ min: 1, max: 20 }),
        (items, first) => {
          const seen: string[] = [];
          for (let after: string | null = null; ;) {
            const { edges, pageInfo }: Connection<string> = pageOf(
              items,
              { first, after },
              (item) => item,
              (item) => item,
            );
            seen.push(...edges.map(({ node }) => node));
            if (!pageInfo.hasNextPage) break;
            after = pageInfo.endCursor;
          }
          expect(seen).toEqual(items);
        },
      ),
    );
  });
});

describe('first', () => {
  test.each([1, FIRST_MAX])('may be %i', (first) => {
    expect(() => checkFirst(first)).not.toThrow();
  });

  test.each([0, -1, FIRST_MAX + 1])('is refused as %i, never cut short', (first) => {
    expect(() => checkFirst(first)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }),
    );
  });
});
