/** A council: whose children's services the plan is to improve, and whose ledger this is. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

type CouncilEventType = 'CouncilRegistered' | 'CouncilAttributesChanged';

/** Whether another council has the GSS code in the same years; it is asked across councils, where no decider can look. */
interface CodeAsked {
  readonly isCodeTaken?: boolean;
}
type RegisterCouncil = { readonly type: 'RegisterCouncil' } & CodeAsked & DataOf<'CouncilRegistered'>;
type ChangeAttributes = { readonly type: 'ChangeCouncilAttributes' } & CodeAsked &
  DataOf<'CouncilAttributesChanged'>;
export type CouncilCommand =
  RegisterCouncil | ChangeAttributes | CorrectEvent<CouncilEventType> | RetractEvent;

type Attributes = Omit<DataOf<'CouncilAttributesChanged'>, 'councilId'>;
export interface Council {
  readonly registered: DataOf<'CouncilRegistered'> | null;
  readonly attributes: Attributes | null;
}

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

const codeTaken = refused(refuse('gss-code-taken', 'gssCode'));

const register = (
  { type: _, isCodeTaken = false, ...data }: RegisterCouncil,
  { registered }: Council,
): Decision<CouncilEventType> => {
  if (registered === null) return isCodeTaken ? codeTaken : record({ type: 'CouncilRegistered', data });
  return same({ ...registered, councilId: null }, { ...data, councilId: null })
    ? nothing
    : refused(refuse('council-exists', 'key'));
};

const changeAttributes = (
  { type: _, isCodeTaken = false, ...data }: ChangeAttributes,
  { registered, attributes }: Council,
): Decision<CouncilEventType> => {
  if (registered === null) return refused(refuse('council-not-found', 'council'));
  const { councilId: __, ...asked } = data;
  if (same(attributes, asked)) return nothing;
  return isCodeTaken ? codeTaken : record({ type: 'CouncilAttributesChanged', data });
};
