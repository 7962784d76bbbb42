/** A person known to a council's ledger: an opaque id, with a name that can be erased. */
import type { Aggregate } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

export type PersonCommand = { readonly type: 'RegisterPerson' } & DataOf<'PersonRegistered'>;

export interface Person {
  readonly registered: DataOf<'PersonRegistered'> | null;
}

export const person: Aggregate<Person, PersonCommand, 'PersonRegistered'> = {
  category: 'person',
  types: ['PersonRegistered'],
  initial: { registered: null },

  decide({ type: _, ...data }, { registered }) {
    if (registered === null) return record({ type: 'PersonRegistered', data });
    return same(registered, data) ? nothing : refused(refuse('person-exists', 'personId'));
  },

  evolve: (_, { event }) => ({ registered: event.data }),
};
