/** The first event behind each correction. A correction may name a correction. */
import type { Corrects } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';

/** As much of an event as its place in a chain of corrections needs. */
export interface Correction {
  readonly position: number;
  readonly corrects: Corrects | null;
}

/** The root of every correction among these events, which stand in the order of the log; all that lie further back are asked for at once. */
export const rootsOf = async (
  tx: Tx,
  tenant: string,
  events: readonly Correction[],
): Promise<Map<number, number>> => {
  const corrections = events.flatMap(({ position, corrects }) =>
    corrects === null ? [] : [{ position, earlier: corrects.position }],
  );
  const here = new Set(corrections.map(({ position }) => position));
  const stored = await storedRoots(
    tx,
    tenant,
    corrections.map(({ earlier }) => earlier).filter((earlier) => !here.has(earlier)),
  );
  const roots = new Map<number, number>();
  for (const { position, earlier } of corrections) {
    roots.set(position, roots.get(earlier) ?? stored.get(earlier) ?? earlier);
  }
  return roots;
};

const storedRoots = async (
  tx: Tx,
  tenant: string,
  positions: readonly number[],
): Promise<Map<number, number>> => {
  if (positions.length === 0) return new Map();
  const rows = await tx<{ named: number; root: number }[]>`
    with recursive chain (named, position, earlier) as (
      select e.position, e.position, (convert_from(e.body, 'UTF8')::jsonb -> 'corrects' ->> 'position')::bigint
        from ledger.events e where e.tenant = ${tenant} and e.position = any (${[...positions]}::bigint[])
      union all
      select chain.named, e.position, (convert_from(e.body, 'UTF8')::jsonb -> 'corrects' ->> 'position')::bigint
        from chain join ledger.events e on e.tenant = ${tenant} and e.position = chain.earlier
    ) select named, position as root from chain where earlier is null`;
  return new Map(rows.map(({ named, root }) => [named, root]));
};
