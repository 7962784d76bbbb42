/** How far the read models are: what a query may take as known, and how much is still to come. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Tx } from '@improvement-ledger/event-store';
import { withTenants } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { projections } from './list.js';
import type { Projection } from './projection.js';

const POLL_DELAY_MS = 5;
const POLL_DELAY_MS_MAX = 100;

/** How far a read model of a council has read, in the version that queries read. */
export interface ReadModelProgress {
  readonly readModel: string;
  readonly position: number;
  /** It stopped before an event that it cannot apply. So it counts too while that befalls a raised version of it. */
  readonly isParked: boolean;
}

export const progressOf = async (
  tx: Tx,
  tenant: string,
  list: readonly Projection[] = projections,
): Promise<ReadModelProgress[]> => tx<ReadModelProgress[]>`
  select p.name as "readModel", coalesce(live.position, 0) as position,
         live.parked_at is not null or exists (
           select from read.generations raised join read.bookmarks b using (projection, version, generation)
            where b.tenant = ${tenant} and raised.projection = p.name and raised.state = 'building'
              and raised.version > shown.version and b.parked_at is not null) as "isParked"
    from unnest(${list.map(({ name }) => name)}::text[]) as p (name)
    left join read.generations shown on shown.projection = p.name and shown.state = 'live'
    left join read.bookmarks live on live.tenant = ${tenant} and live.projection = p.name
         and live.version = shown.version and live.generation = shown.generation`;

/** The last position that all of these have seen, leaving aside those that are parked; `null` when all of them are. */
export const seenByAll = (progress: readonly ReadModelProgress[]): number | null => {
  const going = progress.filter(({ isParked }) => !isParked);
  return going.length === 0 ? null : Math.min(...going.map(({ position }) => position));
};

export interface Waited {
  /** Every read model has seen the position, but for those that are parked. */
  readonly reached: boolean;
  /** The last position that they have all seen. */
  readonly position: number;
  /** Those that have not seen the position and will not, until the event before which they are parked can be applied. */
  readonly parked: readonly ReadModelProgress[];
}

/** Waits until these read models have seen a position, or the time is up. A parked one is not waited for. */
export const waitForReadModels = async (
  sql: Sql,
  tenant: string,
  position: number,
  withinMs: number,
  list: readonly Projection[] = projections,
): Promise<Waited> => {
  const deadline = performance.now() + withinMs;
  for (let delay = POLL_DELAY_MS; ; delay = Math.min(delay * 2, POLL_DELAY_MS_MAX)) {
    const progress = await withTenants(sql, [tenant], async (tx) => progressOf(tx, tenant, list));
    const seen = seenByAll(progress) ?? position;
    const parked = progress.filter((each) => each.isParked && each.position < position);
    if (seen >= position) return { reached: true, position: seen, parked };
    if (performance.now() + delay > deadline) return { reached: false, position: seen, parked };
    await pause(delay);
  }
};
