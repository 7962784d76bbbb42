/** Two processes of the API on one ledger, as they run for users, each of which may be killed at any moment. */
import { issueLocalTokens } from '../packages/cli/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import type { Running } from './child-processes.js';
import { freePort, runPart, scripts, stopAll } from './child-processes.js';

export interface ApiPair {
  readonly urls: readonly string[];
  /** A plan manager's. */
  readonly token: string;
  /** What the connections of a process are called in the database. */
  nameOf(index: number): string;
  /** Ends one by force. */
  kill(index: number): Promise<void>;
  /** Starts it again at the same address. */
  restart(index: number): Promise<void>;
  /** Lets both end; throws if one has not come as far as that by itself. */
  stop(): Promise<void>;
}

const nameOf = (index: number): string => `api-${index}`;

export const startApiPair = async (db: TestDatabase, redisUrl: string | null): Promise<ApiPair> => {
  const { planManager: token } = await issueLocalTokens({ adminUrl: db.adminUrl });
  const ports = [await freePort(), await freePort()];
  const start = async (index: number): Promise<Running> =>
    runPart(scripts.api, {
      DATABASE_URL: `${db.appUrl}?application_name=${nameOf(index)}`,
      ...(redisUrl === null ? { QUEUE_DATABASE_URL: db.projectorUrl } : { REDIS_URL: redisUrl }),
      LOG_LEVEL: 'fatal',
      PORT: String(ports[index]),
    });
  const running = await Promise.all(ports.map(async (_, index) => start(index)));
  return {
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    token,
    nameOf,
    kill: async (index) => {
      running[index]?.child.kill('SIGKILL');
      await running[index]?.ended;
    },
    restart: async (index) => {
      running[index] = await start(index);
    },
    stop: async () => stopAll(running),
  };
};
