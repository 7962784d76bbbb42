/**
 * What the planner knows of a read model's table. Of a new one it knows nothing until autovacuum comes, a minute
 * later, and until then it may read all rows of a council for each action.
 */
import type { Sql } from 'postgres';
import type { Projection } from './projection.js';
import { tableOf } from './projection.js';

/** So many pages are read at no cost worth a thought. */
const FEW_PAGES = 2;

/** Fewer events change nothing that autovacuum would not see in time. */
const MANY_EVENTS = 100;

/** Lets the planner look again at a table that is twice as large as when it looked last, once much was applied. */
export const refreshStatistics = async (sql: Sql, projection: Projection, applied: number): Promise<void> => {
  if (applied < MANY_EVENTS) return;
  const table = `read.${tableOf(projection)}`;
  const [row] = await sql<{ grown: boolean }[]>`
    select pg_relation_size(oid) / current_setting('block_size')::integer > 2 * relpages + ${FEW_PAGES} as grown
      from pg_class where oid = ${table}::regclass`;
  if (row?.grown === true) await sql.unsafe(`analyze ${table}`);
};
