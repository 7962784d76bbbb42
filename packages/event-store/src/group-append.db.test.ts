import { afterAll, describe, expect, inject, test } from 'vitest';
import type { AppendAnswer } from './append.js';
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
    const answers = await Promise.all(
      [...requests, broken].map(async (request) => append(db.app, [tenant], tenant, request)),
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      ...requests.map((_, index) => (index % 5 === 0 ? 'conflict' : 'recorded')),
      'failed',
    ]);
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
