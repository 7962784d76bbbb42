/**
 * Builds read models beside the live ones, while those are read and kept up as ever. Any number of workers may be at it:
 * they share the councils between them, and what one leaves half done another goes on with from its bookmark.
 */
import type { Sql } from 'postgres';
import { catchUp } from './catch-up.js';
import { declareToFill } from './declare.js';
import { generationsIn } from './generations.js';
import type { KeptUp } from './keep-up.js';
import { projections } from './list.js';
import type { Projection } from './projection.js';
import { switchOver } from './switch-over.js';
import { underWay } from './under-way.js';

/** More would take the machine from those who read and write. */
const COUNCILS_AT_ONCE = 2;

export interface Built {
  /** What became of each council that was behind. */
  readonly councils: readonly (KeptUp & { readonly tenant: string })[];
  /** The read models of which queries now read what was built. */
  readonly switched: readonly string[];
}

/** Reads on, from wherever each council stands, to the heads of now; then lets what is ready take its place. */
export const buildBeside = async (sql: Sql, list: readonly Projection[] = projections): Promise<Built> => {
  const building = await generationsIn(sql, 'building', list);
  if (building.length === 0) return { councils: [], switched: [] };
  for (const each of building) await declareToFill(sql, each);
  const left = await behind(sql, building);
  const councils: Built['councils'][number][] = [];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { projection, tenant } = next;
      // What another worker is at is left to it.
      const [result] = await Promise.allSettled([catchUp(sql, projection, tenant, { whenBusy: 'leave' })]);
      councils.push({ projection, tenant, result });
    }
  };
  await Promise.all(Array.from({ length: COUNCILS_AT_ONCE }, work));
  return { councils, switched: await switchOver(sql, list) };
};

const behind = async (
  sql: Sql,
  building: readonly Projection[],
): Promise<{ readonly projection: Projection; readonly tenant: string }[]> => {
  const all = await underWay(sql);
  return building.flatMap((projection) => {
    const { name, version, generation } = projection;
    const found = all.find(
      (each) => each.projection === name && each.version === version && each.generation === generation,
    );
    return (found?.councils ?? [])
      .filter(({ position, head }) => position < head)
      .map(({ tenant }) => ({ projection, tenant }));
  });
};
