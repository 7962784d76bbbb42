/**
 * Rows that no event gives by itself: what the entries of one record come to. They are made where the entries are
 * written, for each record that an event was of and as known at that event, and stand until the next event of the record.
 * So a query need not put the entries of every record in order, and any (asOf, knownAt) stays a condition on rows.
 */
import type { Tx } from '@improvement-ledger/event-store';
import { NEVER } from './projection.js';
import type { Target } from './target.js';

/** The most events whose records are looked up one by one. */
const LOOKED_UP_MAX = 1_000;

/** Makes the derived rows of the events after one position and up to another, whose entries have been written. */
export const derive = async (
  tx: Tx,
  { tenant, table, projection: { derived } }: Target,
  { after, end }: { readonly after: number; readonly end: number },
): Promise<void> => {
  if (derived === undefined || end <= after) return;
  // A table that is being filled has no statistics, and few indexes: of many records all entries are gone through once,
  // where the planner would look them up one by one.
  const isLong = end - after > LOOKED_UP_MAX;
  if (isLong) await tx`set local enable_nestloop = off`;
  const key = tx(derived.key);
  const touched = tx`
    select ${key} as key, known_from as at, recorded_at from ${tx(table)}
     where tenant = ${tenant} and known_from > ${after} and known_from <= ${end} and facet = ''`;
  await tx`
    update ${tx(table)} earlier set known_to = next.at
      from (select key, min(at) as at from (${touched}) each group by key) next
     where earlier.tenant = ${tenant} and earlier.${key} = next.key and earlier.facet <> ''
       and earlier.known_from <= ${after} and earlier.known_to > next.at`;
  await tx`
    insert into ${tx(table)}
    with touched as materialized (
           select *, lead(at) over (partition by key order by at) as next from (${touched}) each),
         entry as materialized (
           select touched.at, e.* from touched
             join ${tx(table)} e on e.tenant = ${tenant} and e.${key} = touched.key and e.facet = ''
              and e.known_from <= touched.at and e.known_to > touched.at and not e.retracted),
         made as (${tx.unsafe(derived.made)})
    select ${tenant}, made.at, made.at, coalesce(touched.next, ${NEVER}), made.facet, touched.recorded_at,
           made.effective_from, false, ${tx.unsafe(derived.columns.map((name) => `made.${name}`).join(', '))}
      from made join touched on touched.at = made.at`;
  if (isLong) await tx`set local enable_nestloop = on`;
};
