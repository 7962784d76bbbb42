/** The same as in oracle.test.ts, for as long as it takes, with everything killed that can be killed. Linux only: processes are found in /proc. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { emptyRedis } from '../packages/workers/src/testing/redis.js';
import type { CrashingStores } from './crashing-stores.js';
import { startCrashingStores } from './crashing-stores.js';
import { loadLedger } from './ledger-under-load.js';

const ROUNDS = 2;
const EVENTS_MIN = 20_000;

let stores: CrashingStores;
let db: TestDatabase;
beforeAll(async () => {
  stores = await startCrashingStores();
  db = await createTestDatabase(stores.adminUrl);
});
afterAll(async () => {
  await db.close();
  await stores.stop();
});

test('nothing is lost or doubled, whoever is killed: a worker, a writer, Postgres, Redis', async () => {
  const { redisUrl } = stores;
  const load = await loadLedger({ db, redisUrl, restMs: 20 });
  onTestFinished(async () => load.stop());
  for (let round = 1; round <= ROUNDS; round += 1) {
    await load.acknowledged((round * EVENTS_MIN) / (ROUNDS + 1));
    await load.strike('a worker killed in the middle of a batch', async () => load.workers.killInMidBatch());
    await load.strike('a process of writers killed in the middle of an append', async () =>
      load.killWriterInMidAppend(),
    );
    await load.strike('Postgres stopped at once', async () => stores.crashPostgres('SIGQUIT'));
    await load.strike('Postgres killed', async () => stores.crashPostgres('SIGKILL'));
    if (redisUrl === null) continue;
    await load.strike('Redis killed', async () => stores.crashRedis());
    await load.strike('Redis emptied', async () => emptyRedis(redisUrl));
  }
  await load.acknowledged(EVENTS_MIN);
  const { kept, replayed } = await load.finish();
  expect(load.oracle.verdict()).toEqual([]);
  expect(kept).toEqual(replayed);
});
