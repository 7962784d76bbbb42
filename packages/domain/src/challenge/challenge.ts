/** A question that the adviser or a board puts to the plan: raised, answered, closed, and on record however it ends. */
import type { Action } from '../action/action.js';
import { action } from '../action/action.js';
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { ChallengeEventType, DataOf } from '../events.js';
import type { Plan } from '../plan/plan.js';
import { plan } from '../plan/plan.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';

export type ChallengeCommand =
  | ({ readonly type: 'RaiseChallenge' } & DataOf<'ChallengeRaised'>)
  | ({ readonly type: 'AnswerChallenge' } & DataOf<'ChallengeAnswered'>)
  | ({ readonly type: 'CloseChallenge' } & DataOf<'ChallengeClosed'>)
  | CorrectEvent<ChallengeEventType>
  | RetractEvent;

export interface Challenge {
  readonly raised: DataOf<'ChallengeRaised'> | null;
  readonly raisedBy: string | null;
  readonly status: 'open' | 'answered' | 'closed';
  /** The last answer. */
  readonly answer: DataOf<'ChallengeAnswered'> | null;
}

interface Related {
  readonly plan: Plan;
  /** The action that is in question. */
  readonly action: Action;
}

export const challenge: Aggregate<Challenge, ChallengeCommand, ChallengeEventType, Related> = {
  category: 'challenge',
  types: ['ChallengeRaised', 'ChallengeAnswered', 'ChallengeClosed'],
  initial: { raised: null, raisedBy: null, status: 'open', answer: null },

  related: (command) => ({
    plan: { aggregate: plan, id: 'planId' in command ? command.planId : undefined },
    action: {
      aggregate: action,
      id: command.type === 'RaiseChallenge' ? (command.about ?? undefined) : undefined,
    },
  }),

  decide(command, state, setting, related) {
    if (command.type === 'RaiseChallenge') return raise(command, state, related);
    if (state.raised === null || ('planId' in command && state.raised.planId !== command.planId)) {
      return refused(refuse('challenge-not-found', 'challengeId'));
    }
    switch (command.type) {
      case 'AnswerChallenge':
        return answer(command, state);
      case 'CloseChallenge':
        return close(command, state, setting);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['planId', 'challengeId', 'about']);
      case 'RetractEvent':
        return retractEvent(command, setting, retractable);
    }
  },

  evolve(state, { event, first }) {
    switch (event.type) {
      case 'ChallengeRaised':
        // Whoever puts the question right does not become the one who asked.
        return { ...state, raised: event.data, raisedBy: first.actor.id };
      case 'ChallengeAnswered':
        return {
          ...state,
          status: state.status === 'closed' ? 'closed' : 'answered',
          answer: event.data,
        };
      case 'ChallengeClosed':
        return { ...state, status: 'closed' };
    }
  },
};

/** Events that may be retracted; a challenge itself is not unmade. */
const retractable: ReadonlySet<ChallengeEventType> = new Set(['ChallengeAnswered', 'ChallengeClosed']);

const raise = (
  { type: _, ...data }: Extract<ChallengeCommand, { type: 'RaiseChallenge' }>,
  { raised }: Challenge,
  related: Related,
): Decision<ChallengeEventType> => {
  if (related.plan.drafted === null) return refused(refuse('plan-not-found', 'planId'));
  if (data.about !== null && related.action.added?.planId !== data.planId) {
    return refused(refuse('action-not-found', 'actionId'));
  }
  if (raised === null) return record({ type: 'ChallengeRaised', data });
  return same(raised, data) ? nothing : refused(refuse('challenge-exists', 'challengeId'));
};

const answer = (
  { type: _, ...data }: Extract<ChallengeCommand, { type: 'AnswerChallenge' }>,
  state: Challenge,
): Decision<ChallengeEventType> => {
  if (same(state.answer, data)) return nothing;
  // Whoever is not content with an answer gets another: each stays on record.
  return state.status === 'closed'
    ? refused(refuse('challenge-closed'))
    : record({ type: 'ChallengeAnswered', data });
};

const close = (
  { type: _, ...data }: Extract<ChallengeCommand, { type: 'CloseChallenge' }>,
  { status, raisedBy }: Challenge,
  setting: Setting<ChallengeEventType>,
): Decision<ChallengeEventType> => {
  if (status === 'closed') return nothing;
  const { actor, reason } = setting.circumstances;
  if (raisedBy === null || setting.humanOf(actor.id) !== setting.humanOf(raisedBy)) {
    const keepsPlan = actor.role === 'planManager' || actor.role === 'administrator';
    if (!keepsPlan) return refused(refuse('not-raiser'));
    if (isBlank(reason)) return refused(refuse('reason-required', 'reason'));
  }
  return record({ type: 'ChallengeClosed', data });
};
