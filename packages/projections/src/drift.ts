/**
 * Proves that a read model says what the log says: makes its rows anew from the first event, in a table that goes with
 * the transaction, and compares digests with the rows that queries read. Both are looked at as of the position that the
 * read model has reached at the beginning, so that it may go on being written meanwhile. Events and rows stay in the
 * database.
 */
import type { Tx } from '@improvement-ledger/event-store';
import { FEED_PAGE_MAX } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { within } from './bookmarks.js';
import { SET_EVENTS } from './catch-up.js';
import type { Digest, Part } from './digest.js';
import { digestOn, inUtc, rowsOfPart, STRETCH } from './digest.js';
import { paceOf } from './pace.js';
import type { Projection } from './projection.js';
import { generationKey, tableOf } from './projection.js';
import { rootsOf } from './roots.js';
import { readStretch } from './stretch.js';
import type { Target } from './target.js';
import { write } from './write.js';
import { writeSet } from './write-set.js';

/** The first row in which the read model and the log differ. */
export interface Drift {
  readonly knownFrom: number;
  readonly facet: string;
  /** `missing`: the log gives it, and it is not there. `extra`: it is there, and the log does not give it. */
  readonly what: 'missing' | 'extra' | 'different';
  /** The columns that differ. */
  readonly columns: readonly string[];
}

export interface Proof extends Digest {
  readonly position: number;
  readonly drift: Drift | null;
}

/** Compares one generation's rows of one council with the log. Throws where an event cannot be read. */
export const proveReadModel = async (sql: Sql, projection: Projection, tenant: string): Promise<Proof> =>
  within(sql, tenant, async (tx) => {
    await inUtc(tx);
    const table = `read.${tableOf(projection)}`;
    const { position, outside } = await reached(tx, projection, tenant, table);
    const shadow = await makeShadow(tx, projection, table);
    await replay(tx, { projection, tenant, table: shadow }, position);
    await tx.unsafe(`analyze ${shadow}`);
    const proof = await compare(tx, tenant, position, table, shadow);
    return { ...proof, position, drift: proof.drift ?? outside };
  });

/** How far the read model has read, and a row that stands where no event is that it has read. */
const reached = async (
  tx: Tx,
  projection: Projection,
  tenant: string,
  table: string,
): Promise<{ readonly position: number; readonly outside: Drift | null }> => {
  const { name, version, generation } = generationKey(projection);
  const [row] = await tx<{ position: number; knownFrom: number | null; facet: string }[]>`
    select mark.position, entry.known_from as "knownFrom", entry.facet
      from (select coalesce((select position from read.bookmarks
              where tenant = ${tenant} and projection = ${name} and version = ${version}
                and generation = ${generation}), 0) as position) mark
      left join lateral (
        select known_from, facet from ${tx(table)}
         where tenant = ${tenant} and (known_from < 1 or known_from > mark.position)
         order by known_from, facet limit 1) entry on true`;
  const { position, knownFrom, facet } = row ?? { position: 0, knownFrom: null, facet: '' };
  return {
    position,
    outside: knownFrom === null ? null : { knownFrom, facet, what: 'extra', columns: [] },
  };
};

const makeShadow = async (tx: Tx, projection: Projection, table: string): Promise<string> => {
  const shadow = `pg_temp.shadow_of_${tableOf(projection)}`;
  await tx.unsafe(`
    create temporary table ${shadow.replace('pg_temp.', '')} (like ${table} including defaults) on commit drop;
    alter table ${shadow} add primary key (known_from, facet);
    create index on ${shadow} (root);`);
  return shadow;
};

/** Writes the rows of all events up to a position. */
const replay = async (tx: Tx, target: Target, position: number): Promise<void> => {
  const { projection, tenant } = target;
  const pace = paceOf({
    events: FEED_PAGE_MAX,
    setEvents: projection.asSet === undefined ? 0 : SET_EVENTS,
  });
  let after = 0;
  while (after < position) {
    const form = pace.setEvents > 0 ? projection.asSet : undefined;
    const setEnd = Math.min(after + pace.setEvents, position);
    if (form !== undefined && (await writeSet(tx, target, form, { after, end: setEnd }))) {
      after = setEnd;
      pace.passed(after);
      continue;
    }
    const end = Math.min(after + pace.events, position);
    const events = await readStretch(tx, { tenant, after, end }, projection.types);
    await write(tx, target, events, await rootsOf(tx, tenant, events));
    after = end;
    pace.passed(after, setEnd);
  }
};

const compare = async (
  tx: Tx,
  tenant: string,
  position: number,
  table: string,
  shadow: string,
): Promise<Digest & { readonly drift: Drift | null }> => {
  let live: Digest = { rows: 0, digest: '' };
  for (let after = 0; after < position; after += STRETCH) {
    const part = { tenant, after, end: Math.min(after + STRETCH, position), at: position };
    const made = await digestOn(tx, shadow, part, live);
    live = await digestOn(tx, table, part, live);
    if (made.digest !== live.digest) return { ...live, drift: await firstDrift(tx, part, table, shadow) };
  }
  return { ...live, drift: null };
};

const firstDrift = async (tx: Tx, part: Part, table: string, shadow: string): Promise<Drift | null> => {
  const [drift] = await tx<Drift[]>`
    select known_from as "knownFrom", facet,
           case when live.row is null then 'missing' when made.row is null then 'extra' else 'different' end as what,
           case when live.row is null or made.row is null then '{}' else
             array(select key from jsonb_object_keys(made.row) key
                    where made.row -> key is distinct from live.row -> key order by key) end as columns
      from (${rowsOfPart(tx, table, part)}) live
      full join (${rowsOfPart(tx, shadow, part)}) made using (known_from, facet)
     where live.row is distinct from made.row
     order by known_from, facet limit 1`;
  return drift ?? null;
};
