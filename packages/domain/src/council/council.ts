/** A council: whose children's services the plan is to improve, and whose ledger this is. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

type CouncilEventType = 'CouncilRegistered' | 'CouncilAttributesChanged';

type RegisterCouncil = { readonly type: 'RegisterCouncil' } & DataOf<'CouncilRegistered'>;
type ChangeAttributes = { readonly type: 'ChangeCouncilAttributes' } & DataOf<'CouncilAttributesChanged'>;
export type CouncilCommand =
  RegisterCouncil | ChangeAttributes | CorrectEvent<CouncilEventType> | RetractEvent;

type Attributes = Omit<DataOf<'CouncilAttributesChanged'>, 'councilId'>;
export interface Council {
  readonly registered: DataOf<'CouncilRegistered'> | null;
  readonly attributes: Attributes | null;
}

/** That a GSS code belongs to one council at a time is held where events are appended: no decider sees another's. */
export const council: Aggregate<Council, CouncilCommand, CouncilEventType> = {
  category: 'council',
  types: ['CouncilRegistered', 'CouncilAttributesChanged'],
  initial: { registered: null, attributes: null },

  decide(command, state, setting) {
    switch (command.type) {
      case 'RegisterCouncil':
        return register(command, state);
      case 'ChangeCouncilAttributes':
        return changeAttributes(command, state);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['councilId', 'key', 'clock']);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(['CouncilAttributesChanged']));
    }
  },

  evolve(state, { event }) {
    if (event.type === 'CouncilRegistered') {
      const { name, gssCode } = event.data;
      // A change of attributes may be said to have been before the registration: the ledger is younger than the council.
      const attributes = state.attributes ?? { name, gssCode, dfeNumber: null };
      return { registered: event.data, attributes };
    }
    const { councilId: _, ...attributes } = event.data;
    return { ...state, attributes };
  },
};

const register = (
  { type: _, ...data }: RegisterCouncil,
  { registered }: Council,
): Decision<CouncilEventType> => {
  if (registered === null) return record({ type: 'CouncilRegistered', data });
  return same({ ...registered, councilId: null }, { ...data, councilId: null })
    ? nothing
    : refused(refuse('council-exists', 'key'));
};

const changeAttributes = (
  { type: _, ...data }: ChangeAttributes,
  { registered, attributes }: Council,
): Decision<CouncilEventType> => {
  if (registered === null) return refused(refuse('council-not-found', 'council'));
  const { councilId: __, ...asked } = data;
  return same(attributes, asked) ? nothing : record({ type: 'CouncilAttributesChanged', data });
};
