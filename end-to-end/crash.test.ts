/** Real processes whose database connections are cut, again and again: they answer for it once, and go on. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { issueLocalTokens } from '../packages/cli/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { actionRegister, waitForReadModels } from '../packages/projections/src/index.js';
import type { Log } from '../packages/projections/src/testing/index.js';
import { holdUp, openLog, planWith, ratings, tableOf } from '../packages/projections/src/testing/index.js';
import { askApi, freePort, runPart, runScript, scripts } from './child-processes.js';

const TABLE = `read.${tableOf(actionRegister)}`;
const COUNCIL = 'eastmarch';

let db: TestDatabase;
let log: Log;
const workersEnv = () => ({
  DATABASE_URL: db.projectorUrl,
  LOG_LEVEL: 'fatal',
  SWEEP_INTERVAL_MS: '50',
});
const isCaughtUp = async () => (await waitForReadModels(db.app, COUNCIL, log.head, 20_000)).reached;
/** Ends every session of a role, as a restart or a failover of Postgres does. */
const cut = async (role: string): Promise<number> => {
  const ended = await db.admin`
    select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = ${role} and pid <> pg_backend_pid()`;
  return ended.count;
};

beforeAll(async () => {
  db = await createTestDatabase(inject('adminUrl'));
  log = await openLog(db.app, COUNCIL);
  await log.tell(...planWith());
});
afterAll(async () => db.close());

describe('the workers', () => {
  test('go on when their connections are cut in the middle of their batches', async () => {
    const workers = await runPart(scripts.workers, workersEnv());
    onTestFinished(async () => void (await workers.stop()));
    expect(await isCaughtUp()).toBe(true);
    for (const rag of ['red', 'amber', 'green', 'red', 'green']) {
      const held = await holdUp(db.admin, TABLE);
      await log.tell(...ratings([rag]));
      await held.waiting();
      expect(await cut('ledger_projector')).toBeGreaterThan(0);
      await held.release();
      expect(await isCaughtUp(), workers.said()).toBe(true);
    }
    const [row] = await db.admin<{ rated: number }[]>`
      select count(*)::int as rated from read.rag_history where tenant = ${COUNCIL} and facet = 'rated'`;
    expect(row).toEqual({ rated: 5 });
    expect(await workers.stop()).toBe(0);
  });

  test('that were stopped leave nothing open: their process ends by itself', async () => {
    const door = fileURLToPath(new URL('../packages/workers/dist/index.js', import.meta.url));
    const text = `
      import { readConfig, runWorkers } from ${JSON.stringify(door)};
      const workers = await runWorkers(readConfig(process.env));
      await workers.stop();
      process.disconnect();`;
    const redisUrl = inject('redisUrl');
    for (const queue of [{}, ...(redisUrl === null ? [] : [{ REDIS_URL: redisUrl }])]) {
      const process = runScript(text, { ...workersEnv(), ...queue });
      expect(await process.ended, process.said()).toBe(0);
    }
  });

  test('that are configured wrongly say which variable is wrong, and end', async () => {
    const wrong = runPart(scripts.workers, { ...workersEnv(), REDIS_URL: 'nonsense' });
    await expect(wrong).rejects.toThrow(/ended with 1: .*REDIS_URL must be a redis:\/\/ URL/s);
  });
});

describe('the API', () => {
  test('answers again when its connections were cut while it was asked', async () => {
    const { adviser } = await issueLocalTokens({ adminUrl: db.adminUrl });
    const port = String(await freePort());
    const settings = { DATABASE_URL: db.appUrl, LOG_LEVEL: 'fatal', PORT: port };
    const api = await runPart(scripts.api, settings);
    onTestFinished(async () => void (await api.stop()));
    const ask = async () =>
      askApi<{ councils: { key: string }[] }>(
        `http://127.0.0.1:${port}`,
        adviser,
        '{ councils { key } }',
      ).then(
        ({ councils }) => councils.map(({ key }) => key),
        () => 'failed',
      );
    for (let round = 0; round < 5; round += 1) {
      const asked = Array.from({ length: 20 }, ask);
      await cut('ledger_app');
      await Promise.all(asked);
      await expect.poll(ask, { timeout: 10_000, message: api.said() }).toEqual([COUNCIL]);
    }
    expect(await api.stop()).toBe(0);
  });
});
