/**
 * Two states of a plan, each as known and true at a point, and what differs between them: what the domain's
 * `differencesOf` says of the folds, found in the register by sets. The work grows with the plan, not with the ledger.
 */
import type { ActionField, Held } from '@improvement-ledger/domain';
import { differencesOf, heldOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { EntryKey, HeldEntry } from './held-entries.js';
import { entriesOf, entryName, facetOfField, fieldsIn } from './held-entries.js';
import type { OnlyThese, OtherEntries } from './other-entries.js';
import { otherEntries } from './other-entries.js';
import type {
  ActionDifference,
  DifferingAction,
  FacetDifference,
  PlanCompared,
  Sides,
} from './plan-difference.js';
import { placedAtBoth } from './sure-differences.js';

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
 * The actions that differ, of these or of all, in the printed order of the plan. With `fields`, those that differ in one of
 * these, and of their facets those alone.
 */
export const differingActions = async (
  tx: Tx,
  plan: PlanCompared,
  fields: readonly ActionField[] | null = null,
  only: OnlyThese = null,
): Promise<ActionDifference[]> => {
  if (only?.length === 0) return [];
  const wanted = fields === null ? null : new Set(fields.map(facetOfField));
  const found = (await otherEntries(tx, plan, only)).map((row) => ({
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

/** The same actions without what they differ in: most are found by a look at one facet. */
export const actionsDiffering = async (tx: Tx, plan: PlanCompared): Promise<DifferingAction[]> => {
  const placed = await placedAtBoth(tx, plan);
  const unsure = placed.filter(({ sure }) => !sure).map(({ actionId }) => actionId);
  const others = await differingActions(tx, plan, null, unsure);
  const differing = new Set(others.map(({ actionId }) => actionId));
  return placed.filter(({ sure, actionId }) => sure || differing.has(actionId));
};
