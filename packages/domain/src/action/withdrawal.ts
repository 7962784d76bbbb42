/** An action that is no longer to be done: off every list and count, and still there for whoever asks what became of it. */
import type { Decision, Setting } from '../decider.js';
import { record, refused } from '../decider.js';
import type { ActionEventType, DataOf, Fact } from '../events.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { isBlank } from '../sealed.js';
import type { Completion } from './completion.js';
import { inOrder, unlessRepeated } from './repetition.js';

export interface Withdrawal {
  readonly isWithdrawn: boolean;
  /** From when that holds; `null` when it was never withdrawn. */
  readonly since: string | null;
}
export const notWithdrawn: Withdrawal = { isWithdrawn: false, since: null };

export type WithdrawalCommand = {
  readonly type: 'WithdrawAction' | 'ReinstateAction';
} & DataOf<'ActionWithdrawn'>;

/** Why an entry cannot follow this state; entries of other kinds always can. */
export const withdrawalFault = (
  { isWithdrawn }: Withdrawal,
  { type }: Fact<ActionEventType>,
): Refusal | null => {
  if (type === 'ActionWithdrawn' && isWithdrawn) return refuse('action-withdrawn');
  return type === 'ActionReinstated' && !isWithdrawn ? refuse('action-not-withdrawn') : null;
};

interface State {
  readonly withdrawal: Withdrawal;
  readonly completion: Completion;
}

/** What is verified as complete is closed; withdrawing it would only take it out of the count. */
const closedFault = (type: WithdrawalCommand['type'], { status }: Completion): Refusal | null =>
  type === 'WithdrawAction' && status === 'verified' ? refuse('completion-already-verified') : null;

export const changeWithdrawal = (
  { type, ...data }: WithdrawalCommand,
  { withdrawal, completion }: State,
  setting: Setting<ActionEventType>,
): Decision<ActionEventType> => {
  if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const fact = { type: type === 'WithdrawAction' ? 'ActionWithdrawn' : 'ActionReinstated', data } as const;
  const refusal =
    withdrawalFault(withdrawal, fact) ?? closedFault(type, completion) ?? inOrder(withdrawal.since, setting);
  return refusal === null ? record(fact) : unlessRepeated(fact, setting, refusal);
};
