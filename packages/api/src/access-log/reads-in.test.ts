import type { OperationDefinitionNode } from 'graphql';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { makeSchema } from '../schema.js';
import { itemsIn, valuesAt } from './amounts.js';
import { readsIn } from './reads-in.js';

const schema = await makeSchema();
const found = (text: string) => {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return readsIn(schema, document, document.definitions[0] as OperationDefinitionNode).map(
    ({ node, reads }) => [node.name.value, reads.map(({ field, path }) => `${field} at ${path.join('.')}`)],
  );
};

describe('what an operation reads that is logged', () => {
  test('is found under every root, by the names that the answer has', () => {
    expect(
      found(`{
        action(id: "a") { was: history(first: 1) { head } }
        councils { key plans(first: 1) { edges { node { ragHistory { intervals { name } } } } } }
        viewer { name }
      }`),
    ).toEqual([
      ['action', ['Query.action at ', 'Action.history at was']],
      ['councils', ['Plan.ragHistory at plans.edges.node.ragHistory']],
    ]);
  });

  test('is found in fragments, and behind an interface', () => {
    expect(
      found(`query { node(id: "a") { ...Any } }
        fragment Any on Node { ... on Action { ...Told } }
        fragment Told on Action { history(first: 1) { head } }`),
    ).toEqual([['node', ['Query.node at ', 'Action.history at history']]]);
  });

  test('is found in what a change answers', () => {
    expect(
      found(`mutation ($input: RecordStatusInput!) {
        recordStatus(input: $input) { action { history(first: 1) { head } } }
      }`),
    ).toEqual([['recordStatus', ['Action.history at action.history']]]);
  });

  test('is looked for once in a fragment, however often it is spread', () => {
    const fragments = Array.from({ length: 60 }, (_, index) => index);
    const text = [
      '{ viewer { ...F0 } }',
      ...fragments.map((each) => `fragment F${each} on Viewer { ...F${each + 1} ...F${each + 1} }`),
      'fragment F60 on Viewer { __typename }',
    ];
    expect(found(text.join('\n'))).toEqual([]);
  });
});

describe('how much an answer holds', () => {
  test('is the members of its outermost lists', () => {
    const changes = { edges: [{ node: { changes: [1, 2, 3] } }, { node: { changes: [] } }], head: 7 };
    expect(itemsIn(changes)).toBe(2);
    expect(itemsIn({ id: 'a', plan: { actions: { edges: [1, 2] } }, months: [1] })).toBe(3);
    expect(itemsIn({ id: 'a' })).toBe(1);
    expect(itemsIn([])).toBe(0);
    expect(itemsIn(null)).toBe(0);
  });

  test('is counted where it stands, in each member of a list', () => {
    const answer = { plans: { edges: [{ node: { was: [1, 2] } }, { node: { was: null } }, { node: null }] } };
    expect(valuesAt(answer, ['plans', 'edges', 'node', 'was'])).toEqual([[1, 2], null]);
  });
});
