/** How many jobs wait in a queue, as far as it can be asked. */
import { setTimeout as pause } from 'node:timers/promises';

/** A queue that does not answer is not waited for by whoever asks how things stand. */
const ASK_MS_MAX = 2_000;

export interface CountedQueue {
  readonly name: string;
  counts(): Promise<Record<string, number>>;
}

export interface QueueStatus {
  readonly name: string;
  /** Jobs by state, such as `waiting` or `failed`; `null` when the queue cannot be reached. */
  readonly jobs: Readonly<Record<string, number>> | null;
}

export const queueStatus = async (queue: CountedQueue): Promise<QueueStatus> => {
  const { name } = queue;
  const answered = new AbortController();
  try {
    const jobs = await Promise.race([
      queue.counts(),
      pause(ASK_MS_MAX, null, { signal: answered.signal }).catch(() => null),
    ]);
    return { name, jobs };
  } catch {
    return { name, jobs: null };
  } finally {
    answered.abort();
  }
};
