/** Rebuilds by the command line and the workers, as processes of their own: during load, two at once, and killed half-way. */
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import {
  catchUp,
  declareReadModels,
  generationsIn,
  projections,
  ragHistory,
  underWay,
  waitForReadModels,
} from '../packages/projections/src/index.js';
import type { Log } from '../packages/projections/src/testing/index.js';
import { holdUp, lengthen, openLog, planWith, ratings } from '../packages/projections/src/testing/index.js';
import type { Running } from './child-processes.js';
import { ledgerCommand, peakMemory, startLoad, startWorkers } from './rebuilding.js';

const PATIENCE_MS = 60_000;
const MEMORY_MIB_MAX = 200;
const LONG_EVENTS = 20_000;

let db: TestDatabase;
const logs: Log[] = [];
beforeAll(async () => {
  db = await createTestDatabase(inject('adminUrl'));
  for (const tenant of ['north', 'south', 'east']) {
    const log = await openLog(db.app, tenant);
    await log.tell(...planWith(), ...ratings(['red', 'amber', 'green']));
    logs.push(log);
  }
});
afterAll(async () => db.close());

const workers = async (): Promise<Running> => {
  const started = await startWorkers(db);
  onTestFinished(async () => void (await started.stop()));
  return started;
};
const caughtUp = async (tenant: string, head: number): Promise<void> => {
  expect(await waitForReadModels(db.app, tenant, head, PATIENCE_MS)).toMatchObject({ reached: true });
};
const isProved = async (): Promise<void> => {
  const verify = ledgerCommand(db, 'projections', 'verify');
  expect([await verify.ended, verify.said()]).toEqual([0, expect.stringContaining('digest')]);
};
const generation = async (name: string): Promise<number> => {
  const [row] = await db.admin<{ generation: number }[]>`
    select generation from read.generations where projection = ${name} and state = 'live'`;
  return row?.generation ?? 0;
};

describe('during load', () => {
  test('readers and writers go on, and no answer is wrong or empty', { timeout: 120_000 }, async () => {
    await Promise.all([workers(), workers()]);
    for (const log of logs) await caughtUp(log.tenant, log.head);
    const load = startLoad(db, logs, 20);
    const [answers, written] = [load.answers(), load.written()];
    const before = await generation('action_history');
    const rebuilds = [1, 2].map(() => ledgerCommand(db, 'projections', 'rebuild', '--all'));
    for (const rebuild of rebuilds)
      expect([await rebuild.ended, rebuild.said()]).toEqual([0, expect.anything()]);
    // The second may have come after the first was through, and have begun another.
    expect(await generation('action_history')).toBeGreaterThan(before);
    expect(load.answers()).toBeGreaterThan(answers);
    expect(load.written()).toBeGreaterThan(written);
    expect(await load.stop()).toEqual([]);
    for (const log of logs) await caughtUp(log.tenant, log.head);
    await isProved();
  });
});

describe('killed half-way', () => {
  test('it goes on from where it was, by another worker', { timeout: 120_000 }, async () => {
    const long = await openLog(db.app, 'long');
    await long.tell(...planWith(), ...ratings(['red']));
    await lengthen(db.admin, long, LONG_EVENTS / 2);
    const asked = ledgerCommand(db, 'projections', 'rebuild', 'rag_history', '--no-wait');
    expect(await asked.ended).toBe(0);
    await declareReadModels(db.projector);
    const [half] = await generationsIn(db.projector, 'building');
    await catchUp(db.projector, half ?? ragHistory, long.tenant);
    await lengthen(db.admin, { ...long, head: LONG_EVENTS / 2 }, LONG_EVENTS);

    const building = async () => (await underWay(db.app)).find((each) => each.projection === 'rag_history');
    const held = await holdUp(db.admin, `read.rag_history_v${ragHistory.version}_g${half?.generation ?? 0}`);
    const second = await workers();
    await held.waiting();
    second.child.kill('SIGKILL');
    expect(await second.ended).toBe('SIGKILL');
    await held.release();
    expect(await building()).toMatchObject({
      councils: expect.arrayContaining([
        { tenant: 'long', position: LONG_EVENTS / 2, head: LONG_EVENTS, parked: null },
      ]) as unknown,
    });

    const third = await workers();
    const rebuild = ledgerCommand(db, 'projections', 'rebuild', 'rag_history');
    expect([await rebuild.ended, rebuild.said()]).toEqual([
      0,
      expect.stringContaining('queries read what was built'),
    ]);
    await isProved();
    expect(peakMemory(third)).toBeLessThan(MEMORY_MIB_MAX);
  });

  test('it leaves no table behind that nobody reads', async () => {
    await workers();
    await db.admin`update read.generations set retired_at = retired_at - interval '25 hours' where state = 'retired'`;
    const left = async () => {
      const rows = await db.admin`select from pg_tables where schemaname = 'read' and tablename ~ '_v[0-9]+'`;
      return rows.length;
    };
    await expect.poll(left, { timeout: PATIENCE_MS }).toBe(projections.length);
  });
});
