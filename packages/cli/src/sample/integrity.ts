/** What was made of some signals in Northmere's plan: a rule of its own, an answer, and who was content with it. */
import { signalAnswer, signalIdOf } from '@improvement-ledger/domain';
import type { Evening } from './evening.js';
import { said } from './evening.js';
import { planId, planText } from './opening.js';
import type { SampleStep } from './timeline.js';
import type { TrackedAction } from './tracked-action.js';

/** The auditors promised the board to look at every claim within a fortnight. */
const FORTNIGHT = 14;
const signal = 'claim-not-verified';

/** Of the claim that waits: whoever explains it, and whoever is content, each with the position of the claim. */
const answers = (tracked: TrackedAction, claim: SampleStep): readonly [SampleStep, SampleStep] => {
  const actionId = tracked.placed.id;
  const of = (fact: (signalId: string, position: number) => Parameters<typeof said>[0]): SampleStep => ({
    events: 1,
    make: (positionOf) => {
      const position = positionOf(claim);
      const signalId = signalIdOf({ planId, signal, actionId, position });
      return { ...said(fact(signalId, position)), aggregate: signalAnswer };
    },
  });
  const note = planText('The auditor has the files; the sample of ten is read in the first week of August.');
  return [
    of((signalId, position) => ({
      type: 'SignalAnswered',
      data: { planId, signalId, signal, actionId, position, note },
    })),
    of((signalId) => ({
      type: 'SignalAnswerAccepted',
      data: { planId, signalId, note: planText('To be looked at again in September.') },
    })),
  ];
};

/** The action whose claim has waited since the board in July. */
const WAITING = 'A1.2';

export const tellIntegrity = (evening: Evening, actions: ReadonlyMap<string, TrackedAction>): void => {
  const parameters = [{ name: 'days', value: FORTNIGHT }];
  const rule = { planId, signal, parameters };
  evening.add('signal-rule', '2025-07-09', [said({ type: 'SignalRuleSet', data: rule })]);
  const tracked = actions.get(WAITING);
  const claim = tracked?.claim ?? null;
  if (tracked === undefined || claim === null) throw new Error(`Nobody claimed that ${WAITING} is complete`);
  const [answer, acceptance] = answers(tracked, claim);
  evening.addSteps('signal-answered', '2025-07-21', [answer]);
  evening.addSteps('signal-accepted', '2025-07-22', [acceptance], { by: 'adviser' });
};
