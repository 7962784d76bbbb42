/** What a council rules about its digests: when each kind is sent, when it is closed, and to whom the words of its plans lead. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf, DigestEventType } from '../events.js';
import type { Office } from '../office/office.js';
import { office } from '../office/office.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { DigestKind } from './digest-kind.js';
import type { DigestSchedule } from './digest-schedule.js';

type DigestRulesEventType = Extract<
  DigestEventType,
  'DigestScheduleSet' | 'DigestScheduleEnded' | 'ClosureDaysSet' | 'OwnerMapped' | 'OwnerUnmapped'
>;
type SetSchedule = { readonly type: 'SetDigestSchedule' } & DataOf<'DigestScheduleSet'>;
type MapOwner = { readonly type: 'MapOwner' } & DataOf<'OwnerMapped'>;
export type DigestRulesCommand =
  | SetSchedule
  | ({ readonly type: 'EndDigestSchedule' } & DataOf<'DigestScheduleEnded'>)
  | ({ readonly type: 'SetClosureDays' } & DataOf<'ClosureDaysSet'>)
  | MapOwner
  | ({ readonly type: 'UnmapOwner' } & DataOf<'OwnerUnmapped'>)
  | CorrectEvent<DigestRulesEventType>
  | RetractEvent;

export interface DigestRules {
  readonly schedules: ReadonlyMap<DigestKind, DigestSchedule>;
  readonly closures: readonly string[];
  readonly mappings: ReadonlyMap<string, DataOf<'OwnerMapped'>>;
}
interface Related {
  readonly person: Person;
  readonly office: Office;
}

/** The most names that lead somewhere. */
const MAPPINGS_MAX = 500;

export const digestRules: Aggregate<DigestRules, DigestRulesCommand, DigestRulesEventType, Related> = {
  category: 'digests',
  types: ['DigestScheduleSet', 'DigestScheduleEnded', 'ClosureDaysSet', 'OwnerMapped', 'OwnerUnmapped'],
  initial: { schedules: new Map(), closures: [], mappings: new Map() },

  related: (command) => ({
    person: {
      aggregate: person,
      id: command.type === 'MapOwner' ? (command.personId ?? undefined) : undefined,
    },
    office: {
      aggregate: office,
      id: command.type === 'MapOwner' ? (command.officeId ?? undefined) : undefined,
    },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'SetDigestSchedule':
        return setSchedule(command, state);
      case 'EndDigestSchedule': {
        const { type: _, ...data } = command;
        return state.schedules.has(data.kind) ? record({ type: 'DigestScheduleEnded', data }) : nothing;
      }
      case 'SetClosureDays': {
        const { type: _, ...data } = command;
        const days = data.days.toSorted();
        return same(state.closures, days)
          ? nothing
          : record({ type: 'ClosureDaysSet', data: { ...data, days } });
      }
      case 'MapOwner':
        return mapOwner(command, state, related);
      case 'UnmapOwner': {
        const { type: _, ...data } = command;
        return state.mappings.has(data.mappingId)
          ? record({ type: 'OwnerUnmapped', data })
          : refused(refuse('mapping-not-found', 'mappingId'));
      }
      case 'CorrectEvent':
        return correctEvent(command, setting, ['councilId', 'kind', 'mappingId']);
      case 'RetractEvent':
        return retractEvent(command, setting, new Set(digestRules.types));
    }
  },

  evolve(state, { event }) {
    switch (event.type) {
      case 'DigestScheduleSet': {
        const { councilId: _, ...told } = event.data;
        const schedule = { ...told, since: event.recordedAt };
        return { ...state, schedules: new Map(state.schedules).set(told.kind, schedule) };
      }
      case 'DigestScheduleEnded':
        return { ...state, schedules: without(state.schedules, event.data.kind) };
      case 'ClosureDaysSet':
        return { ...state, closures: event.data.days };
      case 'OwnerMapped':
        return { ...state, mappings: new Map(state.mappings).set(event.data.mappingId, event.data) };
      case 'OwnerUnmapped':
        return { ...state, mappings: without(state.mappings, event.data.mappingId) };
    }
  },
};

const without = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> => {
  const left = new Map(map);
  left.delete(key);
  return left;
};

/** Why a schedule would never be due, or not as it says, if so. */
const scheduleFault = ({ kind, weekdays }: SetSchedule): Refusal | null => {
  if (kind === 'daily' && weekdays.length === 0) {
    return refuse('schedule-never-due', 'weekdays', 'Name at least one day of the week.');
  }
  if (kind === 'weekly' && weekdays.length !== 1) {
    return refuse('schedule-never-due', 'weekdays', 'Name the one day of the week on which it is sent.');
  }
  return (kind === 'board' || kind === 'monthly') && weekdays.length > 0
    ? refuse('schedule-never-due', 'weekdays', 'A digest of this kind has no days of the week.')
    : null;
};

const setSchedule = (command: SetSchedule, { schedules }: DigestRules): Decision<DigestRulesEventType> => {
  const { type: _, ...given } = command;
  const fault = scheduleFault(command);
  if (fault !== null) return refused(fault);
  const data = { ...given, weekdays: given.weekdays.toSorted((a, b) => a - b) };
  const standing = schedules.get(data.kind);
  const isSame =
    standing !== undefined && same({ ...standing, since: null }, { ...withoutCouncil(data), since: null });
  return isSame ? nothing : record({ type: 'DigestScheduleSet', data });
};
const withoutCouncil = ({
  councilId: _,
  ...rest
}: DataOf<'DigestScheduleSet'>): Omit<DigestSchedule, 'since'> => rest;

const mapOwner = (
  { type: _, ...data }: MapOwner,
  { mappings }: DigestRules,
  related: Related,
): Decision<DigestRulesEventType> => {
  if ((data.personId === null) === (data.officeId === null)) {
    return refused(refuse('mapping-to-one', 'personId'));
  }
  const nobody = data.personId === null ? null : standsForNobody(related.person, 'personId');
  if (nobody !== null) return refused(nobody);
  if (data.officeId !== null && related.office.defined === null)
    return refused(refuse('office-not-found', 'officeId'));
  if (same(mappings.get(data.mappingId), data)) return nothing;
  const isNamed = [...mappings.values()].some(
    (each) => each.mappingId !== data.mappingId && each.kind === data.kind && same(each.name, data.name),
  );
  if (isNamed) return refused(refuse('mapping-exists', 'name'));
  return mappings.size >= MAPPINGS_MAX && !mappings.has(data.mappingId)
    ? refused(refuse('too-large', 'name', `More than ${MAPPINGS_MAX} names would lead somewhere.`))
    : record({ type: 'OwnerMapped', data });
};
