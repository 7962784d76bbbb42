/** A person known to a council's ledger: an opaque id, with a name that can be erased. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

type RegisterPerson = { readonly type: 'RegisterPerson' } & DataOf<'PersonRegistered'>;
export type PersonCommand = RegisterPerson | CorrectEvent<'PersonRegistered'> | RetractEvent;

export interface Person {
  readonly registered: DataOf<'PersonRegistered'> | null;
}

export const person: Aggregate<Person, PersonCommand, 'PersonRegistered'> = {
  category: 'person',
  types: ['PersonRegistered'],
  initial: { registered: null },

  decide(command, state, setting) {
    switch (command.type) {
      case 'RegisterPerson':
        return register(command, state);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['personId']);
      case 'RetractEvent':
        return retractEvent(command, setting);
    }
  },

  evolve: (_, { event }) => ({ registered: event.data }),
};

const register = (
  { type: _, ...data }: RegisterPerson,
  { registered }: Person,
): Decision<'PersonRegistered'> => {
  if (registered === null) return record({ type: 'PersonRegistered', data });
  return same(registered, data) ? nothing : refused(refuse('person-exists', 'personId'));
};
