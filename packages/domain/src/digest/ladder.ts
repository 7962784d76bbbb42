/** A plan's ladder: after how many working days an action that is not done is told to whom. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { Plan } from '../plan/plan.js';
import { plan } from '../plan/plan.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { addWorkingDays } from './working-days.js';
import type { ClosureDays } from './working-days.js';
import type { EscalationStep } from './escalation-step.js';
import { escalationSteps } from './escalation-step.js';

/** For each step its working days, before the last day for a reminder and after it for the others; `null`: left out. */
export type Ladder = Readonly<Record<EscalationStep, number | null>>;

export type LadderCommand =
  | ({ readonly type: 'SetEscalationLadder' } & DataOf<'EscalationLadderSet'>)
  | CorrectEvent<'EscalationLadderSet'>
  | RetractEvent;

/** `null`: the plan has none, and nothing is escalated. */
export interface Ladders {
  readonly ladder: Ladder | null;
}

export const ladder: Aggregate<Ladders, LadderCommand, 'EscalationLadderSet', { readonly plan: Plan }> = {
  category: 'ladder',
  types: ['EscalationLadderSet'],
  initial: { ladder: null },

  related: (command) => ({
    plan: { aggregate: plan, id: 'planId' in command ? command.planId : undefined },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'SetEscalationLadder': {
        const { type: _, ...data } = command;
        if (related.plan.drafted === null) return refused(refuse('plan-not-found', 'planId'));
        const late = firstNotAscending(data);
        if (late !== null) return refused(refuse('ladder-not-ascending', late));
        const { planId: __, ...set } = data;
        return same(state.ladder, set) ? nothing : record({ type: 'EscalationLadderSet', data });
      }
      case 'CorrectEvent':
        return correctEvent(command, setting, ['planId']);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(ladder.types));
    }
  },

  evolve(_, { event }) {
    const { planId: __, ...set } = event.data;
    return { ladder: set };
  },
};

/** The first step that does not come after the one before it, if there is one. */
const firstNotAscending = (set: Ladder): EscalationStep | null => {
  let days = 0;
  for (const step of escalationSteps.filter((each) => each !== 'reminder')) {
    const after = set[step];
    if (after === null) continue;
    if (after <= days) return step;
    days = after;
  }
  return null;
};

/** The day on which each step is reached, by a ladder, of an action that was last due on one day and has stood so from another. */
export const stepDays = (
  set: Ladder,
  { lastDay, from }: { readonly lastDay: string; readonly from: string },
  closures: ClosureDays,
): { readonly step: EscalationStep; readonly day: string }[] =>
  escalationSteps.flatMap((step) => {
    const count = set[step];
    if (count === null) return [];
    // What was learned of late, as by an import, climbs no faster than what was known in time.
    const start = lastDay < from ? from : lastDay;
    const day =
      step === 'reminder'
        ? addWorkingDays(lastDay, -count, closures)
        : addWorkingDays(start, count, closures);
    return [{ step, day }];
  });
