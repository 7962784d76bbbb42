/** What a correction of an action's record may say. */
import type { Commitment } from '../commitment/commitment.js';
import type { CorrectEvent } from '../correction.js';
import { correctEvent, findCorrectable } from '../correction.js';
import type { Decision, Setting } from '../decider.js';
import { refused } from '../decider.js';
import type { ActionEventType } from '../events.js';
import type { Plan } from '../plan/plan.js';
import type { Refusal } from '../refusals.js';
import { placeFault } from './definition.js';
import { claimFault } from './evidence.js';
import type { Linked } from './links.js';
import { otherEndFault } from './links.js';
import { inVocabulary } from './status.js';

interface Related {
  readonly plan: Plan;
  readonly commitment: Commitment;
  readonly other: Linked;
}

/** Which record, request, cover, link or evidence an entry is about. */
const about = ['planId', 'actionId', 'requestId', 'coverId', 'linkId', 'evidenceId'];
/** What else a correction leaves as it is: another date than was asked for, or another relation, is another fact. */
const settled: Partial<Record<ActionEventType, readonly string[]>> = {
  ActionDueDateChangeApproved: ['due'],
  ActionLinked: ['kind', 'to'],
};

const faultOf = (
  { replacement }: CorrectEvent<ActionEventType>,
  setting: Setting<ActionEventType>,
  { other }: Related,
): Refusal | null => {
  if (replacement.type === 'ActionLinked') return otherEndFault(replacement.data, other);
  return replacement.type === 'EvidenceAttached' ? claimFault(replacement.data, setting) : null;
};

export const correctAction = (
  command: CorrectEvent<ActionEventType>,
  setting: Setting<ActionEventType>,
  related: Related,
): Decision<ActionEventType> => {
  const fault = placeFault(command, related.commitment) ?? faultOf(command, setting, related);
  if (fault !== null) return refused(fault);
  const worded = inWordsOf(command, setting, related.plan);
  if ('code' in worded) return refused(worded);
  return correctEvent(worded, setting, [...about, ...(settled[worded.replacement.type] ?? [])]);
};

/** A rating that is left as it was keeps the vocabulary of its time; another is a word of the one in force. */
const inWordsOf = (
  command: CorrectEvent<ActionEventType>,
  { recorded }: Setting<ActionEventType>,
  plan: Plan,
): CorrectEvent<ActionEventType> | Refusal => {
  const { position, replacement } = command;
  if (replacement.type !== 'ActionStatusRecorded') return command;
  const inForce = findCorrectable(recorded, position)?.inForce ?? null;
  const before = inForce?.type === 'ActionStatusRecorded' ? inForce.data : null;
  if (before !== null && before.rag === replacement.data.rag) {
    const { vocabulary: _, ...said } = replacement.data;
    const { vocabulary } = before;
    const data = vocabulary === undefined ? said : { ...said, vocabulary };
    return { ...command, replacement: { ...replacement, data } };
  }
  const data = inVocabulary(replacement.data, plan);
  return 'code' in data ? data : { ...command, replacement: { ...replacement, data } };
};
