/** The condition under which an entry is in force at a point on both axes: shared by all queries. */
import type { At } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';

/** SQL that holds for the entries in force; `alias` names the read model's table in the query. */
export const inForce = (tx: Tx, alias: string, { asOf, knownAt }: At) => {
  const entry = tx(alias);
  return tx`${entry}.known_from <= ${knownAt} and ${entry}.known_to > ${knownAt}
    and ${entry}.effective_from <= ${asOf} and not ${entry}.retracted`;
};

/**
 * The same for entries of whatever facet: not searched by in an index, for one that comes after the facet would be searched
 * anew for each of them, of which the planner thinks that there are thousands, and so looks through all of a council instead.
 */
export const inForceOfAny = (tx: Tx, alias: string, at: At) => tx`(${inForce(tx, alias, at)}) is true`;

/** The order in which facts are folded, latest first. */
export const latestFirst = (tx: Tx, alias: string) =>
  tx`${tx(alias)}.effective_from desc, ${tx(alias)}.root desc`;
