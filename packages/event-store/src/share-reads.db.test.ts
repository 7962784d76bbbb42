import { setImmediate as turnOver } from 'node:timers/promises';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { execute } from './execute.js';
import { readHead } from './read.js';
import { shareReads } from './share-reads.js';
import type { Tx } from './tenancy.js';
import { createTestDatabase } from './testing/index.js';
import { beginPlan, orderOf, PLAN_HEAD, receiptOf, recordStatus } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const tenant = await beginPlan(db.app, 'west-berkshire');
const another = await beginPlan(db.app, 'neighbour');

const snapshotOf = async (tx: Tx): Promise<string> => {
  const [row] = await tx<{ begun: string }[]>`select now()::text || pg_backend_pid() as begun`;
  return row?.begun ?? '';
};

describe('reads that belong together', () => {
  test('share a transaction: those asked for at once, and those that follow from their answers', async () => {
    const { read } = shareReads(db.app, [tenant]);
    const [first, second] = await Promise.all([read(snapshotOf), read(snapshotOf)]);
    const third = await read(snapshotOf);
    expect([second, third]).toEqual([first, first]);
    await turnOver();
    await turnOver();
    expect(await read(snapshotOf)).not.toBe(first);
  });

  test('see one moment of the log, until they are to see what came in since', async () => {
    const { read, renew } = shareReads(db.app, [tenant]);
    const heads = await read(async (tx) => {
      const before = await readHead(tx, tenant);
      receiptOf(await execute(db.app, orderOf(tenant, recordStatus('green'))));
      const meanwhile = await read(async (again) => readHead(again, tenant));
      renew();
      const since = await read(async (again) => readHead(again, tenant));
      return { before, meanwhile, since };
    });
    expect(heads).toEqual({ before: PLAN_HEAD, meanwhile: PLAN_HEAD, since: PLAN_HEAD + 1 });
  });

  test('see no council but those they are limited to', async () => {
    const { read } = shareReads(db.app, [tenant]);
    expect(await read(async (tx) => readHead(tx, another))).toBe(0);
    expect(await shareReads(db.app, []).read(async (tx) => readHead(tx, tenant))).toBe(0);
  });

  test('fail each for itself: one that fails takes no other with it', async () => {
    const { read } = shareReads(db.app, [tenant]);
    const [failed, thrown, fine] = await Promise.allSettled([
      read(async (tx) => tx`select 1 / 0`),
      read(async () => {
        throw new RangeError('not of the database');
      }),
      read(async (tx) => readHead(tx, tenant)),
    ]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
    expect(thrown).toMatchObject({ status: 'rejected', reason: new RangeError('not of the database') });
    expect(fine.status).toBe('fulfilled');
    expect(await read(async (tx) => readHead(tx, tenant))).toBeGreaterThan(0);
  });
});
