/** A council: whose children's services the plan is to improve, and whose ledger this is. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

type RegisterCouncil = { readonly type: 'RegisterCouncil' } & DataOf<'CouncilRegistered'>;
export type CouncilCommand = RegisterCouncil | CorrectEvent<'CouncilRegistered'> | RetractEvent;

export interface Council {
  readonly registered: DataOf<'CouncilRegistered'> | null;
}

export const council: Aggregate<Council, CouncilCommand, 'CouncilRegistered'> = {
  category: 'council',
  types: ['CouncilRegistered'],
  initial: { registered: null },

  decide(command, state, setting) {
    switch (command.type) {
      case 'RegisterCouncil':
        return register(command, state);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['councilId', 'key', 'clock']);
      case 'RetractEvent':
        return retractEvent(command, setting);
    }
  },

  evolve: (_, { event }) => ({ registered: event.data }),
};

const register = (
  { type: _, ...data }: RegisterCouncil,
  { registered }: Council,
): Decision<'CouncilRegistered'> => {
  if (registered === null) return record({ type: 'CouncilRegistered', data });
  return same({ ...registered, councilId: null }, { ...data, councilId: null })
    ? nothing
    : refused(refuse('council-exists', 'key'));
};
