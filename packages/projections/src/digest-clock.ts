/**
 * Wakes for digests, by job schedulers of BullMQ: one for each time of day that some council has chosen, by the clocks of
 * London. A tick is a hint. One that is lost, doubled or late changes nothing, for Postgres says what was planned.
 */
import type { QueueHome } from './queue-home.js';
import { prepareQueue } from './queue-home.js';
import { openHintWorker } from './hint-worker.js';
import { openQueue } from './open-queue.js';
import { digestQueue } from './queues.js';

const LONDON = 'Europe/London';
const schedulerOf = (line: string): string => `at ${line}`;

export interface DigestClock {
  /** Makes the schedulers for these cron lines, unless they stand, and removes all others. */
  set(lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export const openDigestClock = async (
  home: QueueHome,
  onTick: () => Promise<void>,
  onError: (error: Error) => void,
): Promise<DigestClock> => {
  await prepareQueue(home);
  const queue = openQueue<null>(home, digestQueue, 'reconnect', onError);
  // A tick says nothing but that it is time. What is to be changed about Redis the worker of hints has told already.
  const worker = openHintWorker(
    home,
    async () => onTick(),
    onError,
    () => undefined,
    digestQueue,
  );
  return {
    set: async (lines) => {
      const wanted = new Set(lines.map(schedulerOf));
      const standing = new Set((await queue.getJobSchedulers()).map(({ key }) => key));
      for (const line of lines.filter((each) => !standing.has(schedulerOf(each)))) {
        await queue.upsertJobScheduler(
          schedulerOf(line),
          { pattern: line, tz: LONDON },
          { name: digestQueue.name, data: null, opts: digestQueue.job },
        );
      }
      for (const key of standing) if (!wanted.has(key)) await queue.removeJobScheduler(key);
    },
    close: async () => {
      await Promise.all([worker.close(), queue.close()]);
    },
  };
};
