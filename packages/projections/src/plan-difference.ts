/** What a difference between two states of a plan is made of. */
import type { At } from '@improvement-ledger/domain';

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

/** An action that differs, whatever in. */
export interface DifferingAction {
  readonly actionId: string;
  readonly kind: DifferenceKind;
  /** Where it stands in print at the second point, or stood at the first: as in `ActionPlace`. */
  readonly place: readonly number[];
  /** In the same way. */
  readonly workstreamId: string;
  /** The other one, where it was moved. */
  readonly workstreamBefore: string | null;
}

/** The same with what it differs in. */
export interface ActionDifference extends DifferingAction {
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
