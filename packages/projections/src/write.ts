/**
 * What a batch of events does to the rows of one read model. Every event gives rows of its own; a correction also
 * ends what its root said before it.
 */
import type { Recorded } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { Projection } from './projection.js';
import { tableOf } from './projection.js';

/** Adds a batch's rows in one statement, and ends what its corrections replaced in another. */
export const write = async (
  tx: Tx,
  projection: Projection,
  tenant: string,
  events: readonly Recorded[],
): Promise<void> => {
  const types = new Set<string>(projection.types);
  const roots = await rootsOf(tx, tenant, events);
  const rows = events
    .filter(({ type }) => types.has(type))
    .flatMap((event) =>
      projection.rows(event).map((row) => ({
        tenant,
        root: roots.get(event.position) ?? event.position,
        known_from: event.position,
        recorded_at: event.recordedAt,
        effective_from: event.effectiveFrom,
        retracted: event.corrects?.kind === 'retracted',
        ...row,
      })),
    );
  const table = tx(`read.${tableOf(projection)}`);
  const [first] = rows;
  if (first !== undefined) {
    const columns = tx(Object.keys(first));
    await tx`
      insert into ${table} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${table}, ${tx.json(rows)})`;
  }
  await endReplaced(tx, projection, tenant, roots);
};

/** A correction ends all that its root said before, whether or not it gives rows of its own. */
const endReplaced = async (
  tx: Tx,
  projection: Projection,
  tenant: string,
  roots: ReadonlyMap<number, number>,
): Promise<void> => {
  if (roots.size === 0) return;
  const table = tx(`read.${tableOf(projection)}`);
  await tx`
    update ${table} entry set known_to = ended.position
      from (select old.known_from, old.root, min(correction.position) as position
              from unnest(${[...roots.keys()]}::bigint[], ${[...roots.values()]}::bigint[]) as correction (position, root)
              join ${table} old on old.tenant = ${tenant} and old.root = correction.root
                               and old.known_from < correction.position
             group by old.known_from, old.root) ended
     where entry.tenant = ${tenant} and entry.root = ended.root and entry.known_from = ended.known_from
       and entry.known_to > ended.position`;
};

/** The first event behind each correction of the batch. A correction may name a correction. */
const rootsOf = async (tx: Tx, tenant: string, events: readonly Recorded[]): Promise<Map<number, number>> => {
  const roots = new Map<number, number>();
  for (const { position, corrects } of events) {
    if (corrects === null) continue;
    roots.set(position, roots.get(corrects.position) ?? (await storedRoot(tx, tenant, corrects.position)));
  }
  return roots;
};

const storedRoot = async (tx: Tx, tenant: string, position: number): Promise<number> => {
  const [row] = await tx<{ root: number }[]>`
    with recursive chain (position, earlier) as (
      select position, (convert_from(body, 'UTF8')::jsonb -> 'corrects' ->> 'position')::bigint
        from ledger.events where tenant = ${tenant} and position = ${position}
      union all
      select e.position, (convert_from(e.body, 'UTF8')::jsonb -> 'corrects' ->> 'position')::bigint
        from chain join ledger.events e on e.tenant = ${tenant} and e.position = chain.earlier
    ) select position as root from chain where earlier is null`;
  return row?.root ?? position;
};
