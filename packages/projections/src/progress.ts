/** How far the read models are: what a query may take as known, and how much is still to come. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Tx } from '@improvement-ledger/event-store';
import { withTenants } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { nextTry } from './bookmarks.js';
import { projections } from './list.js';
import { liveVersionOf } from './live.js';
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
         coalesce(live.parked_at, raised.parked_at) is not null as "isParked"
    from unnest(${list.map(({ name }) => name)}::text[], ${list.map(({ version }) => version)}::integer[])
      as p (name, version)
    left join read.bookmarks live on live.tenant = ${tenant} and live.projection = p.name
         and live.version = coalesce(${liveVersionOf(tx, 'p')}, p.version)
    left join read.bookmarks raised on raised.tenant = ${tenant} and raised.projection = p.name
         and raised.version = p.version`;

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

/** How far one read model of one council is behind. */
export interface ProjectionStatus {
  readonly projection: string;
  readonly version: number;
  readonly tenant: string;
  readonly position: number;
  readonly head: number;
  /** Events still to be applied. */
  readonly lagEvents: number;
  readonly movedAt: string | null;
  readonly parked: {
    readonly at: string;
    readonly position: number;
    readonly reason: string;
    /** Its next try is due. */
    readonly due: boolean;
  } | null;
}

/** The state of every read model of every council. */
export const projectionStatus = async (sql: Sql): Promise<ProjectionStatus[]> => {
  const heads = await sql<{ tenant: string; head: number }[]>`select tenant, head from ledger.heads()`;
  const tenants = heads.map(({ tenant }) => tenant);
  return withTenants(sql, tenants, async (tx) => {
    const rows = await tx<
      {
        projection: string;
        version: number;
        tenant: string;
        position: number;
        moved_at: string;
        parked_at: string | null;
        parked_on: number | null;
        parked_reason: string | null;
        due: boolean | null;
      }[]
    >`select projection, version, tenant, position, moved_at, parked_at, parked_on, parked_reason,
             ${nextTry(tx)} <= clock_timestamp() as due from read.bookmarks`;
    return heads.flatMap(({ tenant, head }) =>
      projections.map(({ name, version }) => {
        const row = rows.find(
          (each) => each.tenant === tenant && each.projection === name && each.version === version,
        );
        const position = row?.position ?? 0;
        return {
          projection: name,
          version,
          tenant,
          position,
          head,
          lagEvents: head - position,
          movedAt: row?.moved_at ?? null,
          parked:
            row === undefined || row.parked_at === null
              ? null
              : {
                  at: row.parked_at,
                  position: row.parked_on ?? 0,
                  reason: row.parked_reason ?? '',
                  due: row.due ?? true,
                },
        };
      }),
    );
  });
};

/** Councils whose log has gone beyond some read model, unless that one is parked and not yet to be tried again. */
export const councilsBehind = async (
  sql: Sql,
): Promise<{ readonly tenant: string; readonly head: number }[]> => {
  const status = await projectionStatus(sql);
  const behind = new Map(
    status
      .filter(({ lagEvents, parked }) => lagEvents > 0 && (parked?.due ?? true))
      .map(({ tenant, head }) => [tenant, head]),
  );
  return [...behind].map(([tenant, head]) => ({ tenant, head }));
};
