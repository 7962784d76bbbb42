/**
 * Brings one read model of one council up to the head of its log, a batch at a time: takes the bookmark, reads what
 * comes after it, writes the rows and moves the bookmark, all in one transaction. Of two workers at once the second
 * waits for the bookmark, and goes on from where the first has laid it.
 */
import { FEED_PAGE_MAX, readHead } from '@improvement-ledger/event-store';
import type { Tx } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import type { Bookmark, WhenBusy } from './bookmarks.js';
import { moveBookmark, park, takeBookmark, within } from './bookmarks.js';
import { isTransient } from './failures.js';
import type { Pace } from './pace.js';
import { paceOf } from './pace.js';
import type { Projection } from './projection.js';
import { rootsOf } from './roots.js';
import { refreshStatistics } from './statistics.js';
import { readStretch } from './stretch.js';
import { tellApplied } from './tell-applied.js';
import { writeSet } from './write-set.js';
import { kept } from './target.js';
import { write } from './write.js';

export interface CaughtUp {
  /** `null`: another worker is at it. */
  readonly position: number | null;
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
  /** The most events in one transaction that are read event by event. */
  readonly batchEvents?: number;
  /** The most events in one transaction that the database goes through by itself. */
  readonly setEvents?: number;
  readonly whenBusy?: WhenBusy;
}

export const SET_EVENTS = 20_000;

/** How a batch ended. */
interface Batch {
  readonly end: number;
  readonly head: number;
  readonly waiting: Bookmark['waiting'];
  /** The database could not go through it by itself: it was, or is to be, read event by event up to here. */
  readonly byEventUpTo?: number;
}

export const catchUp = async (
  sql: Sql,
  projection: Projection,
  tenant: string,
  { batchEvents = FEED_PAGE_MAX, setEvents = SET_EVENTS, whenBusy = 'wait' }: CatchUpOptions = {},
): Promise<CaughtUp> => {
  const pace = paceOf({ events: batchEvents, setEvents: projection.asSet === undefined ? 0 : setEvents });
  let applied = 0;
  for (;;) {
    const begun = performance.now();
    const { start, batch, fault } = await attempt(sql, projection, tenant, pace, whenBusy);
    if (start === null) return { position: null, applied, parked: null };
    if (fault === undefined) {
      const { end: position, waiting } = batch;
      applied += position - start;
      tellApplied(tenant, [projection], position - start, begun);
      if (waiting !== null) return { position, applied, parked: { ...waiting, tried: false } };
      if (position >= batch.head) {
        await refreshStatistics(sql, projection, applied);
        return { position, applied, parked: null };
      }
      pace.passed(position, batch.byEventUpTo);
    } else if (!pace.failed(start)) {
      const failed = { position: start + 1, reason: fault.message };
      // A rival that got past it knows better.
      if (!(await park(sql, projection, tenant, failed))) continue;
      return { position: start, applied, parked: { ...failed, tried: true } };
    }
  }
};

/** What became of a batch: `start` is where the bookmark lay, `null` where another worker has it. */
type Attempt =
  | { readonly start: null; readonly batch?: never; readonly fault?: never }
  | { readonly start: number; readonly batch: Batch; readonly fault?: never }
  | { readonly start: number; readonly batch?: never; readonly fault: Error };

/** Throws what says nothing about the events. */
const attempt = async (
  sql: Sql,
  projection: Projection,
  tenant: string,
  pace: Pace,
  whenBusy: WhenBusy,
): Promise<Attempt> => {
  const taken: { start: number | null } = { start: null };
  try {
    return await within(sql, tenant, async (tx): Promise<Attempt> => {
      const bookmark = await takeBookmark(tx, projection, tenant, whenBusy);
      if (bookmark === null) return { start: null };
      taken.start = bookmark.position;
      return { start: taken.start, batch: await applyBatch(tx, projection, tenant, bookmark, pace) };
    });
  } catch (error) {
    if (taken.start === null || isTransient(error)) throw error;
    return { start: taken.start, fault: error instanceof Error ? error : new Error(String(error)) };
  }
};

const applyBatch = async (
  tx: Tx,
  projection: Projection,
  tenant: string,
  { position: start, waiting }: Bookmark,
  { events: batchEvents, setEvents }: Pace,
): Promise<Batch> => {
  const head = await readHead(tx, tenant);
  if (waiting !== null || head <= start) return { end: start, head, waiting };
  const target = kept(projection, tenant);
  const form = head - start > batchEvents && setEvents > 0 ? projection.asSet : undefined;
  const setEnd = Math.min(start + setEvents, head);
  if (form !== undefined && (await writeSet(tx, target, form, { after: start, end: setEnd }))) {
    await moveBookmark(tx, projection, tenant, start, setEnd);
    return { end: setEnd, head, waiting };
  }
  const end = Math.min(start + batchEvents, head);
  const events = await readStretch(tx, { tenant, after: start, end }, projection.types);
  await moveBookmark(tx, projection, tenant, start, end);
  await write(tx, target, events, await rootsOf(tx, tenant, events));
  return { end, head, waiting, ...(form !== undefined && { byEventUpTo: setEnd }) };
};
