/**
 * The changes that lie between two points: recorded since the first and up to the second, or known at the first already
 * and in force only since. A correction counts wherever it displaced something that held by the second point.
 */
import type { At } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';

/** Whose changes are asked for: one facet of an action, or `null` for all of them. */
export interface FacetAsked {
  readonly actionId: string;
  readonly facet: string | null;
}
export interface ChangesBetween extends FacetAsked {
  /** How many there are. */
  readonly total: number;
  /** The latest of them, the latest first. */
  readonly positions: readonly number[];
}

export const changesBetween = async (
  tx: Tx,
  tenant: string,
  asked: readonly FacetAsked[],
  { from, to, first }: { readonly from: At; readonly to: At; readonly first: number },
): Promise<ChangesBetween[]> => {
  if (asked.length === 0) return [];
  const rows = await tx<ChangesBetween[]>`
    select k.action_id as "actionId", k.facet, count(*)::integer as total,
           (array_agg(found.position order by found.position desc))[1:${first}::integer] as positions
      from unnest(${asked.map(({ actionId }) => actionId)}::uuid[], ${asked.map(({ facet }) => facet)}::text[])
             as k (action_id, facet)
     cross join lateral (
       select distinct said.position
         from (select e.known_from, e.known_to, e.effective_from, e.retracted from read.action_register e
                where e.tenant = ${tenant} and e.action_id = k.action_id and e.facet = k.facet
               union all
               select e.known_from, e.known_to, e.effective_from, e.retracted from read.action_register e
                where k.facet is null and e.tenant = ${tenant} and e.action_id = k.action_id offset 0) e
        cross join lateral (values (e.known_from), (e.known_to)) said (position)
        where e.effective_from <= ${to.asOf}
          and (said.position > ${from.knownAt} and said.position <= ${to.knownAt}
               or said.position = e.known_from and e.known_from <= ${from.knownAt} and e.known_to > ${from.knownAt}
                  and e.effective_from > ${from.asOf} and not e.retracted)) found
     group by k.action_id, k.facet`;
  return [...rows];
};
