/** Who answers for an action. */
import type { Decision } from '../decider.js';
import { nothing, record } from '../decider.js';
import type { ActionEventType } from '../events.js';
import type { Owners } from '../owner.js';
import { same } from '../same.js';

export interface ReassignOwner {
  readonly type: 'ReassignOwner';
  readonly planId: string;
  readonly actionId: string;
  readonly owners: Owners;
}

/** `then`: the owners at the time from which the change is to hold. */
export const reassignOwner = (
  { type: _, ...data }: ReassignOwner,
  then: Owners | null,
): Decision<ActionEventType> =>
  same(then, data.owners) ? nothing : record({ type: 'ActionOwnerReassigned', data });
