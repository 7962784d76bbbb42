/** Every list is read to its end by handing `endCursor` back as a variable, whatever happens meanwhile. */
import { dueOn, ids, sampleData, sampleId } from '@improvement-ledger/domain/testing';
import type { ToldFact } from '@improvement-ledger/projections/testing';
import { ratings } from '@improvement-ledger/projections/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { ToldCouncil } from './testing/told-council.js';
import { tellCouncil } from './testing/told-council.js';

const ACTIONS = 11;
const commitments = [ids.commitment, sampleId(41), sampleId(42)] as const;
/** In the other order than they are added: an id says nothing of its place in a list. */
const actionIds = Array.from({ length: ACTIONS }, (_, index) => sampleId(100 + ACTIONS - index));

/** Two workstreams printed in the other order than they were added, and actions dealt out to their commitments. */
const facts: readonly ToldFact[] = [
  { type: 'PersonRegistered', data: sampleData.PersonRegistered },
  { type: 'PlanDrafted', data: sampleData.PlanDrafted },
  { type: 'RagVocabularySet', data: sampleData.RagVocabularySet },
  { type: 'WorkstreamAdded', data: { ...sampleData.WorkstreamAdded, place: 2 } },
  {
    type: 'WorkstreamAdded',
    data: { ...sampleData.WorkstreamAdded, workstreamId: sampleId(31), reference: 'B', place: 1 },
  },
  ...commitments.map((commitmentId, index) => ({
    type: 'CommitmentAdded' as const,
    data: {
      ...sampleData.CommitmentAdded,
      workstreamId: index === 2 ? sampleId(31) : ids.workstream,
      commitmentId,
      place: 2 - (index % 2),
    },
  })),
  ...actionIds.map((actionId, index) => ({
    type: 'ActionAdded' as const,
    data: {
      ...sampleData.ActionAdded,
      workstreamId: index % 3 === 2 ? sampleId(31) : ids.workstream,
      commitmentId: commitments[index % 3] ?? ids.commitment,
      actionId,
      reference: `A${index}`,
      // Two in each place: whichever was added first comes first.
      place: ACTIONS - (index % 2),
      due: dueOn(`2026-01-${10 + (index % 4)}`),
    },
  })),
  ...ratings(['red', 'amber', 'green', 'red', 'amber'], actionIds[0]),
];

let api: RunningApi;
let council: ToldCouncil;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  council = await tellCouncil(api, 'paged', facts);
});
afterAll(async () => api.stop());

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Record<string, unknown> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount?: number;
}

const lists = {
  changes: {
    query: `query ($first: Int!, $after: Position) { found: council(code: "paged") {
      list: changes(first: $first, after: $after) { edges { cursor node { position } } PAGE } } }`,
    id: null,
  },
  history: {
    query: `query ($id: ID!, $first: Int!, $after: Position) { found: action(id: $id) {
      list: history(first: $first, after: $after) { edges { cursor node { position } } PAGE } } }`,
    id: () => council.actionId(actionIds[0] ?? ''),
  },
  actions: {
    query: `query ($id: ID!, $first: Int!, $after: String) { found: plan(id: $id) {
      list: actions(first: $first, after: $after) { totalCount edges { cursor node { reference } } PAGE } } }`,
    id: () => council.planId,
  },
  overdueActions: {
    query: `query ($id: ID!, $first: Int!, $after: String) { found: plan(id: $id) {
      list: overdueActions(on: "2026-02-01", first: $first, after: $after) {
        totalCount edges { cursor node { lastDay action { reference } } } PAGE } } }`,
    id: () => council.planId,
  },
  plans: {
    query: `query ($first: Int!, $after: String) { found: council(code: "paged") {
      list: plans(first: $first, after: $after) { totalCount edges { cursor node { title } } PAGE } } }`,
    id: null,
  },
} as const;
type ListName = keyof typeof lists;

const page = async (name: ListName, first: number, after?: string | null): Promise<Page> => {
  const { query, id } = lists[name];
  const { data, text } = await api.ask(query.replace('PAGE', 'pageInfo { hasNextPage endCursor }'), {
    variables: { first, ...(id === null ? {} : { id: id() }), ...(after === undefined ? {} : { after }) },
  });
  const list = (data?.['found'] as { list: Page | null } | undefined)?.list ?? null;
  if (list === null) throw new Error(text);
  return list;
};

/** All nodes, page by page, as a reader's loop gets them. */
const readToTheEnd = async (name: ListName, first: number): Promise<unknown[]> => {
  const nodes: unknown[] = [];
  let { edges, pageInfo } = await page(name, first);
  for (;;) {
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return nodes;
    ({ edges, pageInfo } = await page(name, first, pageInfo.endCursor));
  }
};

