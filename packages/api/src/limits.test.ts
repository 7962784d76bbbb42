import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getIntrospectionQuery, Kind, parse, validate } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { ALIASES_MAX, costOf, COST_MAX, DEPTH_MAX, documentLimits } from './limits.js';
import { makeSchema } from './schema.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await makeSchema();
});

const refusals = (query: string): readonly GraphQLError[] => validate(schema, parse(query), [documentLimits]);
const cost = (query: string, variables: Record<string, unknown> = {}): number => {
  const document: DocumentNode = parse(query);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return operation === undefined ? 0 : costOf(document, operation, variables);
};
const nested = (depth: number): string => `${'{ plan '.repeat(depth - 1)}{ id }${' }'.repeat(depth - 1)}`;
const aliases = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: viewer { id }`).join(' ')} }`;
/** Each fragment spreads the next one twice: 2^n fields from n lines. */
const bomb = (size: number, leaf = 'id'): string =>
  [
    '{ viewer { ...f0 } }',
    ...Array.from(
      { length: size },
      (_, index) => `fragment f${index} on Viewer { ...f${index + 1} ...f${index + 1} }`,
    ),
    `fragment f${size} on Viewer { ${leaf} }`,
  ].join('\n');

describe('depth', () => {
  test(`may be ${DEPTH_MAX}`, () => {
    expect(refusals(nested(DEPTH_MAX))).toEqual([]);
  });

  test('may not be more', () => {
    expect(refusals(nested(DEPTH_MAX + 1)).map(({ message }) => message)).toEqual([
      `The query is nested ${DEPTH_MAX + 1} deep; at most ${DEPTH_MAX} is served. Begin a second query further down, by an id.`,
    ]);
  });

  test('is counted through fragments', () => {
    const inner = nested(DEPTH_MAX - 2);
    const query = `{ plan { ...a } } fragment a on Plan { council { ...b } } fragment b on Council ${inner}`;
    expect(refusals(query)).toEqual([]);
    expect(refusals(query.replace('council { ...b }', 'council { plan { ...b } }'))).toHaveLength(1);
  });

  test('does not count inline fragments', () => {
    expect(refusals(`{ ... { ... { ${nested(DEPTH_MAX).slice(1)} } }`)).toEqual([]);
  });

  test('ends in fragments that go round', () => {
    expect(
      refusals('{ viewer { ...a } } fragment a on Viewer { id ...b } fragment b on Viewer { ...a }'),
    ).toEqual([]);
  });
});

describe('aliases', () => {
  test(`may be ${ALIASES_MAX}`, () => {
    expect(refusals(aliases(ALIASES_MAX))).toEqual([]);
  });

  test('may not be more', () => {
    expect(refusals(aliases(ALIASES_MAX + 1))).toHaveLength(1);
  });

  test('are counted in questions about the schema too', () => {
    const many = Array.from({ length: ALIASES_MAX + 1 }, (_, index) => `a${index}: types { name }`).join(' ');
    expect(refusals(`{ __schema { ${many} } }`)).toHaveLength(1);
  });
});

describe('tools that ask for the schema', () => {
  test('are let through, at no cost', () => {
    expect(refusals(getIntrospectionQuery())).toEqual([]);
    expect(cost(getIntrospectionQuery())).toBe(0);
  });
});

describe('cost', () => {
  test.each([
    ['{ viewer { id name } }', 3],
    ['{ council { plans(first: 10) { edges { node { id } } } } }', 2 + 10 * 3],
    [
      '{ council { plans(first: 10) { edges { node { actions(first: 100) { edges { node { id } } } } } } } }',
      2 + 10 * 3 + 10 * 100 * 3,
    ],
    ['{ nodes(ids: ["a", "b", "c"]) { id } }', 1 + 3],
    ['{ nodes(ids: []) { id } }', 2],
    ['{ plan { ragHistory { intervals { name asKnownNow { total } } } } }', 3 + 366 * 3],
    [
      '{ plan { ragHistory(by: DAY) { days: intervals { name } timeInStatus { rag { key } } } } }',
      3 + 366 + 3,
    ],
    ['{ viewer { ...a ...a } } fragment a on Viewer { id name }', 1 + 4],
    ['{ viewer { ... on Viewer { id } __typename } }', 2],
  ])('of %s is %i', (query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  test('counts what variables hold', () => {
    const query =
      'query ($first: Int!, $ids: [ID!]!) { a: council { plans(first: $first) { totalCount } } nodes(ids: $ids) { id } }';
    expect(cost(query, { first: 100, ids: ['a', 'b'] })).toBe(2 + 100 + 1 + 2);
    expect(cost(query, {})).toBe(2 + 1 + 1 + 1);
  });

  test('is not made smaller by a first below 1', () => {
    expect(cost('{ council { plans(first: 0) { totalCount } } }')).toBe(3);
    expect(cost('{ council { plans(first: -5) { totalCount } } }')).toBe(3);
  });

  test('of fragments that double is found at once', () => {
    const began = performance.now();
    expect(refusals(bomb(500))).toEqual([]);
    expect(cost(bomb(40))).toBeGreaterThan(COST_MAX);
    // Were each of them gone through as often as it is spread, it would take longer than anybody lives.
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
