/**
 * Brings one read model of one council up to the head of its log: reads a batch after the bookmark, applies it
 * and moves the bookmark, all in one transaction. The bookmark is moved first and only from where the batch
 * began, so that of two workers at once the second finds it moved and applies nothing.
 */
import { FEED_PAGE_MAX, readFeed } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { bookmarkOf, moveBookmark, park, within } from './bookmarks.js';
import { isTransient } from './failures.js';
import type { Projection } from './projection.js';
import { refreshStatistics } from './statistics.js';
import { write } from './write.js';

export interface CaughtUp {
  readonly position: number;
  readonly applied: number;
  /** The event that could not be applied; the read model waits before it, for this council only. */
  readonly parked: {
    readonly position: number;
    readonly reason: string;
    /** It was tried just now; `false`: it waits for its next try, which comes ever less often. */
    readonly tried: boolean;
  } | null;
}

export interface CatchUpOptions {
  /** The most events in one transaction. */
  readonly batchEvents?: number;
}

/** Raised when another worker moved the bookmark; nothing of the batch is kept. */
class RivalError extends Error {}

export const catchUp = async (
  sql: Sql,
  projection: Projection,
  tenant: string,
  { batchEvents = FEED_PAGE_MAX }: CatchUpOptions = {},
): Promise<CaughtUp> => {
  let applied = 0;
  let size = batchEvents;
  for (;;) {
    const { position: start, waiting } = await bookmarkOf(sql, projection, tenant);
    if (waiting !== null) return { position: start, applied, parked: { ...waiting, tried: false } };
    try {
      const moved = await applyBatch(sql, projection, tenant, start, size);
      applied += moved;
      if (moved > 0) continue;
      if (applied > 0) await refreshStatistics(sql, projection);
      return { position: start, applied, parked: null };
    } catch (error) {
      if (error instanceof RivalError) continue;
      if (isTransient(error)) throw error;
      // The event at fault is found by going on one by one.
      if (size > 1) {
        size = 1;
        continue;
      }
      const failed = { position: start + 1, reason: error instanceof Error ? error.message : String(error) };
      // A rival that got past it knows better.
      if (!(await park(sql, projection, tenant, failed))) continue;
      return { position: start, applied, parked: { ...failed, tried: true } };
    }
  }
};

const applyBatch = async (
  sql: Sql,
  projection: Projection,
  tenant: string,
  start: number,
  size: number,
): Promise<number> =>
  within(sql, tenant, async (tx) => {
    const events = await readFeed(tx, tenant, start, size);
    if (events.length === 0) return 0;
    const end = start + events.length;
    if (!(await moveBookmark(tx, projection, tenant, start, end))) throw new RivalError();
    await write(tx, projection, tenant, events);
    return events.length;
  });
