/** Everything that may be killed while a ledger is under load, each in its turn. */
import { emptyRedis } from '../packages/workers/src/testing/redis.js';
import type { CrashingStores } from './crashing-stores.js';
import type { LedgerUnderLoad } from './ledger-under-load.js';

export const strikeAll = async (load: LedgerUnderLoad, stores: CrashingStores): Promise<void> => {
  const { redisUrl } = stores;
  await load.strike('a worker killed in the middle of a batch', async (struck) =>
    load.workers.killInMidBatch(struck),
  );
  await load.strike('a process of writers killed in the middle of an append', async (struck) =>
    load.killWriterInMidAppend(struck),
  );
  await load.strike('an API killed in the middle of an append', async (struck) =>
    load.killApiInMidAppend(struck),
  );
  // The processes of a server are found in /proc.
  if (process.platform === 'linux') {
    await load.strike('Postgres stopped at once', async (struck) => stores.crashPostgres('SIGQUIT', struck));
    await load.strike('Postgres killed', async (struck) => stores.crashPostgres('SIGKILL', struck));
    if (redisUrl !== null) await load.strike('Redis killed', async (struck) => stores.crashRedis(struck));
  }
  if (redisUrl === null) return;
  await load.strike('Redis emptied', async (struck) => {
    struck();
    await emptyRedis(redisUrl, 'FLUSHALL');
  });
};
