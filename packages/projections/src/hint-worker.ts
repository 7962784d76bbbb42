/**
 * Works on hints for as long as it is open. BullMQ asks a queue that fails at once for the next job at once: without
 * a pause that would be a loop in which nothing else in the process ever has its turn.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'bullmq';
import type { Processor, WorkerOptions } from 'bullmq';
import { evictionWarning } from './eviction.js';
import type { Hint } from './hints.js';
import type { QueueHome } from './queue-home.js';
import { onPostgres, postgresConnection, prepareQueue, queueOptions, redisConnection } from './queue-home.js';
import type { QueueKind } from './queues.js';
import { hintQueue } from './queues.js';

/** So many errors within a second are a loop and not a misfortune. */
const ERRORS_PER_SECOND_MAX = 20;
const RESTART_DELAY_MS = 5_000;

export interface HintWorker {
  close(): Promise<void>;
}

const openWorker = (
  home: QueueHome,
  { name, worker: bounds }: QueueKind,
  work: (hint: Hint) => Promise<void>,
): Worker<Hint> => {
  const process: Processor<Hint> = async (job) => work(job.data);
  const options: Omit<WorkerOptions, 'connection'> = { ...queueOptions, ...bounds, autorun: true };
  return 'redisUrl' in home
    ? new Worker<Hint>(name, process, { ...options, connection: redisConnection(home.redisUrl, 'wait') })
    : (new (onPostgres().Worker)<Hint>(name, process as never, {
        ...options,
        connection: postgresConnection(home.databaseUrl),
      }) as unknown as Worker<Hint>);
};

const closeNow = async (worker: Pick<Worker, 'close'>): Promise<void> => {
  try {
    await worker.close(true);
  } catch {
    // It is being closed because it fails.
  }
};

/** Resolves when so many errors were counted within one second that the worker had better rest. */
const flood = (): { readonly full: Promise<void>; count(): boolean } => {
  let since = 0;
  let errors = 0;
  let reached: () => void;
  const full = new Promise<void>((resolve) => {
    reached = resolve;
  });
  return {
    full,
    /** Counts one more; false once it is enough. */
    count: () => {
      const now = performance.now();
      if (now - since > 1_000) [since, errors] = [now, 0];
      errors += 1;
      if (errors > ERRORS_PER_SECOND_MAX) reached();
      return errors <= ERRORS_PER_SECOND_MAX;
    },
  };
};

/** `onWarning` is told what the operator had better change. */
export const openHintWorker = (
  home: QueueHome,
  work: (hint: Hint) => Promise<void>,
  onError: (error: Error) => void,
  onWarning: (sentence: string) => void,
  kind: QueueKind = hintQueue,
): HintWorker => {
  const closing = new AbortController();
  const closed = new Promise<void>((resolve) => {
    closing.signal.addEventListener('abort', () => resolve(), { once: true });
  });

  /** Until it is to close, or has failed too often. */
  const run = async (): Promise<void> => {
    await prepareQueue(home);
    if (closing.signal.aborted) return;
    const errors = flood();
    const worker = openWorker(home, kind, work);
    worker.on('ready', () => {
      evictionWarning(home)
        .then((sentence) => (sentence === null ? undefined : onWarning(sentence)))
        .catch(onError);
    });
    worker.on('error', (error) => {
      if (errors.count()) onError(error);
      // At once, for its loop gives no promise a turn: it ends when it finds itself closing.
      else void closeNow(worker);
    });
    worker.on('failed', (_job, error) => onError(error));
    await Promise.race([closed, errors.full]);
    await worker.close();
  };

  const running = (async () => {
    while (!closing.signal.aborted) {
      await run().catch(onError);
      await pause(RESTART_DELAY_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  })();

  return {
    close: async () => {
      closing.abort();
      await running;
    },
  };
};
