import { describe, expect, test } from 'vitest';
import { action } from '../action/action.js';
import { actorOf, given, ids, planText, sample, sampleData, sampleId } from '../testing/index.js';
import { signalAnswer, signalIdOf, signalRule } from './signals.js';

const plan = { drafted: sampleData.PlanDrafted } as never;
const related = { plan, action: { ...action.initial, added: sampleData.ActionAdded } };
const say = <Data extends object>(fact: Data) => ({ type: 'RecordFact', fact }) as const;
const answered = sample('SignalAnswered');
const accepted = sample('SignalAnswerAccepted');

describe('an answer to a signal', () => {
  test('is about an action of the plan, and may be given anew', () => {
    given(signalAnswer).when(say(answered), { related }).then(answered);
    given(signalAnswer, answered).when(say(answered), { related }).thenNothing();
    const other = sample('SignalAnswered', { note: planText('It came.') });
    given(signalAnswer, answered).when(say(other), { related }).then(other);
    given(signalAnswer)
      .when(say(answered), { related: { plan } })
      .thenRefused('action-not-found', 'actionId');
  });

  test('is accepted by somebody else, once there is one', () => {
    const ben = actorOf(ids.ben, 'auditor');
    given(signalAnswer).when(say(accepted), { related }).thenRefused('signal-not-found', 'signalId');
    given(signalAnswer, answered).when(say(accepted), { related }).thenRefused('own-answer');
    given(signalAnswer, answered).when(say(accepted), { related, actor: ben }).then(accepted);
    given(signalAnswer, answered)
      .when(say(accepted), { related, actor: ben, merged: { [ids.ben]: ids.ann } })
      .thenRefused('own-answer');
  });
});

test('the rule of each signal is set by itself', () => {
  const days = sample('SignalRuleSet');
  const times = sample('SignalRuleSet', {
    signal: 'due-moved-often',
    parameters: [{ name: 'times', value: 2 }],
  });
  given(signalRule, days, times).when(say(days), { related: { plan } }).thenNothing();
  const longer = sample('SignalRuleSet', { parameters: [{ name: 'days', value: 60 }] });
  given(signalRule, days, times).when(say(longer), { related: { plan } }).then(longer);
});

test('an occurrence is the same wherever it is found', () => {
  const named = { planId: ids.plan, signal: 'no-update', actionId: ids.action, position: 7 };
  expect(signalIdOf(named)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(signalIdOf({ ...named })).toBe(signalIdOf(named));
  const others = Array.from({ length: 500 }, (_, index) => signalIdOf({ ...named, position: index + 8 }));
  expect(new Set([...others, signalIdOf({ ...named, actionId: sampleId(9) })]).size).toBe(501);
});
