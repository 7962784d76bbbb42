/** How a plan sets the rules of integrity signals, and what is said in answer to one. A signal itself is no record: it is found. */
import type { Action } from '../action/action.js';
import { action } from '../action/action.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { namedId } from './named-id.js';
import { lastOfRecord, planRecord, saidOf } from './plan-record.js';

export const signalRule = planRecord<'SignalRuleSet'>({
  category: 'rule',
  idField: 'planId',
  opening: null,
  types: ['SignalRuleSet'],
  stands: ({ data }, known) =>
    same(saidOf(known, 'SignalRuleSet').findLast((each) => each.data.signal === data.signal)?.data, data),
});

export const signalAnswer = planRecord<
  'SignalAnswered' | 'SignalAnswerAccepted',
  { readonly action: Action }
>({
  category: 'signal',
  idField: 'signalId',
  opening: null,
  types: ['SignalAnswered', 'SignalAnswerAccepted'],
  related: ({ data }) => ({
    action: { aggregate: action, id: 'actionId' in data ? data.actionId : undefined },
  }),
  refuses(fact, known, related, setting) {
    if (fact.type === 'SignalAnswered') {
      return related.action.added?.planId === fact.data.planId
        ? null
        : refuse('action-not-found', 'actionId');
    }
    const answered = lastOfRecord(known, 'SignalAnswered');
    if (answered === null || answered.data.planId !== fact.data.planId)
      return refuse('signal-not-found', 'signalId');
    return setting.humanOf(answered.by) === setting.humanOf(setting.circumstances.actor.id)
      ? refuse('own-answer')
      : null;
  },
});

/** The id of an occurrence of a signal: the same signal of the same action, triggered by the same event. */
export const signalIdOf = ({
  planId,
  signal,
  actionId,
  position,
}: {
  readonly planId: string;
  readonly signal: string;
  readonly actionId: string;
  readonly position: number;
}): string => namedId(`signal/${planId}/${signal}/${actionId}/${position}`);
