/** The long form: a log of half a million events, rebuilt again and again under load, with a worker killed each time. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { underWay, waitForReadModels } from '../packages/projections/src/index.js';
import type { Log } from '../packages/projections/src/testing/index.js';
import { lengthen, openLog, planWith, ratings } from '../packages/projections/src/testing/index.js';
import { ledgerCommand, peakMemory, startLoad, startWorkers } from './rebuilding.js';

const LONG_EVENTS = 500_000;
const ROUNDS = 3;
const PATIENCE_MS = 600_000;
const MEMORY_MIB_MAX = 200;

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

test('rebuilds of a long log go on under load, whoever is killed', async () => {
  const long = await openLog(db.app, 'long');
  await long.tell(...planWith(), ...ratings(['red']));
  await db.admin`set statement_timeout = 0`;
  await lengthen(db.admin, long, LONG_EVENTS);
  let workers = await Promise.all([startWorkers(db), startWorkers(db)]);
  expect(await waitForReadModels(db.app, long.tenant, LONG_EVENTS, PATIENCE_MS)).toMatchObject({
    reached: true,
  });
  const load = startLoad(db, logs, 20);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const rebuild = ledgerCommand(db, 'projections', 'rebuild', '--all');
      await expect
        .poll(async () => (await underWay(db.app)).some(({ done }) => done > LONG_EVENTS / 4), {
          timeout: PATIENCE_MS,
        })
        .toBe(true);
      const [killed, left] = workers;
      killed.child.kill('SIGKILL');
      await killed.ended;
      workers = [left, await startWorkers(db)];
      expect([await rebuild.ended, rebuild.said()]).toEqual([0, expect.stringContaining('about ')]);
    }
    expect(await load.stop()).toEqual([]);
    const verify = ledgerCommand(db, 'projections', 'verify');
    expect([await verify.ended, verify.said()]).toEqual([0, expect.stringContaining('digest')]);
    for (const worker of workers) expect(peakMemory(worker)).toBeLessThan(MEMORY_MIB_MAX);
  } finally {
    await load.stop();
    await Promise.all(workers.map(async (worker) => worker.stop()));
  }
});
