/** A workstream: one of the plan's main lines of work, holding commitments. */
import type { Aggregate } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { Plan } from '../plan/plan.js';
import { plan } from '../plan/plan.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

export type WorkstreamCommand = { readonly type: 'AddWorkstream' } & DataOf<'WorkstreamAdded'>;

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

  related: ({ planId }) => ({ plan: { aggregate: plan, id: planId } }),

  decide({ type: _, ...data }, { added }, _setting, related) {
    if (related.plan.drafted === null) return refused(refuse('plan-not-found', 'planId'));
    if (added === null) return record({ type: 'WorkstreamAdded', data });
    return same(added, data) ? nothing : refused(refuse('workstream-exists', 'workstreamId'));
  },

  evolve: (_, { event }) => ({ added: event.data }),
};
