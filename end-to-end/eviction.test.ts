/** Workers whose Redis may throw jobs away when its memory is full: they say so, and work all the same. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, onTestFinished, test } from 'vitest';
import { startRedis } from '../infra/src/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { openHintQueue, waitForReadModels } from '../packages/projections/src/index.js';
import { openLog, planWith } from '../packages/projections/src/testing/index.js';
import { tellRedis } from '../packages/workers/src/testing/redis.js';
import { runPart, scripts } from './child-processes.js';

const kept = fileURLToPath(new URL('../.ledger/', import.meta.url));
/** So seldom that whatever is caught up was hinted at. */
const NEVER_MS = 600_000;
const PATIENCE_MS = 20_000;

test('workers warn of a Redis that evicts, and go on', async (context) => {
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const home = mkdtempSync(join(kept, 'test-eviction-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const redis = await startRedis({
    home,
    onLine: () => undefined,
    unpackInto: join(kept, 'redis', 'unpacked'),
  });
  onTestFinished(redis.stop);
  const redisUrl = redis.url;
  if (redisUrl === null) return context.skip('no Redis could be had');
  await tellRedis(redisUrl, 'CONFIG SET maxmemory-policy allkeys-lru');

  const db = await createTestDatabase(inject('adminUrl'));
  onTestFinished(async () => db.close());
  const workers = await runPart(scripts.workers, {
    DATABASE_URL: db.projectorUrl,
    REDIS_URL: redisUrl,
    LOG_LEVEL: 'warn',
    SWEEP_INTERVAL_MS: String(NEVER_MS),
  });
  onTestFinished(async () => void (await workers.stop()));
  await expect
    .poll(() => workers.said(), { timeout: PATIENCE_MS })
    .toMatch(/"level":40.*\(maxmemory-policy is allkeys-lru\): set maxmemory-policy to noeviction/);

  const log = await openLog(db.app, 'northmarch');
  await log.tell(...planWith());
  const queue = openHintQueue({ redisUrl }, () => undefined);
  onTestFinished(async () => queue.close());
  await queue.give({ tenant: log.tenant, head: log.head });
  const { reached } = await waitForReadModels(db.app, log.tenant, log.head, PATIENCE_MS);
  expect(reached).toBe(true);
});
