/** A council: whose children's services the plan is to improve, and whose ledger this is. */
import type { Aggregate } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

export type CouncilCommand = { readonly type: 'RegisterCouncil' } & DataOf<'CouncilRegistered'>;

export interface Council {
  readonly registered: DataOf<'CouncilRegistered'> | null;
}

export const council: Aggregate<Council, CouncilCommand, 'CouncilRegistered'> = {
  category: 'council',
  types: ['CouncilRegistered'],
  initial: { registered: null },

  decide({ type: _, ...data }, { registered }) {
    if (registered === null) return record({ type: 'CouncilRegistered', data });
    return same({ ...registered, councilId: null }, { ...data, councilId: null })
      ? nothing
      : refused(refuse('council-exists', 'key'));
  },

  evolve: (_, { event }) => ({ registered: event.data }),
};
