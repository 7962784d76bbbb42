/** A workstream: one of the plan's main lines of work, holding commitments. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { Plan } from '../plan/plan.js';
import { plan } from '../plan/plan.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

type AddWorkstream = { readonly type: 'AddWorkstream' } & DataOf<'WorkstreamAdded'>;
export type WorkstreamCommand = AddWorkstream | CorrectEvent<'WorkstreamAdded'> | RetractEvent;

export interface Workstream {
  readonly added: DataOf<'WorkstreamAdded'> | null;
}

export const workstream: Aggregate<
  Workstream,
  WorkstreamCommand,
  'WorkstreamAdded',
  { readonly plan: Plan }
> = {
  category: 'workstream',
  types: ['WorkstreamAdded'],
  initial: { added: null },

  related: (command) => ({
    plan: { aggregate: plan, id: command.type === 'AddWorkstream' ? command.planId : undefined },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'AddWorkstream':
        return add(command, state, related.plan);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['planId', 'workstreamId']);
      case 'RetractEvent':
        return retractEvent(command, setting);
    }
  },

  evolve: (_, { event }) => ({ added: event.data }),
};

const add = (
  { type: _, ...data }: AddWorkstream,
  { added }: Workstream,
  { drafted }: Plan,
): Decision<'WorkstreamAdded'> => {
  if (drafted === null) return refused(refuse('plan-not-found', 'planId'));
  if (added === null) return record({ type: 'WorkstreamAdded', data });
  return same(added, data) ? nothing : refused(refuse('workstream-exists', 'workstreamId'));
};
