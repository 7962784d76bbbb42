/** How far every read model of every council is, for whoever runs the ledger and for the sweeper. */
import { withTenants } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { nextTry } from './bookmarks.js';
import { projections } from './list.js';

/** How far one read model of one council is behind, in the generation that queries read. */
export interface ProjectionStatus {
  readonly projection: string;
  /** The version that queries read. */
  readonly version: number;
  /** The version that is being built to take its place: a raised one, or the same anew; `null` where none is. */
  readonly buildingVersion: number | null;
  readonly tenant: string;
  readonly position: number;
  readonly head: number;
  /** Events still to be applied. */
  readonly lagEvents: number;
  /**
   * The age of the oldest event still to be applied: how long ago it was recorded, by the clock of the database; 0
   * when there is none. On a demonstration clock "now" is when the last event was recorded.
   */
  readonly lagSeconds: number;
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

interface Row extends Omit<ProjectionStatus, 'lagEvents' | 'parked'> {
  readonly parked_at: string | null;
  readonly parked_on: number | null;
  readonly parked_reason: string | null;
  readonly due: boolean | null;
}

/** Every council of this instance. */
const allCouncils = async (sql: Sql): Promise<string[]> => {
  const heads = await sql<{ tenant: string }[]>`select tenant from ledger.heads()`;
  return heads.map(({ tenant }) => tenant);
};

/** The state of every read model of these councils, or of every council, by council; all at one moment. */
export const projectionStatus = async (
  sql: Sql,
  councils?: readonly string[],
): Promise<ProjectionStatus[]> => {
  const rows = await withTenants(
    sql,
    councils ?? (await allCouncils(sql)),
    async (tx) => tx<Row[]>`
      with kept as materialized (
        select p.name, p.place, coalesce(live.version, p.version) as version, live.generation,
               building.version as building_version, building.generation as building_generation
          from unnest(${projections.map(({ name }) => name)}::text[],
                      ${projections.map(({ version }) => version)}::integer[])
               with ordinality as p (name, version, place)
          left join read.generations live on live.projection = p.name and live.state = 'live'
          left join lateral (
            select g.version, g.generation from read.generations g
             where g.projection = p.name and g.state = 'building'
             order by g.version desc, g.generation desc limit 1) building on true
      ), bookmark as not materialized (
        select b.*, ${nextTry(tx)} <= clock_timestamp() as due from read.bookmarks b
      )
      select p.name as projection, p.version, p.building_version as "buildingVersion", t.tenant, read_to.position,
             t.position as head, live.moved_at as "movedAt", stopped.parked_at, stopped.parked_on,
             stopped.parked_reason, stopped.due,
             case when read_to.position < t.position then greatest(0, extract(epoch from
               case t.clock when 'replayed' then t.recorded_at else clock_timestamp() end
               - (select e.recorded_at from ledger.events e where e.tenant = t.tenant and e.position > read_to.position
                   order by e.position limit 1)))
             else 0 end::double precision as "lagSeconds"
        from ledger.tenants t cross join kept p
        left join bookmark live on live.tenant = t.tenant and live.projection = p.name
             and live.version = p.version and live.generation = p.generation
       cross join lateral (select coalesce(live.position, 0) as position) read_to
        left join lateral (
          select b.parked_at, b.parked_on, b.parked_reason, b.due from bookmark b
           where b.tenant = t.tenant and b.projection = p.name and b.parked_at is not null
             and ((b.version, b.generation) = (p.version, p.generation)
                  or b.version > p.version and (b.version, b.generation) = (p.building_version, p.building_generation))
           order by b.version limit 1) stopped on true
       order by t.tenant, p.place`,
  );
  return rows.map(({ parked_at, parked_on, parked_reason, due, ...row }) => ({
    ...row,
    lagEvents: row.head - row.position,
    parked:
      parked_at === null
        ? null
        : { at: parked_at, position: parked_on ?? 0, reason: parked_reason ?? '', due: due ?? true },
  }));
};

/** Councils of which some read model is parked, in whichever generation: cheap where there are none, however many councils. */
export const councilsParked = async (sql: Sql): Promise<string[]> => {
  const rows = await withTenants(
    sql,
    await allCouncils(sql),
    async (tx) => tx<{ tenant: string }[]>`
      select distinct tenant from read.bookmarks where parked_at is not null order by tenant`,
  );
  return rows.map(({ tenant }) => tenant);
};
