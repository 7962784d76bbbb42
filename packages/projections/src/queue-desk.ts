/** For whoever looks after the queues: what is in them, what failed and why, and another try for it. */
import type { Job, Queue } from 'bullmq';
import { openQueue } from './open-queue.js';
import type { QueueHome } from './queue-home.js';
import type { QueueKind } from './queues.js';
import { queues } from './queues.js';

export interface QueueCounts {
  readonly queue: QueueKind;
  /** Jobs by state. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface FailedJob {
  readonly queue: string;
  readonly id: string;
  readonly data: unknown;
  readonly reason: string;
  readonly failedAt: string | null;
  /** How often it was tried. */
  readonly attempts: number;
}

export interface QueueDesk {
  counts(): Promise<QueueCounts[]>;
  /** Those that failed last come first. */
  failed(): Promise<FailedJob[]>;
  /** Puts failed jobs back, one or all, to be tried as often as a new one. Returns how many. */
  retry(which: { readonly id: string } | 'all'): Promise<number>;
  close(): Promise<void>;
}

const failedIn = async (queue: Queue): Promise<Job[]> =>
  // A job may have been put back while they were read.
  (await queue.getFailed()).filter((job) => job !== undefined && job.id !== undefined);

const described = (queue: string, job: Job): FailedJob => ({
  queue,
  id: job.id ?? '',
  data: job.data as unknown,
  reason: job.failedReason ?? '',
  failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn).toISOString(),
  attempts: job.attemptsMade,
});

export const openQueueDesk = (home: QueueHome, list: readonly QueueKind[] = queues): QueueDesk => {
  // What goes wrong is told by whatever is asked meanwhile.
  const open = list.map((kind) => ({ kind, queue: openQueue(home, kind, 'fail', () => undefined) }));
  return {
    counts: async () =>
      Promise.all(open.map(async ({ kind, queue }) => ({ queue: kind, counts: await queue.getJobCounts() }))),
    failed: async () => {
      const jobs = await Promise.all(
        open.map(async ({ kind, queue }) => (await failedIn(queue)).map((job) => described(kind.name, job))),
      );
      return jobs.flat().toSorted((one, other) => ((one.failedAt ?? '') < (other.failedAt ?? '') ? 1 : -1));
    },
    retry: async (which) => {
      let retried = 0;
      for (const { queue } of open) {
        for (const job of await failedIn(queue)) {
          if (which !== 'all' && which.id !== job.id) continue;
          await job.retry('failed', { resetAttemptsMade: true });
          retried += 1;
        }
      }
      return retried;
    },
    close: async () => {
      await Promise.all(open.map(async ({ queue }) => queue.close()));
    },
  };
};
