/** Which councils a sweeper has work in: asked by every worker once a second, of every council. */
import type { Sql } from 'postgres';
import { nextTrySql } from './bookmarks.js';
import { projections } from './list.js';

/**
 * The function, as `declare.ts` makes it. It looks at one council after the other, each within a grant of its own: row-level
 * security reads the list of grants for every row, so that asking for 400 councils at once takes seconds.
 */
export const behindSql = `
  create or replace function read.councils_behind(names text[], versions integer[]) returns table (tenant text, head bigint)
  language plpgsql volatile set search_path = read, ledger, pg_temp set plan_cache_mode = force_generic_plan
  as $$
  declare council record;
  begin
    for council in select h.tenant, h.head from ledger.heads() h loop
      perform set_config('ledger.tenants', council.tenant, true);
      if exists (
        select from unnest(names, versions) as own (name, version)
          left join read.generations live on live.projection = own.name and live.state = 'live'
          left join read.bookmarks b on b.tenant = council.tenant and b.projection = own.name
               and b.version = own.version and b.generation = live.generation
         -- What queries still read in another version is not this program's to keep.
         where coalesce(live.version, own.version) = own.version and coalesce(b.position, 0) < council.head
           and (b.parked_at is null or ${nextTrySql('b.')} <= clock_timestamp())
      ) then
        tenant := council.tenant;
        head := council.head;
        return next;
      end if;
    end loop;
    perform set_config('ledger.tenants', '', true);
  end $$;
  revoke all on function read.councils_behind from public;`;

/**
 * Councils whose log has gone beyond some read model that this program keeps, unless that one is parked and not yet to
 * be tried again. One statement, which reads heads and bookmarks alone and answers with those councils.
 */
export const councilsBehind = async (
  sql: Sql,
): Promise<{ readonly tenant: string; readonly head: number }[]> => sql<
  { tenant: string; head: number }[]
>`select tenant, head from read.councils_behind(
    ${projections.map(({ name }) => name)}::text[], ${projections.map(({ version }) => version)}::integer[])`;
