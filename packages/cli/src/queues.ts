/** The queues that a command looks after. */
import type { QueueDesk, QueueHome } from '@improvement-ledger/projections';
import { openQueueDesk } from '@improvement-ledger/projections';
import { explained } from './ledger.js';
import { RefusedError } from './refused-error.js';

/** Opens the queues, lets `work` use them, and closes them whatever happens. */
export const withQueues = async <Result>(
  home: QueueHome,
  work: (desk: QueueDesk) => Promise<Result>,
): Promise<Result> => {
  const desk = openQueueDesk(home);
  try {
    return await work(desk);
  } catch (error) {
    throw 'redisUrl' in home
      ? explainedByRedis(error, home.redisUrl)
      : explainedByPostgres(error, home.databaseUrl);
  } finally {
    await desk.close().catch(() => undefined);
  }
};

/** Where the queues are, without what opens them. */
export const placeOf = (home: QueueHome): string => {
  const { host, pathname } = new URL('redisUrl' in home ? home.redisUrl : home.databaseUrl);
  return 'redisUrl' in home
    ? `Redis at ${host}`
    : `Postgres, in the database ${pathname.slice(1)} at ${host}`;
};

const explainedByRedis = (error: unknown, url: string): unknown => {
  if (!(error instanceof Error) || error instanceof RefusedError) return error;
  const isRefused = /^(NOAUTH|WRONGPASS|NOPERM)/.test(error.message);
  const { code } = error as { readonly code?: unknown };
  if (!isRefused && typeof code !== 'string') return error;
  const reason = isRefused ? `does not let us in (${error.message})` : `does not answer (${String(code)})`;
  const sentence = `The Redis at ${new URL(url).host} ${reason}. Is the ledger running? Start it with npm start, or set REDIS_URL.`;
  return new RefusedError(sentence, 1, { cause: error });
};

const explainedByPostgres = (error: unknown, url: string): unknown =>
  // As BullMQ says that its tables are not there.
  (error as { readonly name?: unknown }).name === 'SchemaMigrationRequiredError'
    ? new RefusedError(
        'No worker has run on this database yet, so there are no queues: npm start runs them.',
        1,
        {
          cause: error,
        },
      )
    : explained(error, url);
