import { sampleCircumstances, sampleData } from '@improvement-ledger/domain/testing';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, test } from 'vitest';
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

test('an append reads no table from end to end, also where plans were made while the tables were small', async () => {
  const council = await beginLedger(db.app, 'small-once');
  // As autovacuum leaves them in the first minute: known to be small, so that reading all of them seems the cheapest.
  await db.admin`vacuum analyze ledger.commands, ledger.events, ledger.sealed_values, ledger.tenants`;
  const scans = async () => {
    const [row] = await db.admin<{ scans: number }[]>`
      select sum(seq_scan)::int as scans from pg_stat_user_tables
       where schemaname = 'ledger' and relname in ('commands', 'events', 'sealed_values')`;
    return row?.scans ?? 0;
  };
  const one = connect(db.appUrl, { max: 1 });
  const tell = async () => one`select pg_stat_force_next_flush()`;
  await tell();
  const before = await scans();
  for (const apart of [false, true]) {
    for (let round = 0; round < 8; round += 1) {
      await appendAll(one, [council], council, [personRequest(), personRequest()], apart);
    }
  }
  await tell();
  await one.end();
  expect(await scans()).toBe(before);
});
