import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { plan } from '../plan/plan.js';
import {
  ben,
  dueOn,
  given,
  ids,
  ownedBy,
  planText,
  ratings,
  recordedAt,
  sample,
  sampleData,
} from '../testing/index.js';
import { action } from './action.js';

const named = { planId: ids.plan, actionId: ids.action };
const reason = planText('The service moved to the trust.');
const related = { plan: { ...plan.initial, vocabulary: { version: 1, ratings } } };
const added = { ...sample('ActionAdded'), effectiveAt: '2026-07-01' };
const withdrawn = sample('ActionWithdrawn');
const reinstated = sample('ActionReinstated');
const claimed = { ...sample('ActionCompletionClaimed'), effectiveAt: '2026-07-10' };
const verified = { ...sample('ActionCompletionVerified'), actor: ben, effectiveAt: '2026-07-11' };
const withdraw = { type: 'WithdrawAction', ...named } as const;
const reinstate = { type: 'ReinstateAction', ...named } as const;

describe('WithdrawAction', () => {
  test('records that the action is no longer to be done', () => {
    given(action, added).when(withdraw, { reason }).then(withdrawn);
    given(action, added, claimed).when(withdraw, { reason }).then(withdrawn);
  });

  test('is refused without a reason', () => {
    given(action, added).when(withdraw).thenRefused('reason-required', 'reason');
  });

  test('is refused for what is verified as complete, which nothing may take out of the count', () => {
    given(action, added, claimed, verified)
      .when(withdraw, { reason })
      .thenRefused('completion-already-verified');
  });

  test('is refused when it was withdrawn already, by somebody else or for another day', () => {
    given(action, added, withdrawn).when(withdraw, { reason, actor: ben }).thenRefused('action-withdrawn');
  });

  test('stays quiet when repeated', () => {
    given(action, added, withdrawn).when(withdraw, { reason }).thenNothing();
  });
});

describe('ReinstateAction', () => {
  test('records that it is to be done after all, and it stands as before', () => {
    given(action, added, claimed, withdrawn).when(reinstate, { reason }).then(reinstated);
    const state = fold(
      action,
      [added, claimed, withdrawn, reinstated].map((each, index) => recordedAt(index + 1, each)),
    );
    expect(state).toMatchObject({ withdrawal: { isWithdrawn: false }, completion: { status: 'claimed' } });
  });

  test('is refused without a reason, and for what is not withdrawn', () => {
    given(action, added, withdrawn).when(reinstate).thenRefused('reason-required', 'reason');
    given(action, added).when(reinstate, { reason }).thenRefused('action-not-withdrawn');
  });

  test('is refused for a time before the withdrawal', () => {
    given(action, added, withdrawn)
      .when(reinstate, { reason, effectiveAt: '2026-07-19' })
      .thenRefused('effective-before-latest', 'effectiveAt');
  });
});

describe('while an action is withdrawn', () => {
  const report = { type: 'RecordStatus', ...named, rag: 'red' } as const;

  test.each([
    report,
    { type: 'ReassignOwner', owners: ownedBy('Ben Example', ids.ben), ...named },
    { type: 'BeginCover', ...sampleData.ActionCoverBegun },
    { type: 'ChangeDueDate', due: dueOn('2026-12-31'), ...named },
    { type: 'RequestDueDateChange', ...sampleData.ActionDueDateChangeRequested },
    { type: 'ClaimCompletion', note: null, ...named },
  ] as const)('$type is refused', (command) => {
    given(action, added, withdrawn)
      .when(command, { related, reason })
      .thenRefused('action-withdrawn', 'actionId');
  });

  test('what is told late of the time before is taken', () => {
    const { type: _, ...data } = report;
    given(action, added, withdrawn)
      .when(report, { related, effectiveAt: '2026-07-10' })
      .then({ type: 'ActionStatusRecorded', data: { ...data, vocabulary: 1 } });
  });

  test('it may be linked to the action that is done in its place', () => {
    given(action, added, withdrawn)
      .when(
        { type: 'LinkAction', ...sampleData.ActionLinked },
        { related: { other: { added: {}, links: new Map() } } },
      )
      .then(sample('ActionLinked'));
  });
});
