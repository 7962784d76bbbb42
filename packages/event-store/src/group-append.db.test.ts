import { sampleCircumstances, sampleData } from '@improvement-ledger/domain/testing';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { AppendAnswer, AppendRequest } from './append.js';
import { appendAll } from './append.js';
import { bodiesOf } from './body.js';
import { connect } from './connect.js';
import { append } from './group-append.js';
import { personRequest } from './testing/append-requests.js';
import { createTestDatabase } from './testing/index.js';
import { beginLedger } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

const tenant = await beginLedger(db.app, 'grouped');

const positionOf = (answer: AppendAnswer): number =>
  'firstPosition' in answer ? Number(answer.firstPosition) : Number.NaN;

/** How many backends wait for a lock in this database. */
const waitingBackends = async (): Promise<number> => {
  const [row] = await db.admin<{ count: number }[]>`
    select count(*)::integer as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.count ?? 0;
};

describe('appends of one council that wait at the same moment', () => {
  test('share transactions, and each is answered with positions of its own', async () => {
    const answers: Promise<AppendAnswer>[] = [];
    const more = (): void => {
      for (let count = 0; count < 20; count += 1) {
        answers.push(append(db.app, [tenant], tenant, personRequest()));
      }
    };
    // While somebody else holds the head, only two transactions of this process wait for it, with all 60.
    await db.admin.begin(async (tx) => {
      await tx`select from ledger.tenants where tenant = ${tenant} for update`;
      more();
      await expect.poll(waitingBackends, { interval: 5 }).toBe(1);
      more();
      await expect.poll(waitingBackends, { interval: 5 }).toBe(2);
      more();
    });
    const positions = (await Promise.all(answers)).map(positionOf);
    expect(new Set(positions).size).toBe(60);
    expect(Math.max(...positions) - Math.min(...positions)).toBe(59);
  });

  test('do not fail with one of them that conflicts, or that cannot be stored', async () => {
    const requests = Array.from({ length: 20 }, (_, index) =>
      personRequest({}, { version: index % 5 === 0 ? 2 : 1 }),
    );
    const broken = { ...personRequest(), hash: 'not hex' };
    // The database cannot read it at all, and with it nothing of what comes in the same statement.
    const unreadable = personRequest({ principal: 'somebody' });
    const answers = await Promise.all(
      [...requests, broken, unreadable].map(async (request) => append(db.app, [tenant], tenant, request)),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      ...requests.map((_, index) => (index % 5 === 0 ? 'conflict' : 'recorded')),
      'failed',
      'failed',
    ]);
  });

  test('that would begin a ledger which has been begun meanwhile find it begun', async () => {
    const council = await beginLedger(db.app, 'begun-already');
    const registration = (): AppendRequest => {
      const stream = `council-${v7()}`;
      const data = { ...sampleData.CouncilRegistered, key: council, clock: 'live' } as const;
      const placed = [{ fact: { type: 'CouncilRegistered' as const, data }, stream, version: 1 }];
      const bodies = bodiesOf(placed, { ...sampleCircumstances, effectiveAt: '2020' }, v7());
      return personRequest({ expected: [{ stream, version: 0 }], ...bodies });
    };
    const begun = { outcome: 'conflict', stream: null, current: 1 };
    // Alone, and among others.
    expect(await append(db.app, [council], council, registration())).toMatchObject(begun);
    const among = [registration(), personRequest(), registration()];
    expect(
      await Promise.all(among.map(async (request) => append(db.app, [council], council, request))),
    ).toMatchObject([begun, { outcome: 'recorded', firstPosition: 2 }, begun]);
  });

  test('of several processes at once get positions without gaps, and each its own answer', async () => {
    const pools = Array.from({ length: 4 }, () => connect(db.appUrl, { max: 4 }));
    const council = await beginLedger(db.app, 'several-processes');
    const requests = Array.from({ length: 120 }, (_, index) =>
      index % 10 === 9
        ? personRequest({ hash: 'not hex' })
        : personRequest({}, { version: index % 6 === 5 ? 2 : 1, persons: 1 + (index % 3) }),
    );
    const settled = await Promise.allSettled(
      requests.map(async (request, index) => append(pools[index % 4]!, [council], council, request)),
    );
    await Promise.all(pools.map(async (pool) => pool.end()));
    const outcomes = settled.map((each) => (each.status === 'fulfilled' ? each.value.outcome : 'failed'));
    expect(outcomes).toEqual(
      requests.map((_, index) => (index % 10 === 9 ? 'failed' : index % 6 === 5 ? 'conflict' : 'recorded')),
    );
    const answered = settled.flatMap((each) =>
      each.status === 'fulfilled' && each.value.outcome === 'recorded'
        ? Array.from({ length: each.value.count }, (_, index) => index + positionOf(each.value))
        : [],
    );
    const stored = await db.admin<{ position: number }[]>`
      select position from ledger.events where tenant = ${council} order by position`;
    const positions = stored.map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, index) => index + 1));
    expect([1, ...answered.toSorted((a, b) => a - b)]).toEqual(positions);
  });

  test('are split where a transaction would grow too large, and lose nothing', async () => {
    const requests = Array.from({ length: 12 }, () => personRequest({}, { persons: 150 }));
    const answers = await Promise.all(
      requests.map(async (request) => append(db.app, [tenant], tenant, request)),
    );
    expect(answers.map((answer) => ('count' in answer ? answer.count : 0))).toEqual(requests.map(() => 150));
    const [row] = await db.admin<{ gaps: boolean }[]>`
      select max(position) <> count(*) as gaps from ledger.events where tenant = ${tenant}`;
    expect(row?.gaps).toBe(false);
  });
});

test('what looks like the syntax of an array, of JSON or of nothing at all is stored as it was written', async () => {
  const council = await beginLedger(db.app, 'as-written');
  const texts = [
    'NULL',
    '"',
    '\\',
    '\\"',
    '{a,b}',
    '{}',
    "'",
    ' ',
    '\u00e9\u{1f600}',
    '\n\t',
    '$1',
    '\\u0041',
  ];
  const requests = texts.map((text) => {
    const request = personRequest({ key: `key ${text.trim()} ${texts.indexOf(text)}` });
    return { ...request, seals: request.seals.map((seal) => ({ ...seal, value: text })) };
  });
  // In the quick way, and where something stands in the way of one.
  const together = await appendAll(db.app, [council], council, requests, false);
  const again = requests.map((request) => ({ ...personRequest(), seals: request.seals }));
  const renamed = again.map((request) => ({
    ...request,
    seals: request.seals.map((seal) => ({ ...seal, id: v7() })),
  }));
  const apart = await appendAll(
    db.app,
    [council],
    council,
    [...renamed, personRequest({}, { version: 2 })],
    false,
  );
  expect(together.map(({ outcome }) => outcome)).toEqual(texts.map(() => 'recorded'));
  expect(apart.map(({ outcome }) => outcome)).toEqual([...texts.map(() => 'recorded'), 'conflict']);

  const idsOf = (of: readonly AppendRequest[]) => of.flatMap(({ seals }) => seals.map(({ id }) => id));
  for (const stored of [requests, renamed]) {
    const rows = await db.admin<{ id: string; value: string }[]>`
      select id, value from ledger.sealed_values where id = any (${idsOf(stored)}::uuid[])`;
    const byId = new Map(rows.map(({ id, value }) => [id, value]));
    expect(stored.map(({ seals }) => seals.map(({ id }) => byId.get(id)))).toEqual(
      stored.map(({ seals }) => seals.map(({ value }) => value)),
    );
  }
  const keys = await db.admin<{ key: string }[]>`
    select idempotency_key as key from ledger.commands where tenant = ${council} and idempotency_key like 'key %'
     order by first_position`;
  expect(keys.map(({ key }) => key)).toEqual(requests.map(({ key }) => key));
});

test('an append reads no table from end to end, also where plans were made while the tables were small', async () => {
  const small = await createTestDatabase(inject('adminUrl'));
  onTestFinished(async () => small.close());
  const council = await beginLedger(small.app, 'small-once');
  // As autovacuum leaves them in the first minute: known to be small, so that reading all of them seems the cheapest.
  await small.admin`vacuum analyze ledger.commands, ledger.events, ledger.sealed_values, ledger.tenants`;
  const scans = await small.app.begin(async (tx) => {
    for (const apart of [false, true]) {
      // More often than a plan is made anew for each execution.
      for (let round = 0; round < 8; round += 1) {
        const answers = await appendAll(
          tx as unknown as Sql,
          [council],
          council,
          [personRequest(), personRequest()],
          apart,
        );
        expect(answers.map(({ outcome }) => outcome)).toEqual(['recorded', 'recorded']);
      }
    }
    // Of this transaction alone.
    return tx<{ name: string; scans: number }[]>`
      select relname as name, seq_scan as scans from pg_stat_xact_user_tables
       where schemaname = 'ledger' and relname in ('commands', 'events', 'sealed_values') order by relname`;
  });
  expect([...scans]).toEqual(['commands', 'events', 'sealed_values'].map((name) => ({ name, scans: 0 })));
});
