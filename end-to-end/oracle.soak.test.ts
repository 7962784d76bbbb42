/** The same as in oracle.test.ts, with as many writers as it can bear and for as long as it takes. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import type { CrashingStores } from './crashing-stores.js';
import { startCrashingStores } from './crashing-stores.js';
import { loadLedger } from './ledger-under-load.js';
import { strikeAll } from './strikes.js';

const ROUNDS = 2;
const EVENTS_MIN = 20_000;
/** Three times what it took on two cores that others were at as well. */
const TIMEOUT_MS = 1_800_000;

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

test(
  'of 20,000 events nothing is lost or doubled, whoever is killed',
  async () => {
    const load = await loadLedger({ db, redisUrl: stores.redisUrl, restMs: 20 });
    onTestFinished(async () => load.stop());
    for (let round = 1; round <= ROUNDS; round += 1) {
      await load.acknowledged((round * EVENTS_MIN) / (ROUNDS + 1));
      await strikeAll(load, stores);
    }
    await load.acknowledged(EVENTS_MIN);
    const { kept, replayed } = await load.finish();
    expect(load.oracle.verdict()).toEqual([]);
    expect(kept).toEqual(replayed);
  },
  TIMEOUT_MS,
);
