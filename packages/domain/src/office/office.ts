/** A role that people hold in the council, a team, or a body: who holds it, or belongs to it, from when until when. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

const definitions = { role: 'RoleDefined', team: 'TeamDefined', body: 'BodyDefined' } as const;
export const officeKinds = ['role', 'team', 'body'] as const;
export type OfficeKind = (typeof officeKinds)[number];

type Definition = (typeof definitions)[OfficeKind];
type OfficeEventType = Definition | 'HolderAppointed' | 'HolderEnded';

type DefineOffice = { readonly type: 'DefineOffice'; readonly kind: OfficeKind } & DataOf<Definition>;
type AppointHolder = { readonly type: 'AppointHolder' } & DataOf<'HolderAppointed'>;
type EndHolder = { readonly type: 'EndHolder' } & DataOf<'HolderEnded'>;
export type OfficeCommand =
  DefineOffice | AppointHolder | EndHolder | CorrectEvent<OfficeEventType> | RetractEvent;

export interface Office {
  readonly defined: ({ readonly kind: OfficeKind } & DataOf<Definition>) | null;
  /** Who holds it now. */
  readonly holders: readonly string[];
}

/** The kind of office that an event defines, or `null` for one that defines none. */
export const officeKindOf = (type: string): OfficeKind | null =>
  officeKinds.find((kind) => definitions[kind] === type) ?? null;

export const office: Aggregate<Office, OfficeCommand, OfficeEventType, { readonly person: Person }> = {
  category: 'office',
  types: ['RoleDefined', 'TeamDefined', 'BodyDefined', 'HolderAppointed', 'HolderEnded'],
  initial: { defined: null, holders: [] },

  related: (command) => ({
    person: { aggregate: person, id: command.type === 'AppointHolder' ? command.personId : undefined },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'DefineOffice':
        return define(command, state);
      case 'AppointHolder':
        return appoint(command, state, related.person);
      case 'EndHolder':
        return end(command, state);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['officeId', 'personId']);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(['HolderAppointed', 'HolderEnded']));
    }
  },

  evolve(state, { event }) {
    switch (event.type) {
      case 'RoleDefined':
      case 'TeamDefined':
      case 'BodyDefined': {
        const kind = officeKindOf(event.type);
        return kind === null ? state : { ...state, defined: { kind, ...event.data } };
      }
      case 'HolderAppointed':
        return { ...state, holders: [...without(state.holders, event.data.personId), event.data.personId] };
      case 'HolderEnded':
        return { ...state, holders: without(state.holders, event.data.personId) };
    }
  },
};

const without = (holders: readonly string[], personId: string): string[] =>
  holders.filter((each) => each !== personId);

const define = ({ type: _, kind, ...data }: DefineOffice, { defined }: Office): Decision<OfficeEventType> => {
  if (defined === null) return record({ type: definitions[kind], data });
  return same(defined, { kind, ...data }) ? nothing : refused(refuse('office-exists', 'officeId'));
};

const appoint = (
  { type: _, ...data }: AppointHolder,
  { defined, holders }: Office,
  holder: Person,
): Decision<OfficeEventType> => {
  if (defined === null) return refused(refuse('office-not-found', 'officeId'));
  const nobody = standsForNobody(holder, 'personId');
  if (nobody !== null) return refused(nobody);
  return holders.includes(data.personId)
    ? refused(refuse('holder-already-appointed', 'personId'))
    : record({ type: 'HolderAppointed', data });
};

const end = ({ type: _, ...data }: EndHolder, { defined, holders }: Office): Decision<OfficeEventType> => {
  if (defined === null) return refused(refuse('office-not-found', 'officeId'));
  return holders.includes(data.personId)
    ? record({ type: 'HolderEnded', data })
    : refused(refuse('holder-not-appointed', 'personId'));
};
