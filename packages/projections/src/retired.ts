/** Drops the tables of read models whose place was taken, after a while, one by one. */
import type { Sql } from 'postgres';
import type { Generation } from './projection.js';
import { tableOf } from './projection.js';
import { isGeneration } from './generations.js';
import { isBusy, overAll } from './over-all.js';

/** Long enough to compare it with what took its place. Of several of one read model only the last is kept at all. */
const KEPT = '1 day';

/** Tells which were dropped. One that somebody still looks at is left for another time. */
export const dropRetired = async (sql: Sql): Promise<string[]> => {
  const old = await sql<Required<Generation>[]>`
    select projection as name, version, generation from read.generations g
     where state = 'retired'
       and (retired_at < clock_timestamp() - ${KEPT}::interval
            or exists (select from read.generations later where later.projection = g.projection
                        and later.state = 'retired' and later.retired_at > g.retired_at))`;
  const dropped: string[] = [];
  for (const each of old) {
    const table = tableOf(each);
    const drop = overAll(sql, async (tx) => {
      const [mine] = await tx`
        select from read.generations where ${isGeneration(tx, each)} and state = 'retired' for update skip locked`;
      if (mine === undefined) return;
      await tx`
        delete from read.bookmarks
         where projection = ${each.name} and version = ${each.version} and generation = ${each.generation}`;
      await tx.unsafe(`drop table if exists read.${table}`);
      await tx`delete from read.generations where ${isGeneration(tx, each)}`;
      dropped.push(table);
    });
    await drop.catch((error: unknown) => {
      if (!isBusy(error)) throw error;
    });
  }
  return dropped;
};
