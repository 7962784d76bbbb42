/**
 * From a claim of completion to its verification, and back. A claim is not a fact: only somebody else's
 * verification closes an action, whatever is corrected or retracted afterwards.
 */
import type { Decided, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { Recorded } from '../envelope.js';
import type { ActionEventType, DataOf } from '../events.js';
import type { Entry } from '../fold.js';
import { entriesAt, LATEST } from '../fold.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { isRepeated } from './repetition.js';

export interface Completion {
  readonly status: 'open' | 'claimed' | 'verified';
  /** Who made the claim that stands or was verified. */
  readonly claimedBy: string | null;
  /** From when the present status holds. */
  readonly since: string | null;
}
export const notClaimed: Completion = { status: 'open', claimedBy: null, since: null };

const eventOf = {
  ClaimCompletion: 'ActionCompletionClaimed',
  VerifyCompletion: 'ActionCompletionVerified',
  SendBackCompletion: 'ActionCompletionSentBack',
  ReopenAction: 'ActionReopened',
} as const satisfies Record<string, ActionEventType>;
type Change = keyof typeof eventOf;
type CompletionCommand = { readonly type: Change } & DataOf<(typeof eventOf)[Change]>;
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
      return { status: 'claimed', claimedBy: first.actor.id, since };
    case 'VerifyCompletion':
      return { ...completion, status: 'verified', since };
    case 'SendBackCompletion':
    case 'ReopenAction':
      return { ...notClaimed, since };
    case undefined:
      return completion;
  }
};

/** `isClaimant`: whether it is done by the human who made the claim, under whichever id. */
const refusalOf = (change: Change, { status }: Completion, isClaimant: boolean): Refusal | null => {
  if (change === 'ClaimCompletion') {
    if (status === 'claimed') return refuse('completion-already-claimed');
    return status === 'verified' ? refuse('completion-already-verified') : null;
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
  completion: Completion,
  setting: ActionSetting,
): Decision<ActionEventType> => {
  const { actor, effectiveAt } = setting.circumstances;
  const fact = { type: eventOf[type], data };
  const from = effectiveFrom(effectiveAt);
  const refusal =
    completion.since !== null && from !== null && from < completion.since
      ? refuse(
          'effective-before-latest',
          'effectiveAt',
          `The latest holds from ${completion.since}: give that time or a later one, or leave effectiveAt out.`,
        )
      : refusalOf(type, completion, isClaimant(completion, actor.id, setting));
  if (refusal === null) return record(fact);
  // What is possible now is no repetition, even if it was said before: a claim sent back may be made again.
  return isRepeated(fact, setting) ? nothing : refused(refusal);
};

/** The first change of completion in force that does not follow from those before it. */
const firstFault = (
  recorded: readonly Recorded<ActionEventType>[],
  setting: ActionSetting,
): Refusal | null => {
  let completion = notClaimed;
  for (const entry of entriesAt(recorded, LATEST)) {
    const change = changes.get(entry.event.type);
    const own = isClaimant(completion, entry.event.actor.id, setting);
    const fault = change === undefined ? null : refusalOf(change, completion, own);
    if (fault !== null) return fault;
    completion = evolveCompletion(completion, entry);
  }
  return null;
};

/** Lets a correction or retraction pass unless it would leave, say, a verification without another's claim. */
export const keepingCompletion = (
  decision: Decision<ActionEventType>,
  setting: ActionSetting,
): Decision<ActionEventType> => {
  const { circumstances, recorded } = setting;
  const corrections = (decision.facts ?? []).filter(({ type }) => changes.has(type));
  if (corrections.length === 0) return decision;
  const supposed = corrections.map((fact: Decided<ActionEventType>, index) => ({
    ...circumstances,
    ...fact,
    effectiveFrom: effectiveFrom(circumstances.effectiveAt),
    position: (recorded.at(-1)?.position ?? 0) + 1 + index,
  })) as unknown as readonly Recorded<ActionEventType>[];
  const fault = firstFault([...recorded, ...supposed], setting);
  return fault === null ? decision : refused(fault);
};
