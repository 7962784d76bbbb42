/**
 * What a batch of events does to the rows of one read model. Every event gives rows of its own; a correction also
 * ends what its root said before it.
 */
import type { Recorded } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { derive } from './derived.js';
import type { Target } from './target.js';

/** Adds a batch's rows in one statement, and ends what its corrections replaced in another. */
export const write = async (
  tx: Tx,
  target: Target,
  events: readonly Recorded[],
  /** The first event behind each correction of the batch. */
  roots: ReadonlyMap<number, number>,
): Promise<void> => {
  const { projection, tenant } = target;
  const types = new Set<string>(projection.types);
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
  const table = tx(target.table);
  const [first] = rows;
  if (first !== undefined) {
    const columns = tx(Object.keys(first));
    await tx`
      insert into ${table} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${table}, ${tx.json(rows)})`;
  }
  await endReplaced(tx, target, roots);
  const [from, to] = [rows[0]?.known_from ?? 1, rows.at(-1)?.known_from ?? 0];
  await derive(tx, target, { after: from - 1, end: to });
};

/** A correction ends all that its root said before, whether or not it gives rows of its own. */
export const endReplaced = async (
  tx: Tx,
  { tenant, table }: Target,
  roots: ReadonlyMap<number, number>,
): Promise<void> => {
  if (roots.size === 0) return;
  // What one correction ends was said since the one before it.
  const since = new Map<number, number>();
  const spans = [...roots].map(([position, root]) => {
    const from = since.get(root) ?? root;
    since.set(root, position);
    return { root, from, position };
  });
  await tx`
    update ${tx(table)} entry set known_to = span.position
      from unnest(${spans.map(({ root }) => root)}::bigint[], ${spans.map(({ from }) => from)}::bigint[],
                  ${spans.map(({ position }) => position)}::bigint[]) as span (root, since, position)
     where entry.tenant = ${tenant} and entry.root = span.root and entry.known_from >= span.since
       and entry.known_from < span.position and entry.known_to > span.position`;
};
