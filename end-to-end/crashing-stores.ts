/** A Postgres and a Redis of a test's own, which it may end by force and start again at the same addresses. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningPostgres, RunningRedis } from '../infra/src/index.js';
import { startPostgres, startRedis } from '../infra/src/index.js';
import { freePort } from './child-processes.js';
import { startedBy, stillRunning } from './process-tree.js';

const kept = fileURLToPath(new URL('../.ledger/', import.meta.url));
const ENDING_MS = 20;

export interface CrashingStores {
  readonly adminUrl: string;
  /** `null` where no Redis could be had. */
  readonly redisUrl: string | null;
  /** Ends Postgres by a signal, SIGQUIT for an immediate stop, and starts it again. */
  crashPostgres(signal: 'SIGQUIT' | 'SIGKILL', struck: () => void): Promise<void>;
  /** Ends Redis by force, and all that it held with it, and starts it again. */
  crashRedis(struck: () => void): Promise<void>;
  stop(): Promise<void>;
}

/** Ends one of our own processes, known by what it was started as, and waits until it is gone. */
const end = async (words: string, signal: NodeJS.Signals): Promise<void> => {
  const found = startedBy(process.pid).filter(({ command }) => command.includes(words));
  const [only] = found;
  // What a server has just forked to serve somebody is called as the server is, for a moment.
  const own = new Set(only === undefined ? [] : [only, ...startedBy(only.pid)].map(({ pid }) => pid));
  if (only === undefined || found.some(({ pid }) => !own.has(pid)))
    throw new Error(`${found.length} processes are "${words}".`);
  process.kill(only.pid, signal);
  while (stillRunning([only]).length > 0) await pause(ENDING_MS);
};

export const startCrashingStores = async (): Promise<CrashingStores> => {
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  const home = mkdtempSync(join(kept, 'test-crash-'));
  const ports = { postgres: await freePort(), redis: await freePort() };
  const quiet = { home, onLine: () => undefined };
  // As in production: whatever is acknowledged has reached the disk.
  const postgres = async (): Promise<RunningPostgres> =>
    startPostgres({ ...quiet, port: ports.postgres, persistent: true });
  const redis = async (): Promise<RunningRedis> =>
    startRedis({ ...quiet, port: ports.redis, unpackInto: join(kept, 'redis', 'unpacked') });
  const running = { postgres: await postgres(), redis: await redis() };
  return {
    adminUrl: running.postgres.adminUrl,
    redisUrl: running.redis.url,
    crashPostgres: async (signal, struck) => {
      struck();
      await end(`port=${ports.postgres}`, signal);
      running.postgres = await postgres();
    },
    crashRedis: async (struck) => {
      struck();
      await end(`127.0.0.1:${ports.redis}`, 'SIGKILL');
      running.redis = await redis();
    },
    stop: async () => {
      await Promise.all([running.postgres.stop(), running.redis.stop()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
};
