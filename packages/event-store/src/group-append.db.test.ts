import { sample, sampleCircumstances, personName } from '@improvement-ledger/domain/testing';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { AppendAnswer, AppendRequest } from './append.js';
import { bodiesOf } from './body.js';
import { append } from './group-append.js';
import { createTestDatabase } from './testing/index.js';
import { beginLedger } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

const tenant = await beginLedger(db.app, 'grouped');

/** A request for a new person, or for a second version of one that does not exist. */
const personRequest = ({ conflicting = false, names = 1 } = {}): AppendRequest => {
  const placed = Array.from({ length: names }, () => {
    const personId = v7();
    const fact = sample('PersonRegistered', { personId, name: personName('Cas Example', personId) });
    return { fact, stream: `person-${personId}`, version: conflicting ? 2 : 1 };
  });
  const commandId = v7();
  return {
    principal: sampleCircumstances.actor.id,
    key: commandId,
    hash: '00'.repeat(32),
    commandId,
    expected: placed.map(({ stream, version }) => ({ stream, version: version - 1 })),
    ...bodiesOf(placed, sampleCircumstances, commandId),
  };
};

/** How many backends wait for a lock in this database. */
const waitingBackends = async (): Promise<number> => {
  const [row] = await db.admin<{ count: number }[]>`
    select count(*)::integer as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.count ?? 0;
};

describe('appends of one council that wait at the same moment', () => {
  test('share transactions, and each is answered with positions of its own', async () => {
    let answers: Promise<AppendAnswer>[] = [];
    // While somebody else holds the head, only two transactions of this process wait for it, with all 60.
    await db.admin.begin(async (tx) => {
      await tx`select from ledger.tenants where tenant = ${tenant} for update`;
      answers = Array.from({ length: 60 }, async () => append(db.app, [tenant], tenant, personRequest()));
      await expect.poll(waitingBackends, { interval: 5 }).toBe(2);
    });
    const positions = (await Promise.all(answers)).map((answer) =>
      'firstPosition' in answer ? Number(answer.firstPosition) : Number.NaN,
    );
    expect(new Set(positions).size).toBe(60);
    expect(Math.max(...positions) - Math.min(...positions)).toBe(59);
  });

  test('do not fail with one of them that conflicts, or that cannot be stored', async () => {
    const requests = Array.from({ length: 20 }, (_, index) =>
      personRequest({ conflicting: index % 5 === 0 }),
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

  test('are split where a transaction would grow too large, and lose nothing', async () => {
    const requests = Array.from({ length: 12 }, () => personRequest({ names: 150 }));
    const answers = await Promise.all(
      requests.map(async (request) => append(db.app, [tenant], tenant, request)),
    );
    expect(answers.map((answer) => ('count' in answer ? answer.count : 0))).toEqual(requests.map(() => 150));
    const [row] = await db.admin<{ gaps: boolean }[]>`
      select max(position) <> count(*) as gaps from ledger.events where tenant = ${tenant}`;
    expect(row?.gaps).toBe(false);
  });
});
