/** A post of the establishment: in which team and role, of how many hours, from when until when, and whether it is advertised. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { DataOf, EventType, PostEventType } from '../events.js';
import type { Office } from '../office/office.js';
import { teamFault, office } from '../office/office.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';

type OpenPost = { readonly type: 'OpenPost' } & DataOf<'PostOpened'>;
type ChangePost = { readonly type: 'ChangePost' } & DataOf<'PostChanged'>;
type ClosePost = { readonly type: 'ClosePost' } & DataOf<'PostClosed'>;
type VacancyCommand = {
  readonly type: 'AdvertiseVacancy' | 'OfferVacancy' | 'FillVacancy';
} & DataOf<'VacancyAdvertised'>;
export type PostCommand =
  OpenPost | ChangePost | ClosePost | VacancyCommand | CorrectEvent<PostEventType> | RetractEvent;

type VacancyStatus = 'advertised' | 'offered' | 'filled';
export interface Post {
  readonly opened: DataOf<'PostOpened'> | null;
  /** The first instant at which it is there, and at which it is there no more. */
  readonly since: string;
  readonly closedFrom: string | null;
  readonly fte: number;
  readonly budgetNote: DataOf<'PostOpened'>['budgetNote'];
  readonly vacancies: ReadonlyMap<string, VacancyStatus>;
}

interface Related {
  readonly team: Office;
  readonly role: Office;
}

export const post: Aggregate<Post, PostCommand, PostEventType, Related> = {
  category: 'post',
  types: ['PostOpened', 'PostChanged', 'PostClosed', 'VacancyAdvertised', 'VacancyOffered', 'VacancyFilled'],
  initial: { opened: null, since: '', closedFrom: null, fte: 0, budgetNote: null, vacancies: new Map() },

  related: (command) => ({
    team: { aggregate: office, id: command.type === 'OpenPost' ? command.teamId : undefined },
    role: { aggregate: office, id: command.type === 'OpenPost' ? command.roleId : undefined },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'OpenPost':
        return open(command, state, setting, related);
      case 'ChangePost':
        return change(command, state, setting);
      case 'ClosePost':
        return close(command, state, setting);
      case 'AdvertiseVacancy':
      case 'OfferVacancy':
      case 'FillVacancy':
        return changeVacancy(command, state, setting);
      case 'CorrectEvent':
        return correctEvent(command, setting, ['postId', 'teamId', 'roleId', 'kind', 'vacancyId']);
      case 'RetractEvent':
        return retractEvent(command, setting, retractable);
    }
  },

  evolve(state, { event }) {
    switch (event.type) {
      case 'PostOpened': {
        const { fte, budgetNote } = event.data;
        return { ...state, opened: event.data, since: event.effectiveFrom, fte, budgetNote };
      }
      case 'PostChanged':
        return { ...state, fte: event.data.fte, budgetNote: event.data.budgetNote };
      case 'PostClosed':
        return { ...state, closedFrom: event.effectiveFrom, budgetNote: event.data.budgetNote };
      case 'VacancyAdvertised':
        return withVacancy(state, event.data.vacancyId, 'advertised');
      case 'VacancyOffered':
        return withVacancy(state, event.data.vacancyId, 'offered');
      case 'VacancyFilled':
        return withVacancy(state, event.data.vacancyId, 'filled');
    }
  },
};

const retractable: ReadonlySet<EventType> = new Set([
  'PostChanged',
  'PostClosed',
  'VacancyAdvertised',
  'VacancyOffered',
  'VacancyFilled',
]);

const withVacancy = (state: Post, vacancyId: string, status: VacancyStatus): Post => ({
  ...state,
  vacancies: new Map(state.vacancies).set(vacancyId, status),
});

/** Why nothing of a post can take effect at an instant, if it cannot. */
export const postFault = ({ opened, since, closedFrom }: Post, at: string): Refusal | null => {
  if (opened === null) return refuse('post-not-found', 'postId');
  if (at < since) return refuse('before-it-began', 'effectiveAt', `The post was opened at ${since}.`);
  return closedFrom !== null && at >= closedFrom ? refuse('post-closed', 'postId') : null;
};

const instantOf = ({ circumstances: { effectiveAt } }: Setting<PostEventType>): string =>
  effectiveFrom(effectiveAt) ?? '';

const open = (
  { type: _, ...data }: OpenPost,
  { opened }: Post,
  setting: Setting<PostEventType>,
  { team, role }: Related,
): Decision<PostEventType> => {
  const fault = teamFault(team, instantOf(setting));
  if (fault !== null) return refused(fault);
  if (role.defined?.kind !== 'role') return refused(refuse('role-not-found', 'roleId'));
  if (opened === null) return record({ type: 'PostOpened', data });
  return same(opened, data) ? nothing : refused(refuse('post-exists', 'postId'));
};

const change = (
  { type: _, ...data }: ChangePost,
  state: Post,
  setting: Setting<PostEventType>,
): Decision<PostEventType> => {
  const fault = postFault(state, instantOf(setting));
  if (fault !== null) return refused(fault);
  if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  return state.fte === data.fte && same(state.budgetNote, data.budgetNote)
    ? nothing
    : record({ type: 'PostChanged', data });
};

const close = (
  { type: _, ...data }: ClosePost,
  state: Post,
  setting: Setting<PostEventType>,
): Decision<PostEventType> => {
  const fault = postFault(state, instantOf(setting));
  if (fault !== null) return refused(fault);
  if (state.closedFrom !== null) return refused(refuse('post-closed', 'postId'));
  if (isBlank(setting.circumstances.reason)) return refused(refuse('reason-required', 'reason'));
  return record({ type: 'PostClosed', data });
};

const steps = {
  AdvertiseVacancy: { event: 'VacancyAdvertised', before: [undefined], status: 'advertised' },
  OfferVacancy: { event: 'VacancyOffered', before: ['advertised'], status: 'offered' },
  FillVacancy: { event: 'VacancyFilled', before: ['advertised', 'offered'], status: 'filled' },
} as const;

const changeVacancy = (
  { type, ...data }: VacancyCommand,
  state: Post,
  setting: Setting<PostEventType>,
): Decision<PostEventType> => {
  const fault = postFault(state, instantOf(setting));
  if (fault !== null) return refused(fault);
  const { event, before, status } = steps[type];
  const stands = state.vacancies.get(data.vacancyId);
  if (stands === status) return nothing;
  if ((before as readonly (VacancyStatus | undefined)[]).includes(stands)) {
    return record({ type: event, data });
  }
  return refused(refuse(stands === undefined ? 'vacancy-not-found' : 'vacancy-filled', 'vacancyId'));
};
