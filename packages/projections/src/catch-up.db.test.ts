import { ids } from '@improvement-ledger/domain/testing';
import { connect, withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import type { Sql } from 'postgres';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { actionHistory } from './action-history.js';
import { actionRegister, actionsAt } from './action-register.js';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { projections } from './list.js';
import { projectionStatus } from './status.js';
import type { Projection } from './projection.js';
import { tableOf } from './projection.js';
import { holdUp } from './testing/hold-up.js';
import { openLog, planWith, ratings } from './testing/log.js';
import { allRowsOf, forget, rowsOf } from './testing/rows.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

let councils = 0;
/** A council with 12 events and then one for each rating. */
const council = async (rags: readonly string[] = ['red', 'amber', 'green', 'red', 'green']) => {
  const log = await openLog(db.app, `council-${(councils += 1)}`);
  await log.tell(...planWith(), ...ratings(rags));
  return log;
};
const statusOf = async (tenant: string) => {
  const status = await projectionStatus(db.projector);
  return new Map(status.filter((each) => each.tenant === tenant).map((each) => [each.projection, each]));
};
const allOf = async (tenant: string) =>
  Promise.all(projections.map(async (projection) => catchUp(db.projector, projection, tenant)));

/** As a worker connects that loses patience, or is lost. */
const worker = (connection: Record<string, number> = {}): Sql => {
  const sql = connect(db.projectorUrl, { max: 1, connection: connection });
  onTestFinished(async () => sql.end({ timeout: 1 }));
  return sql;
};

/** Holds up whoever writes to the table of a read model, at the latest until the test ends. */
const hold = async (projection: Projection) => {
  const held = await holdUp(db.admin, `read.${tableOf(projection)}`);
  onTestFinished(held.release);
  return held;
};

describe('catching up', () => {
  test('brings a read model to the head, however large the batches are, and then applies nothing', async () => {
    const { tenant, head } = await council();
    for (const batchEvents of [1, 3, head, 1_000]) {
      await forget(db.admin, tenant);
      const caughtUp = await catchUp(db.projector, actionRegister, tenant, { batchEvents });
      expect(caughtUp).toEqual({ position: head, applied: head, parked: null });
      expect(await catchUp(db.projector, actionRegister, tenant)).toMatchObject({
        position: head,
        applied: 0,
      });
    }
  });

  test('of a council without a log applies nothing', async () => {
    expect(await catchUp(db.projector, actionRegister, 'nowhere')).toEqual({
      position: 0,
      applied: 0,
      parked: null,
    });
  });

  test('by several workers at once applies every event once', async () => {
    const { tenant, head } = await council(['red', 'amber', 'green', 'red', 'green', 'red', 'amber']);
    await allOf(tenant);
    const alone = await allRowsOf(db.admin, tenant);
    await forget(db.admin, tenant);
    const workers = [worker(), worker(), worker(), worker()];
    const results = await Promise.all(
      projections.flatMap((projection) =>
        workers.map(async (sql, index) => catchUp(sql, projection, tenant, { batchEvents: index + 1 })),
      ),
    );
    expect(await allRowsOf(db.admin, tenant)).toEqual(alone);
    expect(results.every(({ position }) => position === head)).toBe(true);
    expect(results.reduce((sum, { applied }) => sum + applied, 0)).toBe(head * projections.length);
  });

  test('cut off in the middle of a batch loses nothing and doubles nothing', async () => {
    const { tenant, head } = await council();
    await catchUp(db.projector, actionRegister, tenant);
    const whole = await rowsOf(db.admin, actionRegister, tenant);
    await forget(db.admin, tenant);
    await catchUp(db.projector, actionRegister, tenant, { batchEvents: 1 });
    await forget(db.admin, tenant);

    const { release, waiting } = await hold(actionRegister);
    const cutOff = catchUp(worker(), actionRegister, tenant).catch((error: unknown) => error);
    // The bookmark is moved by now, within the transaction, and the rows are not written.
    await db.admin`select pg_terminate_backend(${(await waiting())[0] ?? 0})`;
    expect(await cutOff).toMatchObject({ code: expect.stringMatching(/57P01|CONNECTION_/) as string });
    expect(await rowsOf(db.admin, actionRegister, tenant)).toEqual(['bookmark none']);
    expect((await statusOf(tenant)).get('action_register')).toMatchObject({ position: 0, parked: null });

    await release();
    expect(await catchUp(db.projector, actionRegister, tenant)).toMatchObject({
      position: head,
      applied: head,
    });
    expect(await rowsOf(db.admin, actionRegister, tenant)).toEqual(whole);
  });

  test('gives way to whoever was faster, and keeps nothing of its own batch', async () => {
    const { tenant, head } = await council();
    const { release, waiting } = await hold(actionRegister);
    const first = catchUp(worker(), actionRegister, tenant);
    await waiting();
    // Reads the same batch, and waits for the bookmark that the first has moved.
    const second = catchUp(worker(), actionRegister, tenant);
    for (;;) {
      const [row] = await db.admin<{ count: number }[]>`
        select count(*)::int as count from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`;
      if (row?.count === 2) break;
    }
    await release();
    expect((await Promise.all([first, second])).map(({ applied }) => applied)).toEqual([head, 0]);
  });
});

describe('a database that is busy, stopping or away', () => {
  test.each([
    ['a lock that is not to be had', { lock_timeout: 20 }, '55P03'],
    ['a statement that takes too long', { statement_timeout: 50 }, '57014'],
  ])('parks nothing: %s', async (_, settings, code) => {
    const { tenant, head } = await council();
    const { release } = await hold(actionHistory);
    await expect(catchUp(worker(settings), actionHistory, tenant)).rejects.toMatchObject({ code });
    expect((await statusOf(tenant)).get('action_history')).toMatchObject({ position: 0, parked: null });
    await release();
    expect(await catchUp(worker(settings), actionHistory, tenant)).toMatchObject({ position: head });
  });

  test('parks nothing: a server that does not answer', async () => {
    const nobody = connect('postgres://ledger_projector:x@127.0.0.1:1/none', { max: 1, connect_timeout: 1 });
    await expect(catchUp(nobody, actionHistory, 'council-1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await nobody.end({ timeout: 1 });
  });
});

test('an entry told late or corrected is seen only from then on', async () => {
  const log = await council(['red']);
  const [rated = 0] = await log.tell({ ...ratings(['amber'])[0]!, told: { effectiveAt: '2026-05-01' } });
  const [corrected = 0] = await log.tell({
    ...ratings(['green'])[0]!,
    corrects: { position: rated, kind: 'wrong' },
    told: { effectiveAt: '2026-05-03' },
  });
  await allOf(log.tenant);
  const ragAt = async (asOf: string, knownAt: number) =>
    withTenants(db.app, [log.tenant], async (tx) => {
      const [row] = await actionsAt(tx, { tenant: log.tenant, actionIds: [ids.action] }, { asOf, knownAt });
      return row?.rag;
    });
  expect(await ragAt('2026-05-02T00:00:00.000Z', rated)).toBe('amber');
  expect(await ragAt('2026-05-02T00:00:00.000Z', corrected)).toBe('red');
  expect(await ragAt('2026-05-04T00:00:00.000Z', corrected)).toBe('green');
});
