/** A reader who follows the feeds of several councils and tells the oracle what it sees. */
import { setTimeout as pause } from 'node:timers/promises';
import { feedPages, GapError } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import type { Oracle, Seen } from './oracle.js';

/** What a feed gives after a position. */
export type ReadAfter = (tenant: string, after: number) => AsyncIterable<readonly Seen[]>;

/** How long a follower rests when nothing is new. */
const REST_MS = 10;

/** The feed as the product gives it. A command is known by the correlation that its writer gave it. */
export const feedOf = (sql: TestDatabase['app']): ReadAfter =>
  async function* read(tenant, after) {
    for await (const page of feedPages(sql, tenant, after)) {
      yield page.map(({ position, correlation }) => ({ position, command: correlation }));
    }
  };

/** Reads once what is new in each council's feed, from the last position seen. */
export const readOnce = async (
  readAfter: ReadAfter,
  tenants: readonly string[],
  oracle: Oracle,
): Promise<void> => {
  await Promise.all(
    tenants.map(async (tenant) => {
      for await (const events of readAfter(tenant, oracle.lastSeen(tenant))) oracle.see(tenant, events);
    }),
  );
};

export interface Follower {
  /** Ends the reading; throws what ended it before. */
  stop(): Promise<void>;
}

/** Reads on until it is stopped. A database that is away is asked again; a gap ends it. */
export const follow = (readAfter: ReadAfter, tenants: readonly string[], oracle: Oracle): Follower => {
  const stopping = new AbortController();
  const reading = (async () => {
    while (!stopping.signal.aborted) {
      await readOnce(readAfter, tenants, oracle).catch((error: unknown) => {
        if (error instanceof GapError) throw error;
      });
      await pause(REST_MS);
    }
  })();
  // Whoever stops it is told; until then a failure is nobody's unhandled one.
  reading.catch(() => undefined);
  return {
    stop: async () => {
      stopping.abort();
      await reading;
    },
  };
};
