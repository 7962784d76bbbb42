/** What stands in the tables of the read models, behind every view and policy. */
import type { Sql } from 'postgres';
import { projections } from '../list.js';
import type { Projection } from '../projection.js';
import { generationKey, tableOf } from '../projection.js';

/** One line for each row and for the bookmark, without the times at which they were written. */
export const rowsOf = async (admin: Sql, projection: Projection, tenant: string): Promise<string[]> => {
  const rows = await admin<{ row: string }[]>`
    select t::text as row from ${admin(`read.${tableOf(projection)}`)} t where t.tenant = ${tenant}
     order by t.known_from, t.facet`;
  const { name, version, generation } = generationKey(projection);
  const [bookmark] = await admin<{ position: number }[]>`
    select position from read.bookmarks
     where tenant = ${tenant} and projection = ${name} and version = ${version} and generation = ${generation}`;
  return [`bookmark ${bookmark?.position ?? 'none'}`, ...rows.map(({ row }) => row)];
};

/** The same of all read models. */
export const allRowsOf = async (admin: Sql, tenant: string): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    await Promise.all(
      projections.map(async (each) => [each.name, await rowsOf(admin, each, tenant)] as const),
    ),
  );

/** Forgets what the read models know of a council, as though they had never read its log. */
export const forget = async (admin: Sql, tenant: string): Promise<void> => {
  for (const projection of projections) {
    await admin`delete from ${admin(`read.${tableOf(projection)}`)} where tenant = ${tenant}`;
  }
  await admin`delete from read.bookmarks where tenant = ${tenant}`;
};
