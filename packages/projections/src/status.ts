/** How far every read model of every council is, for whoever runs the ledger and for the sweeper. */
import { withTenants } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { nextTry } from './bookmarks.js';
import { projections } from './list.js';

/** How far one read model of one council is behind, in the generation that queries read. */
export interface ProjectionStatus {
  readonly projection: string;
  readonly version: number;
  readonly tenant: string;
  readonly position: number;
  readonly head: number;
  /** Events still to be applied. */
  readonly lagEvents: number;
  readonly movedAt: string | null;
  /** Parked, or a raised version is that is to take its place: nobody writes it any more then. */
  readonly parked: {
    readonly at: string;
    readonly position: number;
    readonly reason: string;
    /** Its next try is due. */
    readonly due: boolean;
  } | null;
}

interface Row {
  readonly projection: string;
  readonly version: number;
  readonly state: 'live' | 'building';
  readonly tenant: string;
  readonly position: number;
  readonly moved_at: string;
  readonly parked_at: string | null;
  readonly parked_on: number | null;
  readonly parked_reason: string | null;
  readonly due: boolean | null;
}

const parkedOf = (row: Row | undefined): ProjectionStatus['parked'] =>
  row === undefined || row.parked_at === null
    ? null
    : {
        at: row.parked_at,
        position: row.parked_on ?? 0,
        reason: row.parked_reason ?? '',
        due: row.due ?? true,
      };

/** The state of every read model of every council. */
export const projectionStatus = async (sql: Sql): Promise<ProjectionStatus[]> => {
  const heads = await sql<{ tenant: string; head: number }[]>`select tenant, head from ledger.heads()`;
  const tenants = heads.map(({ tenant }) => tenant);
  return withTenants(sql, tenants, async (tx) => {
    const generations = await tx<{ projection: string; version: number }[]>`
      select projection, version from read.generations where state = 'live'`;
    const rows = await tx<Row[]>`
      select projection, version, state, tenant, position, moved_at, parked_at, parked_on, parked_reason,
             ${nextTry(tx)} <= clock_timestamp() as due
        from read.bookmarks join read.generations using (projection, version, generation) where state <> 'retired'`;
    return heads.flatMap(({ tenant, head }) =>
      projections.map((projection) => {
        const { version } = generations.find((each) => each.projection === projection.name) ?? projection;
        const ofIt = rows.filter((each) => each.tenant === tenant && each.projection === projection.name);
        const live = ofIt.find(({ state }) => state === 'live');
        const raised = ofIt.find((each) => each.state === 'building' && each.version > version);
        const position = live?.position ?? 0;
        return {
          projection: projection.name,
          version,
          tenant,
          position,
          head,
          lagEvents: head - position,
          movedAt: live?.moved_at ?? null,
          parked: parkedOf(live) ?? parkedOf(raised),
        };
      }),
    );
  });
};

/**
 * Councils whose log has gone beyond some read model that this program keeps, unless that one is parked and not yet to
 * be tried again.
 */
export const councilsBehind = async (
  sql: Sql,
): Promise<{ readonly tenant: string; readonly head: number }[]> => {
  const status = await projectionStatus(sql);
  const own = new Map(projections.map(({ name, version }) => [name, version]));
  const behind = new Map(
    status
      .filter(
        ({ projection, version, lagEvents, parked }) =>
          version === own.get(projection) && lagEvents > 0 && (parked?.due ?? true),
      )
      .map(({ tenant, head }) => [tenant, head]),
  );
  return [...behind].map(([tenant, head]) => ({ tenant, head }));
};
