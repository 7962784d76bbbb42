/** The climb of one action on its plan's ladder: a step is recorded only while the action stands as it did when it began. */
import type { Action } from '../action/action.js';
import { action } from '../action/action.js';
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { DataOf } from '../events.js';
import { londonDay } from '../london.js';
import { dueStateOn } from '../overdue.js';
import { refuse } from '../refusals.js';
import { answerable, leadersOfWorkstream } from './digest-audience.js';
import type { DigestAction, DigestFacts } from './digest-facts.js';
import type { EscalationStep } from './escalation-step.js';
import { stepDays } from './ladder.js';

export type EscalationCommand =
  | ({ readonly type: 'EscalateAction' } & DataOf<'ActionEscalated'>)
  | CorrectEvent<'ActionEscalated'>
  | RetractEvent;

export interface Escalation {
  readonly steps: readonly DataOf<'ActionEscalated'>[];
}

export const escalation: Aggregate<
  Escalation,
  EscalationCommand,
  'ActionEscalated',
  { readonly action: Action }
> = {
  category: 'escalation',
  types: ['ActionEscalated'],
  initial: { steps: [] },

  related: (command) => ({
    action: { aggregate: action, id: 'actionId' in command ? command.actionId : undefined },
  }),

  decide(command, { steps }, setting, related) {
    switch (command.type) {
      case 'EscalateAction': {
        const { type: _, ...data } = command;
        if (related.action.added?.planId !== data.planId)
          return refused(refuse('action-not-found', 'actionId'));
        const isRecorded = steps.some(
          ({ step, lastDay, from }) => step === data.step && lastDay === data.lastDay && from === data.from,
        );
        if (isRecorded) return nothing;
        const on = londonDay(effectiveFrom(setting.circumstances.effectiveAt) ?? setting.now);
        return lastDayOn(related.action, on) === data.lastDay
          ? record({ type: 'ActionEscalated', data })
          : refused(refuse('escalation-stopped', 'lastDay'));
      }
      case 'CorrectEvent':
        return correctEvent(command, setting, ['planId', 'actionId']);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(escalation.types));
    }
  },

  evolve: ({ steps }, { event }) => ({ steps: [...steps, event.data] }),
};

/** The last day that counts of an action that is to be done; `null` where it is claimed, complete, withdrawn or undated. */
const lastDayOn = ({ due, completion, withdrawal }: Action, on: string): string | null => {
  if (due === null) return null;
  const state = dueStateOn({ due, completion, withdrawal }, on);
  return state.state === 'due' || state.state === 'overdue' ? state.lastDay : null;
};

/** A step of an action's climb. */
export interface ClimbStep {
  readonly step: EscalationStep;
  /** The working day on which it is reached, if nothing changes before. */
  readonly day: string;
  readonly isReached: boolean;
  readonly isRecorded: boolean;
  /** Who is told: as things stand at the facts. */
  readonly personIds: readonly string[];
}
export interface Climb {
  readonly action: DigestAction;
  readonly lastDay: string;
  readonly steps: readonly ClimbStep[];
}

/** Who is told of a step. The board is told as a whole, by the digest before it meets. */
const toldOf = (facts: DigestFacts, each: DigestAction, step: EscalationStep): string[] => {
  if (step === 'board') return [];
  const reached =
    step === 'lead' || step === 'sponsor' ? leadersOfWorkstream(facts, each, step) : answerable(facts, each);
  return [...new Set(reached.map(({ personId }) => personId))].toSorted();
};

const climbOf = (facts: DigestFacts, each: DigestAction): Climb | null => {
  const set = facts.ladders[each.planId];
  if (set === undefined || (each.state.state !== 'due' && each.state.state !== 'overdue')) return null;
  const { lastDay } = each.state;
  const isOverdue = each.state.state === 'overdue';
  return {
    action: each,
    lastDay,
    steps: stepDays(set, { lastDay, from: each.standsFrom }, facts.closures).map(({ step, day }) => ({
      step,
      day,
      // Once it is overdue nobody is reminded that it will be due.
      isReached: day <= facts.on && isOverdue === (step !== 'reminder'),
      isRecorded: each.escalated.includes(step),
      personIds: toldOf(facts, each, step),
    })),
  };
};

/** How the actions climb their plans' ladders, as things stand: of the day of the facts, past or to come. */
export const climbsOf = (facts: DigestFacts): Climb[] =>
  facts.actions.flatMap((each) => climbOf(facts, each) ?? []).filter(({ steps }) => steps.length > 0);

/**
 * The steps that are to be recorded now: of each action the highest that it has reached. What it passed while nothing ran
 * is not told afterwards.
 */
export const escalationsDue = (facts: DigestFacts): DataOf<'ActionEscalated'>[] =>
  climbsOf(facts).flatMap(({ action: { planId, actionId, standsFrom }, lastDay, steps }) => {
    const highest = steps.findLast(({ isReached }) => isReached);
    const recorded = steps.findLastIndex(({ isRecorded }) => isRecorded);
    if (highest === undefined || steps.indexOf(highest) <= recorded) return [];
    const { step, personIds } = highest;
    return [{ planId, actionId, step, lastDay, from: standsFrom, personIds: [...personIds] }];
  });
