/** How far the read models are: what a query may take as known, and how much is still to come. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Tx } from '@improvement-ledger/event-store';
import { withTenants } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { nextTry } from './bookmarks.js';
import { projections } from './list.js';
import { liveVersionOf } from './live.js';

const POLL_DELAY_MS = 5;
const POLL_DELAY_MS_MAX = 100;

/** The last position that every read model of a council has seen, in the version that queries read; 0 before the first. */
export const readModelsAt = async (tx: Tx, tenant: string): Promise<number> => {
  const [row] = await tx<{ position: number }[]>`
    select coalesce(min(coalesce(b.position, 0)), 0) as position
      from unnest(${projections.map(({ name }) => name)}::text[], ${projections.map(({ version }) => version)}::integer[])
        as p (name, version)
      left join read.bookmarks b
        on b.tenant = ${tenant} and b.projection = p.name and b.version = coalesce(${liveVersionOf(tx, 'p')}, p.version)`;
  return row?.position ?? 0;
};

/** Waits until every read model has seen a position, or the time is up; tells whether it has. */
export const waitForReadModels = async (
  sql: Sql,
  tenant: string,
  position: number,
  withinMs: number,
): Promise<{ readonly reached: boolean; readonly position: number }> => {
  const deadline = performance.now() + withinMs;
  for (let delay = POLL_DELAY_MS; ; delay = Math.min(delay * 2, POLL_DELAY_MS_MAX)) {
    const seen = await withTenants(sql, [tenant], async (tx) => readModelsAt(tx, tenant));
    if (seen >= position) return { reached: true, position: seen };
    if (performance.now() + delay > deadline) return { reached: false, position: seen };
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
