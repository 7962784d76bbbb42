import { describe, expect, test } from 'vitest';
import { action } from '../action/action.js';
import { fold } from '../fold.js';
import { plan } from '../plan/plan.js';
import { actorOf, given, ids, planText, recordedAt, sample, sampleData, sampleId } from '../testing/index.js';
import { challenge } from './challenge.js';

const adviser = actorOf(ids.cas, 'adviser');
const manager = actorOf(ids.ben, 'planManager');
const other = actorOf(ids.ben, 'adviser');
const reason = planText('The board took it over.');
const related = {
  plan: { ...plan.initial, drafted: sampleData.PlanDrafted },
  action: { ...action.initial, added: sampleData.ActionAdded },
};
const raised = { ...sample('ChallengeRaised'), actor: adviser };
const answered = sample('ChallengeAnswered');
const closed = { ...sample('ChallengeClosed'), actor: adviser };
const raise = { type: 'RaiseChallenge', ...sampleData.ChallengeRaised } as const;
const answer = { type: 'AnswerChallenge', ...sampleData.ChallengeAnswered } as const;
const close = { type: 'CloseChallenge', ...sampleData.ChallengeClosed } as const;

describe('RaiseChallenge', () => {
  test('records a question about an action, or about the plan', () => {
    given(challenge).when(raise, { related }).then(sample('ChallengeRaised'));
    given(challenge)
      .when({ ...raise, about: null }, { related })
      .then(sample('ChallengeRaised', { about: null }));
  });

  test('is refused for a plan or an action that is not there, or of another plan', () => {
    given(challenge)
      .when({ ...raise, about: null })
      .thenRefused('plan-not-found', 'planId');
    given(challenge)
      .when(raise, { related: { plan: related.plan } })
      .thenRefused('action-not-found', 'actionId');
    const elsewhere = { ...related.action, added: { ...sampleData.ActionAdded, planId: sampleId(98) } };
    given(challenge)
      .when(raise, { related: { ...related, action: elsewhere } })
      .thenRefused('action-not-found', 'actionId');
  });

  test('stays quiet when repeated, and is refused for another question under the same id', () => {
    given(challenge, raised).when(raise, { related }).thenNothing();
    given(challenge, raised)
      .when({ ...raise, question: planText('Another?') }, { related })
      .thenRefused('challenge-exists', 'challengeId');
  });
});

describe('AnswerChallenge', () => {
  test('records the answer, and another after it', () => {
    given(challenge, raised).when(answer).then(answered);
    const again = { ...sampleData.ChallengeAnswered, answer: planText('Ten more were audited.') };
    given(challenge, raised, answered)
      .when({ ...answer, ...again })
      .then({ type: 'ChallengeAnswered', data: again });
  });

  test('is refused when nothing was raised, or when it is closed', () => {
    given(challenge).when(answer).thenRefused('challenge-not-found', 'challengeId');
    given(challenge, raised, closed).when(answer).thenRefused('challenge-closed');
  });

  test('stays quiet when repeated', () => {
    given(challenge, raised, answered).when(answer).thenNothing();
  });
});

describe('CloseChallenge', () => {
  test('is for whoever raised it, answered or not', () => {
    given(challenge, raised).when(close, { actor: adviser }).then(sample('ChallengeClosed'));
    given(challenge, raised, answered).when(close, { actor: adviser }).then(sample('ChallengeClosed'));
  });

  test('is for whoever raised it under another id that was merged with theirs', () => {
    given(challenge, raised)
      .when(close, { actor: other, merged: { [other.id]: adviser.id } })
      .then(sample('ChallengeClosed'));
  });

  test('is for a plan manager with a reason alone', () => {
    given(challenge, raised, answered)
      .when(close, { actor: manager, reason })
      .then(sample('ChallengeClosed'));
    given(challenge, raised, answered)
      .when(close, { actor: manager })
      .thenRefused('reason-required', 'reason');
  });

  test('is refused to everybody else, whatever the reason', () => {
    given(challenge, raised).when(close, { actor: other, reason }).thenRefused('not-raiser');
  });

  test('stays quiet when it is closed already', () => {
    given(challenge, raised, closed).when(close, { actor: manager, reason }).thenNothing();
  });
});

test('a challenge goes from open to answered to closed, and a closing that is retracted opens it again', () => {
  const statusAfter = (...facts: readonly Parameters<typeof recordedAt<'ChallengeClosed'>>[1][]) =>
    fold(
      challenge,
      [raised, answered, ...facts].map((fact, index) => recordedAt(index + 1, fact as typeof raised)),
    ).status;
  expect(statusAfter()).toBe('answered');
  expect(statusAfter(closed)).toBe('closed');
  expect(statusAfter(closed, { ...closed, corrects: { position: 3, kind: 'retracted' } })).toBe('answered');
});

test('corrections leave what a challenge is about', () => {
  const replacement = sample('ChallengeRaised', { about: null });
  given(challenge, raised)
    .when({ type: 'CorrectEvent', position: 1, replacement }, { reason })
    .thenRefused('event-not-correctable', 'replacement');
  given(challenge, raised)
    .when({ type: 'RetractEvent', position: 1 }, { reason })
    .thenRefused('event-not-correctable', 'position');
});
