import { describe, test } from 'vitest';
import { action } from './action/action.js';
import { plan } from './plan/plan.js';
import { given, ids, ownedBy, planText, ratings, sample, sampleData, sampleId } from './testing/index.js';

const named = { planId: ids.plan, actionId: ids.action };
const related = {
  plan: { ...plan.initial, vocabulary: { version: 1, ratings } },
  commitment: { added: sampleData.CommitmentAdded },
};
const reason = planText('The wrong row was read.');
const when = { related, reason };

const added = sample('ActionAdded');
const amber = { type: 'ActionStatusRecorded', data: { ...named, rag: 'amber' } } as const;
const green = { type: 'ActionStatusRecorded', data: { ...named, rag: 'green' } } as const;
/** Another rating is a word of the vocabulary in force. */
const worded = <Rated extends { readonly data: object }>(rated: Rated) => ({
  ...rated,
  data: { ...rated.data, vocabulary: 1 },
});
const wrong = (position: number) => ({ corrects: { position, kind: 'wrong' } }) as const;
const retracted = (position: number) => ({ corrects: { position, kind: 'retracted' } }) as const;

describe('CorrectEvent', () => {
  const toGreen = { type: 'CorrectEvent', position: 2, replacement: green } as const;

  test('records the whole replacement and names what it corrects', () => {
    given(action, added, amber)
      .when(toGreen, when)
      .then({ ...worded(green), ...wrong(2) });
  });

  test('records a move of the effective time alone', () => {
    given(action, added, amber)
      .when({ ...toGreen, replacement: amber }, { ...when, effectiveAt: '2026-07-01' })
      .then({ ...amber, ...wrong(2) });
  });

  test('corrects a correction, named by its own position or by that of the first event', () => {
    const corrected = given(action, added, amber, { ...green, ...wrong(2) });
    for (const position of [2, 3]) {
      corrected
        .when({ type: 'CorrectEvent', position, replacement: amber }, when)
        .then({ ...worded(amber), ...wrong(position) });
    }
  });

  test('brings back what was retracted', () => {
    given(action, added, amber, { ...amber, ...retracted(2) })
      .when({ ...toGreen, replacement: amber }, when)
      .then({ ...worded(amber), ...wrong(2) });
  });

  test('is refused for an event that is not of this record', () => {
    given(action, added, amber)
      .when({ ...toGreen, position: 9 }, when)
      .thenRefused('event-not-found', 'position');
  });

  test('is refused without a reason, and a blank one is none', () => {
    given(action, added, amber).when(toGreen, { related }).thenRefused('reason-required', 'reason');
    given(action, added, amber)
      .when(toGreen, { related, reason: planText('\n') })
      .thenRefused('reason-required', 'reason');
  });

  test('is refused when the replacement is an event of another type', () => {
    given(action, added, amber)
      .when({ ...toGreen, replacement: sample('ActionDueDateChanged') }, when)
      .thenRefused('event-not-correctable', 'replacement');
  });

  test('is refused when the replacement is about another action or plan', () => {
    for (const other of [{ actionId: sampleId(97) }, { planId: sampleId(98) }]) {
      given(action, added, amber)
        .when({ ...toGreen, replacement: { ...green, data: { ...green.data, ...other } } }, when)
        .thenRefused('event-not-correctable', 'replacement');
    }
  });

  test("is refused for a rating that is not in the plan's vocabulary", () => {
    given(action, added, amber)
      .when({ ...toGreen, replacement: { ...green, data: { ...green.data, rag: 'mauve' } } }, when)
      .thenRefused('rag-unknown', 'rag');
  });

  test('is refused when it would put the action under a commitment that is not there', () => {
    const replacement = sample('ActionAdded', { commitmentId: sampleId(96) });
    given(action, added)
      .when({ type: 'CorrectEvent', position: 1, replacement }, { reason })
      .thenRefused('commitment-not-found', 'commitmentId');
  });

  test('stays quiet when that is already what the record says', () => {
    given(action, added, amber, { ...green, ...wrong(2) })
      .when(toGreen, when)
      .thenNothing();
  });
});

describe('RetractEvent', () => {
  const retract = { type: 'RetractEvent', position: 2 } as const;

  test('records that the event never happened, repeating what is withdrawn', () => {
    given(action, added, amber)
      .when(retract, when)
      .then({ ...amber, ...retracted(2) });
  });

  test('withdraws a correction together with what it corrected', () => {
    given(action, added, amber, { ...green, ...wrong(2) })
      .when(retract, when)
      .then({ ...green, ...retracted(2) });
  });

  test('is refused for an event that is not of this record', () => {
    given(action, added).when(retract, when).thenRefused('event-not-found', 'position');
  });

  test('is refused without a reason', () => {
    given(action, added, amber).when(retract, { related }).thenRefused('reason-required', 'reason');
  });

  test('is refused for the addition of the action itself', () => {
    given(action, added, sample('ActionOwnerReassigned', { owners: ownedBy('Cas') }))
      .when({ ...retract, position: 1 }, when)
      .thenRefused('event-not-correctable', 'position');
  });

  test('stays quiet when the event is retracted already', () => {
    given(action, added, amber, { ...amber, ...retracted(2) })
      .when(retract, when)
      .thenNothing();
  });
});
