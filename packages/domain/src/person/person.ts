/** A person known to a council's ledger: an opaque id, with a name that can be erased. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';

type PersonEventType = 'PersonRegistered' | 'PersonMerged';
type RegisterPerson = { readonly type: 'RegisterPerson' } & DataOf<'PersonRegistered'>;
type MergePerson = { readonly type: 'MergePerson' } & DataOf<'PersonMerged'>;
export type PersonCommand = RegisterPerson | MergePerson | CorrectEvent<PersonEventType> | RetractEvent;

export interface Person {
  readonly registered: DataOf<'PersonRegistered'> | null;
  /** The id that stands for the same human. */
  readonly mergedInto: string | null;
}

/** Why an id cannot be used for somebody, if it cannot. */
export const standsForNobody = ({ registered, mergedInto }: Person, field: string): Refusal | null => {
  if (registered === null) return refuse('person-not-found', field);
  return mergedInto === null ? null : refuse('person-merged', field);
};

export const person: Aggregate<Person, PersonCommand, PersonEventType, { readonly into: Person }> = {
  category: 'person',
  types: ['PersonRegistered', 'PersonMerged'],
  initial: { registered: null, mergedInto: null },

  related: (command) => ({
    // The other's stream must not move meanwhile: two ids that are merged into each other would stand for nobody.
    into: { aggregate: person, id: command.type === 'MergePerson' ? command.into : undefined },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'RegisterPerson':
        return register(command, state);
      case 'MergePerson':
        return merge(command, state, setting, related.into);
      case 'CorrectEvent':
        return correct(command, setting);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(['PersonMerged']));
    }
  },

  evolve: (state, { event }) =>
    event.type === 'PersonRegistered'
      ? { ...state, registered: event.data }
      : { ...state, mergedInto: event.data.into },
};

const register = (
  { type: _, ...data }: RegisterPerson,
  { registered }: Person,
): Decision<PersonEventType> => {
  if (registered === null) return record({ type: 'PersonRegistered', data });
  return same(registered, data) ? nothing : refused(refuse('person-exists', 'personId'));
};

const merge = (
  { type: _, ...data }: MergePerson,
  state: Person,
  { circumstances }: Setting,
  into: Person,
): Decision<PersonEventType> => {
  if (state.mergedInto === data.into) return nothing;
  if (data.personId === data.into) return refused(refuse('person-merged-into-itself', 'into'));
  const nobody = standsForNobody(state, 'personId') ?? standsForNobody(into, 'into');
  if (nobody !== null) return refused(nobody);
  if (isBlank(circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  return record({ type: 'PersonMerged', data });
};

/** A merge is not corrected: brought back after it was retracted, it could lead around in a ring. */
const correct = (
  command: CorrectEvent<PersonEventType>,
  setting: Setting<PersonEventType>,
): Decision<PersonEventType> =>
  command.replacement.type === 'PersonMerged'
    ? refused(refuse('event-not-correctable', 'replacement', 'Retract it, and merge anew.'))
    : correctEvent(command, setting, ['personId']);
