import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Recorded } from '../envelope.js';
import type { ActionEventType } from '../events.js';
import { entriesAt, fold, LATEST } from '../fold.js';
import { endOfLondonDay } from '../london.js';
import { plan } from '../plan/plan.js';
import { same } from '../same.js';
import { actionCommand, actionRecord, told } from '../testing/arbitrary.js';
import { decisionAfter, ratings, recordedAt, sample, sampleData } from '../testing/index.js';
import type { ActionCommand } from './action.js';
import { action } from './action.js';
import type { Difference } from './held.js';
import { differencesOf, heldBy } from './held.js';

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
const recordOf = commands.map((sequence) =>
  sequence.reduce<readonly Recorded<ActionEventType>[]>((record, each) => carryOut(record, ...each), begun),
);

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

/** Points of which each is on neither axis before the last. */
const threePoints = fc
  .array(
    fc.tuple(
      fc.constantFrom('2026-05-31', '2026-06-30', '2026-07-01', '2026-07-10', '2026-07-15', '2026-12-31'),
      fc.nat(16),
    ),
    { minLength: 3, maxLength: 3 },
  )
  .map((points) => {
    const days = points.map(([day]) => day).toSorted();
    const positions = points.map(([, position]) => position).toSorted((a, b) => a - b);
    return days.map((day, index) => ({ asOf: endOfLondonDay(day), knownAt: positions[index] ?? 0 }));
  });

/** Differences over two stretches of time, one after the other, as those over both. */
const added = (first: readonly Difference[], second: readonly Difference[]): Difference[] => {
  const keyOf = ({ field, part }: Difference): string => `${field} ${part}`;
  const later = new Map(second.map((each) => [keyOf(each), each]));
  const earlier = first.map((each) => ({ ...each, after: (later.get(keyOf(each)) ?? each).after }));
  const rest = second.filter((each) => !first.some((other) => keyOf(other) === keyOf(each)));
  return [...earlier, ...rest].filter(({ before, after }) => !same(before, after));
};
const inOrder = (differences: readonly Difference[]): Difference[] =>
  differences.toSorted((a, b) => `${a.field} ${a.part}`.localeCompare(`${b.field} ${b.part}`));

describe('of any record of an action', () => {
  test('what differs from A to B and from B to C adds up to what differs from A to C', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(recordOf, actionRecord), threePoints, (recorded, points) => {
        const [a, b, c] = points.map((at) => heldBy(fold(action, recorded, at)));
        if (a === undefined || b === undefined || c === undefined) throw new Error('There are three points.');
        const whole = differencesOf(a, c);
        expect(inOrder(added(differencesOf(a, b), differencesOf(b, c)))).toEqual(inOrder(whole));
        for (const { field } of whole) seen.add(field);
        // What came and went in between is no difference.
        expect(a.size + c.size === 0 && whole.length > 0).toBe(false);
      }),
      { numRuns: 400 },
    );
    expect(seen.size).toBeGreaterThan(10);
  });

  test('whatever is recorded or corrected later, an answer with an earlier knownAt stays the same', () => {
    fc.assert(
      fc.property(fc.oneof(recordOf, actionRecord), threePoints, fc.nat(16), (recorded, points, known) => {
        const then = recorded.slice(0, known);
        for (const { asOf } of points) {
          const at = { asOf, knownAt: Math.min(known, then.length) };
          expect(fold(action, recorded, at)).toEqual(fold(action, then, { ...LATEST, asOf }));
        }
      }),
      { numRuns: 200 },
    );
  });
});
