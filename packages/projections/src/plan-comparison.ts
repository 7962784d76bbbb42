/**
 * Two states of a plan, each as known and true at a point, and what differs between them: what the domain's
 * `differencesOf` says of the folds, found in the register by sets. The work grows with the plan, not with the ledger.
 */
import type { ActionField, At, Held } from '@improvement-ledger/domain';
import { differencesOf, heldOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { EntryKey, HeldEntry } from './held-entries.js';
import { entriesOf, entryName, facetOfField, fieldsIn } from './held-entries.js';
import type { OtherEntries } from './other-entries.js';
import { otherEntries } from './other-entries.js';

/** `added`: on the plan at the second point alone; `withdrawn`: at the first alone. */
export type DifferenceKind = 'added' | 'withdrawn' | 'changed';

/** What holds at either point, by position; `null`: nothing. */
export interface Sides {
  readonly before: number | null;
  readonly after: number | null;
}
export interface FacetDifference extends Sides {
  readonly facet: string;
}

export interface ActionDifference {
  readonly actionId: string;
  readonly kind: DifferenceKind;
  /** Where it stands in print at the second point, or stood at the first: as in `ActionPlace`. */
  readonly place: readonly number[];
  /** In the same way. */
  readonly workstreamId: string;
  /** The other one, where it was moved. */
  readonly workstreamBefore: string | null;
  /** Who owns it at either point, whether or not that differs. */
  readonly owners: Sides;
  /** Whose entries are others; whether what they hold is the same after all is seen once they are read. */
  readonly facets: readonly FacetDifference[];
}

export interface PlanCompared {
  readonly tenant: string;
  readonly planId: string;
  readonly from: At;
  readonly to: At;
}

/** The entries at either side of differences. */
export const keysOf = (facets: readonly FacetDifference[]): EntryKey[] =>
  facets.flatMap(({ facet, before, after }) =>
    [before, after].flatMap((position) => (position === null ? [] : [{ position, facet }])),
  );

/** What the entries of one side hold. */
export const heldAt = (
  entries: ReadonlyMap<string, HeldEntry>,
  facets: readonly FacetDifference[],
  side: keyof Sides,
): Held =>
  heldOf(
    facets.flatMap(({ facet, [side]: position }) => {
      const entry = position === null ? undefined : entries.get(entryName({ position, facet }));
      return entry === undefined ? [] : fieldsIn(entry);
    }),
  );

/**
 * The actions that differ, in the printed order of the plan. With `fields`, those that differ in one of these, and of
 * their facets those alone.
 */
export const differingActions = async (
  tx: Tx,
  plan: PlanCompared,
  fields: readonly ActionField[] | null = null,
): Promise<ActionDifference[]> => {
  const wanted = fields === null ? null : new Set(fields.map(facetOfField));
  const found = (await otherEntries(tx, plan)).map((row) => ({
    ...row,
    facets: row.facets.filter(({ facet }) => wanted?.has(facet.split(':')[0] ?? '') ?? true),
  }));
  // What came or went differs in all that it holds; whether it holds a field matters only to whoever asks for that. Nor
  // do texts have to be looked at of an action of which something else is sure to differ.
  const isSettled = ({ kind, facets }: OtherEntries): boolean =>
    facets.some(({ sure }) => sure) || (kind !== 'changed' && fields === null);
  const unsure = found.filter((row) => !isSettled(row)).flatMap(({ facets }) => facets);
  const entries = await entriesOf(tx, plan.tenant, keysOf(unsure));
  const differs = (facet: FacetDifference): boolean =>
    differencesOf(heldAt(entries, [facet], 'before'), heldAt(entries, [facet], 'after')).some(
      ({ field }) => fields === null || fields.includes(field),
    );
  return found.flatMap((row) => {
    const facets = isSettled(row) ? row.facets : row.facets.filter((facet) => differs(facet));
    return facets.length === 0 ? [] : [{ ...row, facets }];
  });
};
