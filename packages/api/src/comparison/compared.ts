/** Two points of a plan, and what was found to differ between them. */
import type { DifferingAction } from '@improvement-ledger/projections';
import type { WorkstreamType } from '../plan/plan.types.js';
import type { View } from '../view.js';
import type { ComparisonFilter } from './comparison.inputs.js';

export interface TwoViews {
  readonly planId: string;
  readonly from: View;
  readonly to: View;
}

export interface Compared extends TwoViews {
  readonly filter: ComparisonFilter;
  /** In the printed order of the plan. */
  readonly differences: readonly DifferingAction[];
  /** The workstreams at either point, by id. */
  readonly workstreams: ReadonlyMap<string, WorkstreamType>;
}
