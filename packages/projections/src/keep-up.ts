/**
 * Brings all read models of one council up to the head of its log. Those that stand at the same place and have only a
 * little to read, as is usual, read it once and move in one transaction; the others go each by itself.
 */
import { readFeed } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { moveTogether, takeTogether, within } from './bookmarks.js';
import type { WhenBusy } from './bookmarks.js';
import type { CaughtUp } from './catch-up.js';
import { catchUp } from './catch-up.js';
import { isTransient } from './failures.js';
import type { Projection } from './projection.js';
import { rootsOf } from './roots.js';
import { tellApplied } from './tell-applied.js';
import { kept } from './target.js';
import { write } from './write.js';

/** What is read in one transaction for all: what comes in between two hints, not a log to be caught up with. */
const TOGETHER_EVENTS_MAX = 200;

export interface KeptUp {
  readonly projection: Projection;
  readonly result: PromiseSettledResult<CaughtUp>;
}

/** A read model that fails leaves the others alone. */
export const keepUp = async (
  sql: Sql,
  list: readonly Projection[],
  tenant: string,
  whenBusy: WhenBusy = 'wait',
): Promise<KeptUp[]> => {
  const begun = performance.now();
  const together = await allAtOnce(sql, list, tenant, whenBusy);
  if (together !== null) {
    tellApplied(tenant, list, together.applied, begun);
    return list.map((projection) => ({ projection, result: { status: 'fulfilled', value: together } }));
  }
  const results = await Promise.allSettled(
    list.map(async (projection) => catchUp(sql, projection, tenant, { whenBusy })),
  );
  return list.flatMap((projection, index) => {
    const result = results[index];
    return result === undefined ? [] : [{ projection, result }];
  });
};

/** `null` when each has to go by itself: they stand apart, one is parked or held by another worker, there is much to read, or something went wrong. */
const allAtOnce = async (
  sql: Sql,
  list: readonly Projection[],
  tenant: string,
  whenBusy: WhenBusy,
): Promise<CaughtUp | null> => {
  try {
    return await within(sql, tenant, async (tx) => {
      const start = await takeTogether(tx, list, tenant, whenBusy);
      if (start === null) return null;
      const events = await readFeed(tx, tenant, start, TOGETHER_EVENTS_MAX);
      if (events.length === TOGETHER_EVENTS_MAX) return null;
      const position = start + events.length;
      if (events.length > 0) {
        await moveTogether(tx, list, tenant, start, position);
        const roots = await rootsOf(tx, tenant, events);
        await Promise.all(list.map(async (each) => write(tx, kept(each, tenant), events, roots)));
      }
      return { position, applied: events.length, parked: null };
    });
  } catch (error) {
    if (isTransient(error)) throw error;
    return null;
  }
};
