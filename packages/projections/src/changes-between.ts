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

/** Of each of these actions, and of each of its facets, as far as there are any. */
export const changesBetween = async (
  tx: Tx,
  tenant: string,
  actionIds: readonly string[],
  { from, to, first }: { readonly from: At; readonly to: At; readonly first: number },
): Promise<ChangesBetween[]> => {
  if (actionIds.length === 0) return [];
  const latest = tx`count(*)::integer as total, (array_agg(position order by position desc))[1:${first}::integer] as positions`;
  const rows = await tx<ChangesBetween[]>`
    with said as materialized (
      select distinct e.action_id, e.facet, said.position
        from read.action_register e
       cross join lateral (values (e.known_from), (e.known_to)) said (position)
       where e.tenant = ${tenant} and e.action_id = any (${[...actionIds]}::uuid[]) and e.effective_from <= ${to.asOf}
         and (said.position > ${from.knownAt} and said.position <= ${to.knownAt}
              or said.position = e.known_from and e.known_from <= ${from.knownAt} and e.known_to > ${from.knownAt}
                 and e.effective_from > ${from.asOf} and not e.retracted))
    select action_id as "actionId", facet, ${latest} from said group by action_id, facet
    union all
    select action_id, null, ${latest} from (select distinct action_id, position from said) each group by action_id`;
  return [...rows];
};
