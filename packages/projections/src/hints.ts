/**
 * A hint tells the workers that a council's log has news. It carries no event: a lost, doubled or late hint
 * changes nothing, since bookmarks decide and a sweeper compares them with heads.
 */
import { randomUUID } from 'node:crypto';
import { inSpan, SpanKind, traceparentOf } from '@improvement-ledger/telemetry';
import type { Queue } from 'bullmq';
import { openQueue } from './open-queue.js';
import type { QueueHome } from './queue-home.js';
import type { QueueKind } from './queues.js';
import { hintQueue } from './queues.js';

export interface Hint {
  readonly tenant: string;
  /** The head when the hint was given. */
  readonly head: number;
  /** What led to it, where that is traced. Of hints that are taken as one, the one that is kept tells. */
  readonly traceparent?: string | undefined;
}

export interface HintQueue {
  /** Throws when the queue cannot take it; whoever gives it need not care. */
  give(hint: Hint): Promise<void>;
  /** Jobs by state. */
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

type OpenQueue = Pick<Queue<Hint>, 'add' | 'close' | 'getJobCounts'>;

const add = async (open: OpenQueue, kind: QueueKind, hint: Hint): Promise<void> => {
  await open.add(
    kind.name,
    { ...hint, traceparent: traceparentOf() },
    {
      // On Postgres BullMQ would number jobs by a sequence that it makes, which whoever gives a hint may not.
      jobId: randomUUID(),
      // One waiting hint per council is enough, and one more while it is being worked on.
      deduplication: { id: hint.tenant, keepLastIfActive: true },
      ...kind.job,
    },
  );
};

/** Gives one hint, for a program that ends then. Throws, within seconds, when the queue cannot take it. */
export const giveHint = async (home: QueueHome, hint: Hint): Promise<void> => {
  // What goes wrong is told by the giving.
  const open = openQueue<Hint>(home, hintQueue, 'fail', () => undefined);
  try {
    await add(open, hintQueue, hint);
  } finally {
    await open.close().catch(() => undefined);
  }
};

export const openHintQueue = (
  home: QueueHome,
  onError: (error: Error) => void,
  kind: QueueKind = hintQueue,
): HintQueue => {
  const openNow = (): OpenQueue => openQueue<Hint>(home, kind, 'reconnect', onError);
  let queue: OpenQueue | null = 'redisUrl' in home ? openNow() : null;
  let closed = false;

  /** On Postgres a queue that was opened too early, before the workers made its tables, never gets well: it is opened anew. */
  const using = async <Answer>(ask: (open: OpenQueue) => Promise<Answer>): Promise<Answer> => {
    if (closed) throw new Error('The queue of hints is closed.');
    const open = (queue ??= openNow());
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
      const told = { kind: SpanKind.PRODUCER, attributes: { 'ledger.council': hint.tenant } };
      await inSpan('hint', told, async () => using(async (open) => add(open, kind, hint)));
    },
    counts: async () => using(async (open) => open.getJobCounts()),
    close: async () => {
      closed = true;
      await queue?.close();
    },
  };
};