describe.each(Object.keys(lists) as ListName[])('%s', (name) => {
  test.each([1, 3, 4])('read by pages of %i give everything once, in order', async (first) => {
    const whole = await page(name, 100);
    expect(whole.pageInfo.hasNextPage).toBe(false);
    const nodes = whole.edges.map(({ node }) => node);
    expect(nodes.length).toBeGreaterThan(0);
    expect(await readToTheEnd(name, first)).toEqual(nodes);
  });

  test('go on behind the cursor of any item', async () => {
    const { edges } = await page(name, 100);
    for (const [index, { cursor }] of edges.entries()) {
      const { node: next = null } = (await page(name, 1, cursor)).edges[0] ?? {};
      expect(next).toEqual(edges[index + 1]?.node ?? null);
    }
  });

  test('count the whole list on every page, also behind the last item', async () => {
    const { edges, totalCount } = await page(name, 100);
    expect((await page(name, 1, edges.at(-1)?.cursor)).totalCount).toBe(totalCount);
    // A feed has no count of its own.
    expect(totalCount ?? edges.length).toBe(edges.length);
  });
});

describe('the feed', () => {
  test('has every position once', async () => {
    const positions = (await readToTheEnd('changes', 7)).map(
      (node) => (node as { position: number }).position,
    );
    expect(positions).toEqual(Array.from({ length: council.log.head }, (_, index) => index + 1));
  });
});

describe('actions', () => {
  test('come in printed order: by workstream, commitment and place', async () => {
    const nodes = (await readToTheEnd('actions', 2)) as { reference: string }[];
    const order = [0, 1, 2].map((dealt) =>
      actionIds.flatMap((_, index) => (index % 3 === dealt ? [index] : [])),
    );
    const inPlace = (indexes: readonly number[]) => [
      ...indexes.filter((index) => index % 2 === 1),
      ...indexes.filter((index) => index % 2 === 0),
    ];
    // Workstream B comes first; within A the commitment that was added second.
    const expected = [order[2], order[1], order[0]].flatMap((indexes) => inPlace(indexes ?? []));
    expect(nodes.map(({ reference }) => reference)).toEqual(expected.map((index) => `A${index}`));
  });
});

describe('a list of overdue actions', () => {
  test('begins with the longest overdue, and names those of one day as they were added', async () => {
    const nodes = (await readToTheEnd('overdueActions', 2)) as { action: { reference: string } }[];
    const expected = [0, 1, 2, 3].flatMap((day) =>
      actionIds.flatMap((_, index) => (index % 4 === day ? [`A${index}`] : [])),
    );
    expect(nodes.map(({ action }) => action.reference)).toEqual(expected);
  });

  test('goes on where it was when the action of its cursor is claimed meanwhile', async () => {
    const other = await tellCouncil(api, 'claiming', facts);
    const ask = async (after: string | null) => {
      const { data, text } = await api.ask(
        lists.overdueActions.query.replace('PAGE', 'pageInfo { hasNextPage endCursor }'),
        { variables: { id: other.planId, first: 3, after } },
      );
      const list = (data?.['found'] as { list: Page | null } | undefined)?.list ?? null;
      if (list === null) throw new Error(text);
      return list;
    };
    const whole = await page('overdueActions', 100);
    const first = await ask(null);
    const claimed = whole.edges[2]?.node['action'] as { reference: string };
    const actionId = actionIds[Number(claimed.reference.slice(1))] ?? '';
    await other.tell({
      type: 'ActionCompletionClaimed',
      data: { ...sampleData.ActionCompletionClaimed, actionId },
    });
    await other.read();
    const second = await ask(first.pageInfo.endCursor);
    expect(second.edges.map(({ node }) => node)).toEqual(whole.edges.slice(3, 6).map(({ node }) => node));
    expect(second.totalCount).toBe(ACTIONS - 1);
  });
});

describe('a cursor', () => {
  test.each<[ListName, string]>([
    ['actions', 'x'],
    ['actions', '1.2'],
    ['actions', '1.1.1.1.1.9999999999999999'],
    ['actions', `2026-01-10.${sampleId(100)}`],
    ['overdueActions', 'x'],
    ['overdueActions', '1.1.1.9'],
    ['overdueActions', '2026-02-31.9'],
    ['overdueActions', `2026-01-10.${sampleId(100)}`],
    ['overdueActions', '2026-01-10.x'],
    ['plans', 'x'],
  ])('of %s is not "%s"', async (name, after) => {
    await expect(page(name, 1, after)).rejects.toThrow(/is not a cursor of this list/);
  });

  test.each(['x', '', '-1', '1.5', '1e3', '9999999999999999'])('of changes is not "%s"', async (after) => {
    await expect(page('changes', 1, after)).rejects.toThrow(/is not a position/);
  });
});
