/**
 * A hint tells the workers that a council's log has news. It carries no event: a lost, doubled or late hint
 * changes nothing, since bookmarks decide and a sweeper compares them with heads.
 */
import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import type { QueueHome } from './queue-home.js';
import { onPostgres, postgresConnection, queueOptions, redisConnection } from './queue-home.js';

export const HINT_QUEUE = 'project';

export interface Hint {
  readonly tenant: string;
  /** The head when the hint was given. */
  readonly head: number;
}

export interface HintQueue {
  /** Throws when the queue cannot take it; whoever gives it need not care. */
  give(hint: Hint): Promise<void>;
  /** Jobs by state. */
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

type OpenQueue = Pick<Queue<Hint>, 'add' | 'close' | 'getJobCounts'>;

const openQueue = (home: QueueHome, onError: (error: Error) => void): OpenQueue => {
  const queue =
    'redisUrl' in home
      ? new Queue<Hint>(HINT_QUEUE, { ...queueOptions, connection: redisConnection(home.redisUrl, false) })
      : new (onPostgres().Queue)<Hint>(HINT_QUEUE, {
          ...queueOptions,
          connection: postgresConnection(home.databaseUrl),
        });
  queue.on('error', onError);
  return queue;
};

export const openHintQueue = (home: QueueHome, onError: (error: Error) => void): HintQueue => {
  let queue: OpenQueue | null = 'redisUrl' in home ? openQueue(home, onError) : null;
  let closed = false;

  /** On Postgres a queue that was opened too early, before the workers made its tables, never gets well: it is opened anew. */
  const using = async <Answer>(ask: (open: OpenQueue) => Promise<Answer>): Promise<Answer> => {
    if (closed) throw new Error('The queue of hints is closed.');
    const open = (queue ??= openQueue(home, onError));
    try {
      return await ask(open);
    } catch (error) {
      if ('databaseUrl' in home && queue === open) {
        queue = null;
        await open.close().catch(onError);
      }
      throw error;
    }
  };

  return {
    give: async (hint) => {
      await using(async (open) =>
        open.add('project', hint, {
          // On Postgres BullMQ would number jobs by a sequence that it makes, which whoever gives a hint may not.
          jobId: randomUUID(),
          // One waiting hint per council is enough, and one more while it is being worked on.
          deduplication: { id: hint.tenant, keepLastIfActive: true },
          removeOnComplete: true,
          removeOnFail: 100,
          attempts: 5,
          backoff: { type: 'exponential', delay: 200 },
        }),
      );
    },
    counts: async () => using(async (open) => open.getJobCounts()),
    close: async () => {
      closed = true;
      await queue?.close();
    },
  };
};
