/** Two workers in processes of their own, each of which may be killed at any moment. */
import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { actionRegister } from '../packages/projections/src/index.js';
import { holdUp } from '../packages/projections/src/testing/index.js';
import type { Running } from './child-processes.js';
import { runPart, scripts, stopAll } from './child-processes.js';

/** Where a worker is held up in order to be killed; any table that changes often would do. */
const TABLE = `read.${actionRegister.name}_v${actionRegister.version}`;

const ASKED_AGAIN_MS = 5;

export interface WorkerPair {
  /** Ends by force the one that has a batch of its own under way, and starts another in its place. */
  killInMidBatch(struck: () => void): Promise<void>;
  /** Lets both end; throws if one has not come as far as that by itself. */
  stop(): Promise<void>;
}

export const startWorkerPair = async (db: TestDatabase, redisUrl: string | null): Promise<WorkerPair> => {
  const start = async (name: string): Promise<Running> =>
    runPart(scripts.workers, {
      DATABASE_URL: `${db.projectorUrl}?application_name=${name}`,
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
      LOG_LEVEL: 'fatal',
      SWEEP_INTERVAL_MS: '100',
    });
  const names = ['worker-1', 'worker-2'] as const;
  const running = new Map(await Promise.all(names.map(async (name) => [name, await start(name)] as const)));
  /** Who waits at the table: its bookmark is moved, its rows are not yet written. */
  const inMidBatch = async (): Promise<(typeof names)[number]> => {
    for (;;) {
      const [row] = await db.admin<{ name: (typeof names)[number] }[]>`
        select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
         where l.relation = ${TABLE}::regclass and not l.granted`;
      if (row !== undefined) return row.name;
      await pause(ASKED_AGAIN_MS);
    }
  };
  return {
    killInMidBatch: async (struck) => {
      const held = await holdUp(db.admin, TABLE);
      const name = await inMidBatch();
      const worker = running.get(name);
      struck();
      worker?.child.kill('SIGKILL');
      await worker?.ended;
      await held.release();
      running.set(name, await start(name));
    },
    stop: async () => {
      await stopAll([...running.values()]);
    },
  };
};
