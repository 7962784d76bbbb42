/** Changes that were read together, and what was then asked of all of them at once. */
import type { FacetChange } from '@improvement-ledger/projections';
import type { ActionType } from '../action/action.types.js';
import type { View } from '../view.js';

export interface ChangePage {
  readonly view: View;
  readonly positions: readonly number[];
  /** Of the actions that the changes are about. */
  readonly actionIds: readonly string[];
  facets?: Promise<Map<number, FacetChange[]>>;
  corrections?: Promise<Map<number, number>>;
  actions?: Promise<Map<string, ActionType>>;
}
