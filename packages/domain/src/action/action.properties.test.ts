import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recorded } from '../envelope.js';
import type { ActionEventType } from '../events.js';
import { entriesAt, fold, LATEST } from '../fold.js';
import { plan } from '../plan/plan.js';
import { actionCommand, told } from '../testing/arbitrary.js';
import { decisionAfter, ratings, recordedAt, sample, sampleData } from '../testing/index.js';
import type { ActionCommand } from './action.js';
import { action } from './action.js';

const related = {
  plan: { ...plan.initial, vocabulary: { version: 1, ratings } },
  commitment: { added: sampleData.CommitmentAdded },
  other: { added: sampleData.ActionAdded, links: new Map() },
};
type Told = Parameters<typeof decisionAfter>[3];

/** The record after a command: longer by what it records. */
const carryOut = (recorded: readonly Recorded<ActionEventType>[], command: ActionCommand, when: Told) => [
  ...recorded,
  ...(decisionAfter(action, recorded, command, { ...when, related }).facts ?? []).map((fact, index) =>
    recordedAt(recorded.length + 1 + index, { ...when, ...fact }),
  ),
];
const begun = [recordedAt<ActionEventType>(1, { ...sample('ActionAdded'), effectiveAt: '2026-06-01' })];
const commands = fc.array(fc.tuple(actionCommand, told), { maxLength: 15 });

describe('any sequence of commands for an action', () => {
  test('records the same when each command is carried out twice as when once', () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const once = sequence.reduce((record, each) => carryOut(record, ...each), begun);
        const twice = sequence.reduce((record, each) => carryOut(carryOut(record, ...each), ...each), begun);
        expect(twice).toEqual(once);
      }),
    );
  });

  test('closes the action only by the verification of somebody other than the claimant', () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const recorded = sequence.reduce((record, each) => carryOut(record, ...each), begun);
        let claimant: string | null = null;
        const verifications: [claimedBy: string | null, verifiedBy: string][] = [];
        for (const { event, first } of entriesAt(recorded, LATEST)) {
          if (event.type === 'ActionCompletionClaimed') claimant = first.actor.id;
          if (event.type === 'ActionCompletionSentBack') claimant = null;
          if (event.type === 'ActionCompletionVerified') verifications.push([claimant, event.actor.id]);
        }
        for (const [claimedBy, verifiedBy] of verifications) {
          expect(claimedBy).not.toBeNull();
          expect(verifiedBy).not.toBe(claimedBy);
        }
        expect(fold(action, recorded).added).not.toBeNull();
      }),
    );
  });

  test('gives facts and corrections, but never a correction of what is not in the record', () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const recorded = sequence.reduce((record, each) => carryOut(record, ...each), begun);
        for (const { corrects, position, type } of recorded) {
          if (corrects === null) continue;
          expect(corrects.position).toBeLessThan(position);
          expect(recorded[corrects.position - 1]?.type).toBe(type);
        }
      }),
    );
  });
});
