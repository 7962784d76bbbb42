/** What a council sees of who looked at what, over real HTTP. */
import { londonDay } from '@improvement-ledger/domain';
import { planRegister } from '@improvement-ledger/projections';
import { tableOf } from '@improvement-ledger/projections/testing';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { makeRecords } from '../testing/sample-records.js';

const [COUNCIL, OTHER] = ['northmere', 'southmere'] as const;

let api: RunningApi;
let records: SampleRecords;
let others: SampleRecords;
beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, COUNCIL);
  others = await makeRecords(api, OTHER);
});
afterAll(async () => api.stop());

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly [field: string]: unknown;
}
interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Entry }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const FIELDS =
  'id at actor { id kind name role } grantId roots fields records items bytes codes answeredAt client { kind issuer clientId userAgent address } requestId correlation';
const logOf = async (
  council: string,
  {
    token = api.tokens.auditor,
    page = 'first: 100',
  }: { readonly token?: string; readonly page?: string } = {},
) => {
  const { data, codes, text } = await api.ask(
    `{ council(code: "${council}") { accessLog(${page}) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ${FIELDS} } } } } }`,
    { token },
  );
  const log = (data?.['council'] as { readonly accessLog: Page | null } | null)?.accessLog ?? null;
  return { log, codes, text };
};
/** The entries that a request leads to, in each council; its answer. */
const loggedBy = async (query: string, token: string, asking: object = {}) => {
  const answer = await api.ask(query, { token, ...asking });
  const requestId = answer.headers.get('x-request-id');
  const entries = await Promise.all(
    [COUNCIL, OTHER].map(async (council) =>
      ((await logOf(council)).log?.edges ?? [])
        .map(({ node }) => node)
        .filter((node) => node['requestId'] === requestId),
    ),
  );
  return { answer, mine: entries[0] ?? [], others: entries[1] ?? [] };
};
const history = (id: string) =>
  `{ action(id: "${id}") { id history(first: 10) { edges { node { position } } } } }`;

