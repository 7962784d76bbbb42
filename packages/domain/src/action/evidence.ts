/** What was shown for an action: named by where it lies and what it hashes to, and never taken out of the history. */
import type { Decision, Setting } from '../decider.js';
import { record, refused } from '../decider.js';
import type { ActionEventType, DataOf, Fact } from '../events.js';
import type { Evidence } from '../evidence.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { isBlank } from '../sealed.js';
import { unlessRepeated } from './repetition.js';

/** What is attached, by id. */
export type Attached = ReadonlyMap<string, Evidence>;
export const notShown: Attached = new Map();

export type EvidenceCommand =
  | ({ readonly type: 'AttachEvidence' } & DataOf<'EvidenceAttached'>)
  | ({ readonly type: 'WithdrawEvidence' } & DataOf<'EvidenceWithdrawn'>);

export const evolveEvidence = (
  attached: Attached,
  { type, data }: Fact<'EvidenceAttached' | 'EvidenceWithdrawn'>,
): Attached => {
  const changed = new Map(attached);
  if (type === 'EvidenceWithdrawn') changed.delete(data.evidenceId);
  else {
    const { planId: _, actionId: __, evidenceId, ...shown } = data;
    changed.set(evidenceId, shown);
  }
  return changed;
};

/** Why an entry cannot follow what is attached; entries of other kinds always can. */
export const evidenceFault = (attached: Attached, { type, data }: Fact<ActionEventType>): Refusal | null => {
  if (type === 'EvidenceWithdrawn') {
    return attached.has(data.evidenceId) ? null : refuse('evidence-not-found', 'evidenceId');
  }
  if (type !== 'EvidenceAttached') return null;
  const isThere = [...attached.values()].some(
    ({ sha256, claim }) => sha256 === data.sha256 && claim === data.claim,
  );
  return isThere ? refuse('evidence-exists', 'sha256') : null;
};

/** Evidence for a claim names one that was made of this very action. */
export const claimFault = (
  { claim }: Pick<Evidence, 'claim'>,
  { recorded }: Setting<ActionEventType>,
): Refusal | null =>
  claim === null ||
  recorded.some(({ position, type }) => position === claim && type === 'ActionCompletionClaimed')
    ? null
    : refuse('event-not-found', 'claim', 'Evidence is for a claim of completion of the same action.');

export const changeEvidence = (
  command: EvidenceCommand,
  attached: Attached,
  setting: Setting<ActionEventType>,
): Decision<ActionEventType> => {
  if (command.type === 'AttachEvidence') {
    const { type: _, ...data } = command;
    const fact = { type: 'EvidenceAttached', data } as const;
    const refusal = claimFault(data, setting) ?? evidenceFault(attached, fact);
    return refusal === null ? record(fact) : unlessRepeated(fact, setting, refusal);
  }
  const { type: _, ...data } = command;
  if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  const fact = { type: 'EvidenceWithdrawn', data } as const;
  const refusal = evidenceFault(attached, fact);
  return refusal === null ? record(fact) : unlessRepeated(fact, setting, refusal);
};
