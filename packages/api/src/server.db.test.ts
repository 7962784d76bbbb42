/** What the server says besides GraphQL, and what it does not say when something is wrong on our side. */
import { readFile } from 'node:fs/promises';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { makeLogger } from '@improvement-ledger/telemetry/process';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeServer } from './server.js';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { SampleRecords } from './testing/sample-records.js';
import { makeRecords } from './testing/sample-records.js';

let api: RunningApi;
let records: SampleRecords;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  records = await makeRecords(api, 'northmere');
});
afterAll(async () => api.stop());

const get = async (path: string) => api.send({}, path);

describe('the server', () => {
  test('gives the committed schema', async () => {
    const committed = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
    expect((await get('/schema.graphql')).text).toBe(committed);
  });

  test('says that it is up and ready', async () => {
    expect([(await get('/healthz')).text, (await get('/readyz')).text]).toEqual([
      '{"status":"ok"}',
      '{"status":"ready"}',
    ]);
  });

  test('gives metrics of what is behind', async () => {
    expect((await get('/metrics')).text).toMatch(
      /ledger_projection_lag_events\{projection="action_register",council="northmere"\} 0/,
    );
  });

  test('answers a wrong path in the shape of its errors', async () => {
    const { status, codes, errors } = await get('/nowhere?token=secret');
    expect([status, codes, errors[0]?.message]).toEqual([
      404,
      ['NOT_FOUND'],
      'There is nothing at GET /nowhere.',
    ]);
  });

  test('names every request', async () => {
    const ids = [await get('/healthz'), await api.ask('{ viewer { id } }'), await get('/nowhere')].map(
      ({ headers }) => headers.get('x-request-id'),
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids.filter((id) => !/^[0-9a-f-]{36}$/.test(id ?? ''))).toEqual([]);
  });

  test('says what a query cost', async () => {
    const { text } = await api.ask('{ viewer { id role } }');
    expect(JSON.parse(text)).toMatchObject({ extensions: { cost: { asked: 3, limit: 50_000 } } });
  });
});

describe('a feed', () => {
  const page = async (after: number, first: number) => {
    const { data } = await api.ask(
      `{ council(code: "northmere") { changes(first: ${first}, after: ${after}) {
          edges { cursor node { position action { reference } } } pageInfo { hasNextPage endCursor } scannedTo head } } }`,
    );
    return (data as { council: { changes: Feed } }).council.changes;
  };
  interface Feed {
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly position: number; readonly action: unknown };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly scannedTo: number;
    readonly head: number;
  }

  test('read page by page holds every position once', async () => {
    const positions: number[] = [];
    let feed = await page(0, 3);
    for (; ; feed = await page(feed.scannedTo, 3)) {
      positions.push(...feed.edges.map(({ node }) => node.position));
      if (!feed.pageInfo.hasNextPage) break;
    }
    expect(positions).toEqual(Array.from({ length: feed.head }, (_, index) => index + 1));
  });

  test('that has nothing new keeps its place', async () => {
    const { head } = await page(0, 1);
    expect(await page(head, 10)).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: String(head) },
      scannedTo: head,
      head,
    });
  });

  test('names the action of each change', async () => {
    const { edges } = await page(0, 100);
    expect(edges.map(({ node }) => node.action).filter((action) => action !== null)).toEqual([
      { reference: 'A1.1' },
      { reference: 'A1.2' },
    ]);
  });
});

describe('overdueActions', () => {
  test('begin on the day after the last one', async () => {
    const { data } = await api.ask(
      `query ($id: ID!) {
        on: plan(id: $id) { overdueActions(on: "2015-08-02", first: 2) { totalCount edges { node { daysOverdue action { reference } } } } }
        before: plan(id: $id) { overdueActions(on: "2015-07-31", first: 1) { totalCount } }
      }`,
      { variables: { id: records.planId } },
    );
    expect(data).toMatchObject({
      on: {
        overdueActions: {
          totalCount: 2,
          edges: [{ node: { daysOverdue: 2 } }, { node: { daysOverdue: 2 } }],
        },
      },
      before: { overdueActions: { totalCount: 0 } },
    });
  });
});

describe('a fault of ours', () => {
  test('is said to have happened, without detail, and logged with the request', async () => {
    const { admin } = api.database;
    await admin`revoke select on read.rag_history from ledger_app`;
    const { data, errors, headers } = await api.ask(
      `{ viewer { role } plan(id: "${records.planId}") { ragHistory { intervals { name } } } }`,
    );
    await admin`grant select on read.rag_history to ledger_app`;
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side. It has been logged.',
        path: ['plan', 'ragHistory'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    expect(data).toEqual({ viewer: { role: 'PLAN_MANAGER' }, plan: { ragHistory: null } });
    const [line = ''] = api.log;
    expect(JSON.parse(line)).toMatchObject({
      requestId: headers.get('x-request-id'),
      err: { message: 'permission denied for view rag_history' },
    });
  });

  test('of the database is answered with 500, and readiness with 503', async () => {
    const database = await createTestDatabase(inject('adminUrl'));
    const log: string[] = [];
    const logger = makeLogger('api', 'error', { write: (line: string) => void log.push(line) });
    const hints = { give: async () => undefined, counts: async () => ({}), close: async () => undefined };
    const server = await makeServer({ sql: database.app, hints, logger });
    await database.app.end();
    const token = { authorization: `Bearer ${api.tokens.planManager}` };
    const answer = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: token,
      payload: { query: '{ viewer { id } }' },
    });
    expect([answer.statusCode, answer.json()]).toEqual([
      500,
      {
        errors: [
          {
            message: 'Something went wrong on our side. It has been logged.',
            extensions: { code: 'INTERNAL_SERVER_ERROR' },
          },
        ],
      },
    ]);
    expect(log.join('')).toContain('CONNECTION_ENDED');
    expect((await server.inject('/readyz')).statusCode).toBe(503);
    const metrics = await server.inject('/metrics');
    expect([metrics.statusCode, metrics.json()]).toMatchObject([
      500,
      { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
    ]);
    await server.close();
    await database.close();
  });
});
