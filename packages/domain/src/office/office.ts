/** A role that people hold in the council, a team, or a body: who holds it, or belongs to it, from when until when. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { DataOf } from '../events.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';

const definitions = { role: 'RoleDefined', team: 'TeamDefined', body: 'BodyDefined' } as const;
export const officeKinds = ['role', 'team', 'body'] as const;
export type OfficeKind = (typeof officeKinds)[number];

type Definition = (typeof definitions)[OfficeKind];
type OfficeEventType = Definition | 'HolderAppointed' | 'HolderEnded' | 'TeamClosed';

type DefineOffice = { readonly type: 'DefineOffice'; readonly kind: OfficeKind } & DataOf<Definition>;
type AppointHolder = { readonly type: 'AppointHolder' } & DataOf<'HolderAppointed'>;
type EndHolder = { readonly type: 'EndHolder' } & DataOf<'HolderEnded'>;
type CloseTeam = { readonly type: 'CloseTeam' } & DataOf<'TeamClosed'>;
export type OfficeCommand =
  DefineOffice | AppointHolder | EndHolder | CloseTeam | CorrectEvent<OfficeEventType> | RetractEvent;

export interface Office {
  readonly defined: ({ readonly kind: OfficeKind } & DataOf<Definition>) | null;
  /** Who holds it now. */
  readonly holders: readonly string[];
  /** Of a team: the first instant at which it is there no more. */
  readonly closedFrom: string | null;
}

/** The kind of office that an event defines, or `null` for one that defines none. */
export const officeKindOf = (type: string): OfficeKind | null =>
  officeKinds.find((kind) => definitions[kind] === type) ?? null;

export const office: Aggregate<Office, OfficeCommand, OfficeEventType, { readonly person: Person }> = {
  category: 'office',
  types: ['RoleDefined', 'TeamDefined', 'BodyDefined', 'HolderAppointed', 'HolderEnded', 'TeamClosed'],
  initial: { defined: null, holders: [], closedFrom: null },

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
      case 'CloseTeam':
        return closeTeam(command, state, setting);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['officeId', 'personId']);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(['HolderAppointed', 'HolderEnded', 'TeamClosed']));
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
      case 'TeamClosed':
        return { ...state, closedFrom: event.effectiveFrom };
    }
  },
};

/** Why nobody and nothing can be placed in a team at an instant, if so. */
export const teamFault = ({ defined, closedFrom }: Office, at: string): Refusal | null => {
  if (defined?.kind !== 'team') return refuse('team-not-found', 'teamId');
  return closedFrom !== null && at >= closedFrom ? refuse('team-closed', 'teamId') : null;
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

const closeTeam = (
  { type: _, ...data }: CloseTeam,
  state: Office,
  { circumstances: { effectiveAt, reason } }: Setting<OfficeEventType>,
): Decision<OfficeEventType> => {
  if (state.defined?.kind !== 'team') return refused(refuse('team-not-found', 'officeId'));
  if (state.closedFrom !== null) {
    return state.closedFrom === effectiveFrom(effectiveAt)
      ? nothing
      : refused(refuse('team-closed', 'officeId'));
  }
  return isBlank(reason)
    ? refused(refuse('reason-required', 'reason'))
    : record({ type: 'TeamClosed', data });
};
