/**
 * Which version of a read model the queries read. The view `read.<name>` shows one version's table and says in its
 * comment which; a raised version is built beside it and takes its place at once, when it is as far.
 */
import type { Tx } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { projections } from './list.js';
import type { Projection } from './projection.js';
import { tableOf } from './projection.js';

/** SQL of the version that queries read of the read model `<alias>.name`; null where there is none yet. */
export const liveVersionOf = (tx: Tx, alias: string) =>
  tx`obj_description(to_regclass('read.' || ${tx(alias)}.name), 'pg_class')::integer`;

export const liveVersion = async (tx: Tx, { name }: Projection): Promise<number | null> => {
  const [row] = await tx<{ version: number | null }[]>`
    select ${liveVersionOf(tx, 'p')} as version from (values (${name}::text)) as p (name)`;
  return row?.version ?? null;
};

/** Lets queries read this version. A view is made anew, for its columns may be others. */
export const makeLive = async (tx: Tx, projection: Projection): Promise<void> => {
  const { name, version } = projection;
  await tx.unsafe(`
    drop view if exists read.${name};
    create view read.${name} with (security_invoker = true) as select * from read.${tableOf(projection)};
    comment on view read.${name} is '${version}';`);
};

/** Whether a version has read every council's log as far as the live one has. */
const isAsFar = async (tx: Tx, { name, version }: Projection, live: number): Promise<boolean> => {
  const [row] = await tx<{ behind: boolean }[]>`
    select exists (
      select from read.bookmarks old
        left join read.bookmarks new
          on new.tenant = old.tenant and new.projection = old.projection and new.version = ${version}
       where old.projection = ${name} and old.version = ${live} and coalesce(new.position, 0) < old.position
    ) as behind`;
  return row?.behind === false;
};

/**
 * Switches every read model whose raised version is as far as the one that queries read; tells which. A version
 * below the live one, of a program not yet renewed, never takes its place back.
 */
export const switchOver = async (sql: Sql, list: readonly Projection[] = projections): Promise<string[]> => {
  const heads = await sql<{ tenant: string }[]>`select tenant from ledger.heads()`;
  const tenants = heads.map(({ tenant }) => tenant).join(',');
  return sql.begin(async (tx) => {
    await tx`select set_config('ledger.tenants', ${tenants}, true)`;
    const switched: string[] = [];
    for (const projection of list) {
      const live = await liveVersion(tx, projection);
      if (live === null || live >= projection.version) continue;
      await tx`select pg_advisory_xact_lock(hashtextextended(${projection.name}, 0))`;
      // Another worker may have switched it while this one waited.
      if ((await liveVersion(tx, projection)) !== live || !(await isAsFar(tx, projection, live))) continue;
      await makeLive(tx, projection);
      switched.push(projection.name);
    }
    return switched;
  });
};
