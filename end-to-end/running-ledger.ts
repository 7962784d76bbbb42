/** The whole ledger for a test: a database with the sample council, the workers and the API, as they run for users. */
import type { Role } from '../packages/domain/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { runApi } from '../packages/api/src/index.js';
import { readHead, withTenants } from '../packages/event-store/src/index.js';
import { waitForReadModels } from '../packages/projections/src/index.js';
import { issueLocalTokens, loadSampleCouncil } from '../packages/cli/src/index.js';
import { runWorkers } from '../packages/workers/src/index.js';

export interface RunningLedger {
  readonly url: string;
  readonly tokens: Readonly<Record<Role, string>>;
  readonly database: TestDatabase;
  /** The last position of a council's log. */
  head(council: string): Promise<number>;
  /** Waits until the read models have seen everything that was recorded. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export const SAMPLE_COUNCIL = 'northmere';
const SETTLE_MS_MAX = 30_000;

/** A database number of Redis that no other test file uses, so that hints do not go astray. */
const REDIS_DATABASE = 7;

export const runLedger = async (adminUrl: string, redisUrl: string | null): Promise<RunningLedger> => {
  const database = await createTestDatabase(adminUrl);
  const { appUrl, projectorUrl } = database;
  await loadSampleCouncil({ appUrl, onLine: () => undefined });
  const tokens = await issueLocalTokens({ adminUrl: database.adminUrl });
  const queue =
    redisUrl === null
      ? { QUEUE_DATABASE_URL: projectorUrl }
      : { REDIS_URL: new URL(`/${REDIS_DATABASE}`, redisUrl).href };
  const shared = { LOG_LEVEL: 'silent', ...queue } as const;
  const workers = await runWorkers({
    ...shared,
    DATABASE_URL: projectorUrl,
    SWEEP_INTERVAL_MS: 200,
    ACCESS_LOG_DAYS: 730,
  });
  const where = { PORT: 0, HOST: '127.0.0.1', TRUST_PROXY: [] };
  const api = await runApi({ ...shared, ...where, DATABASE_URL: appUrl });
  const head = async (council: string): Promise<number> =>
    withTenants(database.app, [council], async (tx) => readHead(tx, council));
  const settled = async (): Promise<void> => {
    const councils = await database.app<{ tenant: string; head: number }[]>`
      select tenant, head from ledger.heads()`;
    for (const { tenant, head: position } of councils) {
      const waited = await waitForReadModels(database.app, tenant, position, SETTLE_MS_MAX);
      if (!waited.reached)
        throw new Error(`${tenant} was read up to ${waited.position} of ${position} only.`);
    }
  };
  await settled();
  return {
    url: api.url,
    tokens,
    database,
    head,
    settled,
    stop: async () => {
      await api.stop();
      await workers.stop();
      await database.close();
    },
  };
};
