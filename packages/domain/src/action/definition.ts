/** What an action is, and where in the plan it stands. */
import type { Commitment } from '../commitment/commitment.js';
import type { CorrectEvent } from '../correction.js';
import type { Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { ActionEventType, DataOf } from '../events.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

export type AddAction = { readonly type: 'AddAction' } & DataOf<'ActionAdded'>;

const isWithin = ({ added }: Commitment, named: DataOf<'ActionAdded'>): boolean =>
  added?.planId === named.planId && added.workstreamId === named.workstreamId;

export const addAction = (
  { type: _, ...data }: AddAction,
  added: DataOf<'ActionAdded'> | null,
  within: Commitment,
): Decision<ActionEventType> => {
  if (!isWithin(within, data)) return refused(refuse('commitment-not-found', 'commitmentId'));
  if (added === null) return record({ type: 'ActionAdded', data });
  return same(added, data) ? nothing : refused(refuse('action-exists', 'actionId'));
};

/** Why a correction may not put an action where it says. */
export const placeFault = (
  { replacement }: CorrectEvent<ActionEventType>,
  within: Commitment,
): Refusal | null =>
  replacement.type === 'ActionAdded' && !isWithin(within, replacement.data)
    ? refuse('commitment-not-found', 'commitmentId')
    : null;
