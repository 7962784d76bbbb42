/** A reader who follows the feeds of several councils and tells the oracle what it sees. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Recorded } from '../packages/domain/src/index.js';
import { textOf } from '../packages/domain/src/index.js';
import { feedPages, GapError, openTexts, withTenants } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import type { Oracle, Seen } from './oracle.js';

/** What a feed gives after a position. */
export type ReadAfter = (tenant: string, after: number) => AsyncIterable<readonly Seen[]>;

/** How long a follower rests when nothing is new. */
const REST_MS = 40;

/** Which command an event is of: a report says so in its words, whichever way it came in; others have its correlation. */
const commandOf = (event: Recorded): string =>
  event.type === 'ActionStatusRecorded'
    ? (textOf(event.data.narrative)?.split(' ').at(-1) ?? 'none: its text is gone')
    : event.correlation;

/** The feed as the product gives it, with its texts. */
export const feedOf = (sql: TestDatabase['app']): ReadAfter =>
  async function* read(tenant, after) {
    for await (const page of feedPages(sql, tenant, after)) {
      const events = await withTenants(sql, [tenant], async (tx) => openTexts(tx, tenant, page));
      yield events.map((event) => ({ position: event.position, command: commandOf(event) }));
    }
  };

/** Reads once what is new in each council's feed, from the last position seen. */
export const readOnce = async (
  readAfter: ReadAfter,
  tenants: readonly string[],
  oracle: Oracle,
): Promise<void> => {
  // All of them to their end, also when one fails: whoever reads next must be alone with what was seen last.
  const results = await Promise.allSettled(
    tenants.map(async (tenant) => {
      for await (const events of readAfter(tenant, oracle.lastSeen(tenant))) oracle.see(tenant, events);
    }),
  );
  const failed = results
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => reason as unknown);
  // A gap ends the reading, whatever else went wrong with it.
  if (failed.length > 0) throw failed.find((reason) => reason instanceof GapError) ?? failed[0];
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
