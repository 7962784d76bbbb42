/**
 * From a claim of completion to its verification, and back. A claim is not a fact: only somebody else's
 * verification closes an action, whatever is corrected or retracted afterwards.
 */
import type { Decision, Setting } from '../decider.js';
import { record } from '../decider.js';
import type { Due } from '../due.js';
import type { ActionEventType, DataOf } from '../events.js';
import type { Entry } from '../fold.js';
import { londonDay } from '../london.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { inOrder, unlessRepeated } from './repetition.js';

export interface Completion {
  readonly status: 'open' | 'claimed' | 'verified';
  /** Who made the claim that stands or was verified. */
  readonly claimedBy: string | null;
  /** From when the present status holds. */
  readonly since: string | null;
  /** The days, in London, of the claims that were verified and not reopened: more than one where the action recurs. */
  readonly rounds: readonly string[];
  /** Whether the present status is the verification of a claim, which reopening undoes. */
  readonly closesRound: boolean;
}
export const notClaimed: Completion = {
  status: 'open',
  claimedBy: null,
  since: null,
  rounds: [],
  closesRound: false,
};

const eventOf = {
  ClaimCompletion: 'ActionCompletionClaimed',
  VerifyCompletion: 'ActionCompletionVerified',
  SendBackCompletion: 'ActionCompletionSentBack',
  ReopenAction: 'ActionReopened',
} as const satisfies Record<string, ActionEventType>;
type Change = keyof typeof eventOf;
export type CompletionCommand = { readonly type: Change } & DataOf<(typeof eventOf)[Change]>;
type ActionSetting = Setting<ActionEventType>;

const changes = new Map<ActionEventType, Change>(
  Object.entries(eventOf).map(([change, type]) => [type, change as Change]),
);

/** The completion after an entry; entries of other kinds leave it as it is. */
export const evolveCompletion = (
  completion: Completion,
  { event, first }: Entry<ActionEventType>,
): Completion => {
  const since = event.effectiveFrom;
  switch (changes.get(event.type)) {
    case 'ClaimCompletion':
      // Whoever puts a claim right does not become the claimant.
      return { ...completion, status: 'claimed', claimedBy: first.actor.id, since, closesRound: false };
    case 'VerifyCompletion':
      return { ...verified(completion), since };
    case 'SendBackCompletion':
    case 'ReopenAction': {
      const { rounds, closesRound } = completion;
      return { ...notClaimed, since, rounds: closesRound ? rounds.slice(0, -1) : rounds };
    }
    case undefined:
      return completion;
  }
};

const verified = (completion: Completion): Completion => {
  const { status, since, rounds } = completion;
  const closesRound = status === 'claimed' && since !== null;
  return {
    ...completion,
    status: 'verified',
    rounds: closesRound ? [...rounds, londonDay(since)] : rounds,
    closesRound,
  };
};

/** What completing an action depends on: what recurs may be claimed again once it was verified. */
interface Completing {
  readonly completion: Completion;
  readonly due: Due | null;
}

/** Why an entry cannot follow this state; entries of other kinds always can. */
export const completionFault = (
  state: Completing,
  { event }: Entry<ActionEventType>,
  setting: ActionSetting,
): Refusal | null => {
  const change = changes.get(event.type);
  return change === undefined
    ? null
    : refusalOf(change, state, isClaimant(state.completion, event.actor.id, setting));
};

/** `isClaimant`: whether it is done by the human who made the claim, under whichever id. */
const refusalOf = (
  change: Change,
  { completion: { status }, due }: Completing,
  isClaimant: boolean,
): Refusal | null => {
  if (change === 'ClaimCompletion') {
    if (status === 'claimed') return refuse('completion-already-claimed');
    return status === 'verified' && due?.meaning.kind !== 'recurring'
      ? refuse('completion-already-verified')
      : null;
  }
  if (change === 'ReopenAction') return status === 'verified' ? null : refuse('completion-not-verified');
  if (status !== 'claimed') return refuse('completion-not-claimed');
  return change === 'VerifyCompletion' && isClaimant ? refuse('own-claim') : null;
};

/** Whether an actor is the human who made the claim: ids that were merged are one person. */
const isClaimant = (
  { claimedBy }: Completion,
  actorId: string,
  { humanOf }: Pick<ActionSetting, 'humanOf'>,
): boolean => claimedBy !== null && humanOf(claimedBy) === humanOf(actorId);

export const changeCompletion = (
  { type, ...data }: CompletionCommand,
  state: Completing,
  setting: ActionSetting,
): Decision<ActionEventType> => {
  const fact = { type: eventOf[type], data };
  const refusal =
    inOrder(state.completion.since, setting) ??
    refusalOf(type, state, isClaimant(state.completion, setting.circumstances.actor.id, setting));
  if (refusal === null) return record(fact);
  // What is possible now is no repetition, even if it was said before: a claim sent back may be made again.
  return unlessRepeated(fact, setting, refusal);
};