describe("an adviser's read of history", () => {
  test('is there for the council: who, what, how much and from which client', async () => {
    const token = await api.token('adviser', [COUNCIL], 'Ada Adviser');
    const agent = `Browser/1.0 ${'x'.repeat(300)}`;
    const {
      answer,
      mine,
      others: none,
    } = await loggedBy(history(records.actionId), token, {
      headers: { 'user-agent': agent, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
    });
    expect(answer.codes).toEqual([]);
    expect(mine).toEqual([
      {
        id: expect.any(String) as string,
        at: expect.any(String) as string,
        answeredAt: expect.any(String) as string,
        actor: { id: expect.any(String) as string, kind: 'person', name: 'Ada Adviser', role: 'ADVISER' },
        grantId: null,
        roots: ['action'],
        fields: ['Action.history'],
        records: [records.actionId],
        items: 1,
        bytes: Buffer.byteLength(answer.text),
        codes: [],
        client: {
          kind: 'OPERATOR_TOKEN',
          issuer: null,
          clientId: null,
          userAgent: agent.slice(0, 200),
          address: '127.0.0.1',
        },
        requestId: answer.headers.get('x-request-id'),
        correlation: expect.any(String) as string,
      },
    ]);
    expect(none).toEqual([]);
  });

  test.each<[string, (of: SampleRecords) => string, readonly string[], number]>([
    [
      'the feed',
      ({ council }) => `{ council(code: "${council}") { changes(first: 3) { head edges { cursor } } } }`,
      ['Council.changes'],
      3,
    ],
    [
      'the history of ratings',
      ({ planId }) =>
        `{ plan(id: "${planId}") { ragHistory(from: "2015-07-01", to: "2015-09-30") { intervals { name } } } }`,
      ['Plan.ragHistory'],
      3,
    ],
    [
      'a plan at a point in time',
      ({ planId }) =>
        `{ plan(id: "${planId}", asOf: "${londonDay(new Date().toISOString())}") { actions(first: 5) { edges { cursor } } } }`,
      ['Query.plan'],
      2,
    ],
    ['one change', ({ changeId }) => `{ node(id: "${changeId}") { id } }`, ['Query.node'], 1],
    [
      'a history behind other records',
      ({ council }) =>
        `{ council(code: "${council}") { plans(first: 1) { edges { node { actions(first: 5) { edges { node { history(first: 5) { edges { cursor } } } } } } } } } }`,
      ['Action.history'],
      2,
    ],
  ])('is logged for %s', async (_, query, fields, items) => {
    const { answer, mine } = await loggedBy(query(records), api.tokens.adviser);
    expect(answer.codes).toEqual([]);
    expect(mine).toMatchObject([{ fields, items, codes: [] }]);
  });

  test('of several councils at once tells each what is its own', async () => {
    const query = `{ nodes(ids: ["${records.actionId}", "${others.actionId}", "${others.otherActionId}"]) { ... on Action { history(first: 5) { edges { node { position } } } } } }`;
    const { mine, others: theirs } = await loggedBy(query, api.tokens.adviser);
    expect(mine).toMatchObject([{ records: [records.actionId], items: 1 }]);
    expect(theirs).toMatchObject([{ items: 2 }]);
    expect(theirs[0]?.['records']).toEqual(expect.arrayContaining([others.actionId, others.otherActionId]));
    const all = await loggedBy(
      '{ councils { key changes(first: 2) { head edges { cursor } } } }',
      api.tokens.adviser,
    );
    expect([...all.mine, ...all.others]).toMatchObject([{ items: 2 }, { items: 2 }]);
  });

  test('that is refused is logged with why, also of what only the council may look up', async () => {
    const missing = Buffer.from(`Action:${COUNCIL}:${v7()}`).toString('base64url');
    expect((await loggedBy(history(missing), api.tokens.adviser)).mine).toMatchObject([
      { records: [missing], items: 0, codes: ['NOT_FOUND'] },
    ]);
    const grants = `{ council(code: "${COUNCIL}") { grants(first: 1) { totalCount } } }`;
    expect((await loggedBy(grants, api.tokens.adviser)).mine).toMatchObject([
      { fields: ['Council.grants'], items: 0, codes: ['FORBIDDEN'] },
    ]);
  });

  test('of a council that they may not see is logged nowhere', async () => {
    const token = await api.token('adviser', [OTHER]);
    const { answer, mine, others: theirs } = await loggedBy(history(records.actionId), token);
    expect(answer.codes).toEqual(['NOT_FOUND']);
    expect([mine, theirs]).toEqual([[], []]);
  });

  test('of the present is not logged', async () => {
    const query = `{ plan(id: "${records.planId}") { title actions(first: 5) { edges { node { title } } } } }`;
    expect((await loggedBy(query, api.tokens.adviser)).mine).toEqual([]);
  });
});

describe('others', () => {
  test.each(['planManager', 'actionOwner', 'auditor', 'workforceLead'] as const)(
    'of the council read its history unlogged: %s',
    async (role) => {
      const { answer, mine } = await loggedBy(history(records.actionId), api.tokens[role]);
      expect(answer.codes).toEqual([]);
      expect(mine).toEqual([]);
    },
  );

  test('that are programs are logged for each page of the feed', async () => {
    const feed = `{ council(code: "${COUNCIL}") { changes(first: 2, after: 3) { edges { node { position } } } } }`;
    expect((await loggedBy(feed, api.tokens.integration)).mine).toMatchObject([
      { fields: ['Council.changes'], items: 2, actor: { role: 'INTEGRATION' } },
    ]);
  });

  test('that are administrators are logged when they look up who has access', async () => {
    const query = `{ council(code: "${COUNCIL}") { operatorAccess { id } people(first: 5) { totalCount edges { cursor } } } systemStatus { queues { name } } }`;
    const { answer, mine } = await loggedBy(query, api.tokens.administrator);
    expect(answer.codes).toEqual([]);
    expect(mine).toMatchObject([
      {
        roots: ['council', 'systemStatus'],
        fields: ['Council.operatorAccess', 'Council.people', 'Query.systemStatus'],
        items: null,
      },
    ]);
  });

  test('that change something are in the ledger, not here', async () => {
    const status = `mutation { recordStatus(input: { actionId: "${records.actionId}", rag: null, narrative: "Done." }) { action { title } userErrors { code } } }`;
    expect((await loggedBy(status, api.tokens.administrator)).mine).toEqual([]);
    const looking = `mutation { changeCouncilAttributes(input: { council: "${COUNCIL}", name: "Northmere", reason: "New." }) { council { grants(first: 1) { totalCount } } userErrors { code } } }`;
    expect((await loggedBy(looking, api.tokens.administrator)).mine).toMatchObject([
      { roots: ['changeCouncilAttributes'], fields: ['Council.grants'] },
    ]);
  });
});

describe('the access log', () => {
  test('is for administrators, plan managers and auditors of the council', async () => {
    for (const role of ['administrator', 'planManager', 'auditor'] as const) {
      expect((await logOf(COUNCIL, { token: api.tokens[role] })).codes).toEqual([]);
    }
    for (const role of ['adviser', 'actionOwner', 'workforceLead', 'integration'] as const) {
      expect(await logOf(COUNCIL, { token: api.tokens[role] })).toMatchObject({
        log: null,
        codes: ['FORBIDDEN'],
      });
    }
    const elsewhere = await api.token('administrator', [OTHER]);
    const asked = await logOf(COUNCIL, { token: elsewhere });
    expect(asked).toMatchObject({ log: null, codes: ['NOT_FOUND'] });
    expect((await logOf(OTHER, { token: elsewhere })).text).not.toContain(records.actionId);
  });

  test('is paged from the newest to the oldest, within a time', async () => {
    for (let read = 0; read < 3; read += 1) await loggedBy(history(records.actionId), api.tokens.adviser);
    const whole = (await logOf(COUNCIL)).log;
    const [first] = [(await logOf(COUNCIL, { page: 'first: 2' })).log];
    expect(first).toMatchObject({ totalCount: whole?.totalCount, pageInfo: { hasNextPage: true } });
    const cursor = first?.pageInfo.endCursor ?? '';
    const next = (await logOf(COUNCIL, { page: `first: 2, after: "${cursor}"` })).log;
    expect([...(first?.edges ?? []), ...(next?.edges ?? [])]).toEqual(whole?.edges.slice(0, 4));
    const at = whole?.edges[1]?.node.at ?? '';
    const since = (await logOf(COUNCIL, { page: `first: 100, from: "${at}"` })).log;
    expect(since?.edges.map(({ node }) => node.id)).toEqual(
      whole?.edges
        .map(({ node }) => node)
        .filter((node) => node.at >= at)
        .map(({ id }) => id),
    );
    expect((await logOf(COUNCIL, { page: 'first: 1, after: "7"' })).codes).toEqual(['BAD_USER_INPUT']);
  });

  test('shows how much was handed out before it was asked, whatever else is read with it', async () => {
    const { admin } = api.database;
    const [amounts, plans] = [await admin.reserve(), await admin.reserve()];
    onTestFinished(() => [amounts, plans].forEach((held) => held.release()));
    await amounts.unsafe('begin; lock table access.log_outcomes in exclusive mode');
    const { headers } = await api.ask(history(records.actionId), { token: api.tokens.adviser });
    const table = `read.${tableOf(planRegister)}`;
    await plans.unsafe(`begin; lock table ${table} in access exclusive mode`);
    const requestId = headers.get('x-request-id');
    const asking = api.ask(
      `{ council(code: "${COUNCIL}") { plans(first: 1) { totalCount } accessLog(first: 1) { edges { node { requestId items } } } } }`,
      { token: api.tokens.auditor },
    );
    const waiting = async () =>
      (await amounts`select from pg_locks where relation = ${table}::regclass and not granted`).length;
    await expect.poll(waiting).toBe(1);
    // What is read with it began before the amounts are there.
    await amounts`commit`;
    const written = async () =>
      (
        await amounts`select from access.log join access.log_outcomes using (tenant, entry_id)
                       where request_id = ${requestId}`
      ).length;
    await expect.poll(written).toBe(1);
    await plans`commit`;
    const { data } = await asking;
    expect(data).toEqual({
      council: {
        plans: { totalCount: 1 },
        accessLog: { edges: [{ node: { requestId, items: expect.any(Number) as number } }] },
      },
    });
  });
});

describe('an answer', () => {
  test('does not leave before its entry is on disk', async () => {
    const held = await api.database.admin.reserve();
    onTestFinished(() => held.release());
    await held`begin`;
    await held`lock table access.log in exclusive mode`;
    let isAnswered = false;
    const asking = api.ask(history(records.actionId), { token: api.tokens.adviser }).finally(() => {
      isAnswered = true;
    });
    const waiting = async () =>
      held`
      select from pg_locks where relation = 'access.log'::regclass and not granted`.then(
        ({ length }) => length,
      );
    await expect.poll(waiting).toBe(1);
    // Others, whose reading is not logged, are answered meanwhile.
    expect((await api.ask(history(records.actionId))).codes).toEqual([]);
    expect(isAnswered).toBe(false);
    await held`commit`;
    expect((await asking).codes).toEqual([]);
  });

  test('does not leave when its reading cannot be logged, and a change that it would tell is not made', async () => {
    const { admin } = api.database;
    await admin`revoke execute on function access.log_reads(text, jsonb) from ledger_app`;
    const give = async () => admin`grant execute on function access.log_reads(text, jsonb) to ledger_app`;
    onTestFinished(async () => void (await give()));
    const refused = await api.ask(history(records.actionId), { token: api.tokens.adviser });
    expect(refused).toMatchObject({ status: 503, codes: ['NOT_LOGGED'], data: null });
    expect((await api.ask(history(records.actionId))).codes).toEqual([]);
    const heads = await api.heads();
    const change = `mutation { changeCouncilAttributes(input: { council: "${COUNCIL}", name: "Other", reason: "New." }) { council { grants(first: 1) { totalCount } } userErrors { code } } }`;
    const unmade = await api.ask(change, { token: api.tokens.administrator });
    expect(unmade).toMatchObject({ status: 503, codes: ['NOT_LOGGED'] });
    expect(await api.heads()).toEqual(heads);
    await give();
    expect((await api.ask(history(records.actionId), { token: api.tokens.adviser })).codes).toEqual([]);
  });
});
