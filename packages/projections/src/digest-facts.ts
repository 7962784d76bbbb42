/** All that a council's digests are made of, at an instant. */
import type { At, DigestFacts, DigestPerson, DigestWorkstream, Recipient } from '@improvement-ledger/domain';
import { addDays, londonDay, notRecipient, startOfLondonDay, textOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts, positionAt, readEnd } from '@improvement-ledger/event-store';
import { actionHistory } from './action-history.js';
import { actionRegister } from './action-register.js';
import { councilAt, councilRegister } from './council-register.js';
import { stewardsAt, upcomingMeetings } from './boards.js';
import { digestActionsAt, namedOwner } from './digest-actions.js';
import { digestRegister, digestSettingsAt } from './digest-register.js';
import { officeRegister, officesAt } from './office-register.js';
import { overdueActions } from './overdue-actions.js';
import { peopleIn, personRegister } from './person-register.js';
import { planRecords } from './plan-records.js';
import { planRegister } from './plan-register.js';
import { planStructure, structureAt } from './plan-structure.js';
import { staffingRegister } from './staffing-register.js';
import { progressOf } from './progress.js';
import { inForce } from './visible.js';

/** The read models that digests are read from. */
export const digestReadModels = [
  councilRegister,
  personRegister,
  officeRegister,
  planRegister,
  planStructure,
  planRecords,
  actionRegister,
  actionHistory,
  overdueActions,
  staffingRegister,
  digestRegister,
];

/** Meetings are looked for so many days ahead: a digest before one comes at most twenty working days before it. */
const DAYS_AHEAD = 60;

/** People all of whose engagements are over, as the establishment knows them. */
const goneAt = async (tx: Tx, tenant: string, at: At): Promise<Set<string>> => {
  const rows = await tx<{ personId: string }[]>`
    select s.person_id as "personId" from read.staffing_register s
     where s.tenant = ${tenant} and s.type in ('WorkerStarted', 'WorkerLeft', 'AssignmentEnded') and ${inForce(tx, 's', at)}
       and s.value ->> 'leavingReason' is distinct from 'moved-within-council'
     group by s.person_id
    having count(distinct s.engagement_id) filter (where s.type <> 'WorkerStarted') >= count(distinct s.engagement_id)`;
  return new Set(rows.map(({ personId }) => personId));
};

/** For each id that was merged the one that stands for the human. */
const mergedAt = async (tx: Tx, tenant: string, { knownAt }: At): Promise<Record<string, string>> => {
  const rows = await tx<{ person: string; into: string }[]>`
    select person, into_person as "into" from access.merges where tenant = ${tenant} and given_position <= ${knownAt}`;
  const into = new Map(rows.map((row) => [row.person, row.into]));
  const last = (id: string): string => {
    let found = id;
    for (let next = into.get(found); next !== undefined; next = into.get(found)) found = next;
    return found;
  };
  return Object.fromEntries(rows.map(({ person }) => [person, last(person)]));
};

const advisersAt = async (tx: Tx, tenant: string, instant: string, { knownAt }: At): Promise<string[]> => {
  const rows = await tx<{ principal: string }[]>`
    select distinct principal from access.grants
     where tenant = ${tenant} and role = 'adviser' and kind = 'person' and given_position <= ${knownAt}
       and begins_at <= ${instant} and coalesce(ends_at > ${instant}, true) and coalesce(ended_at > ${instant}, true)
     order by principal`;
  return rows.map(({ principal }) => principal);
};

const titlesAt = async (tx: Tx, tenant: string, at: At): Promise<Record<string, string | null>> => {
  const rows = await tx<{ planId: string; title: never }[]>`
    select p.plan_id as "planId", p.value -> 'title' as title from read.plan_register p
     where p.tenant = ${tenant} and p.facet = 'drafted' and ${inForce(tx, 'p', at)}`;
  const opened = await openTexts(tx, tenant, [...rows]);
  return Object.fromEntries(opened.map(({ planId, title }) => [planId, textOf(title)]));
};

/** Who answers for the workstreams of a plan; those who support a sponsor come after them. */
const workstreamsAt = async (tx: Tx, tenant: string, planId: string, at: At): Promise<DigestWorkstream[]> => {
  const [structure, stewards] = await Promise.all([
    structureAt(tx, tenant, planId, at),
    stewardsAt(tx, tenant, planId, at),
  ]);
  return structure
    .filter(({ kind }) => kind === 'workstream')
    .map(({ id, reference }) => {
      const { leads = [], sponsors = [], supportedBy = [] } = stewards.get(id) ?? {};
      return {
        workstreamId: id,
        reference,
        leads: leads.map(namedOwner),
        sponsors: [...sponsors, ...supportedBy].map(namedOwner),
      };
    });
};

const personOf = (personId: string, name: string | null, told: Recipient, isGone: boolean): DigestPerson => ({
  personId,
  name,
  hasLeft: told.hasLeft ?? isGone,
  address: textOf(told.address),
  isFailing: told.failure?.isPermanent === true,
  hasComplained: told.hasComplained,
  off: told.off,
  days: told.weekdays,
});

/** What a council's digests are made of at a point; `instant` says which digests are due, and which day it is. */
const factsAt = async (tx: Tx, tenant: string, instant: string, at: At): Promise<DigestFacts> => {
  const on = londonDay(instant);
  const settings = await digestSettingsAt(tx, tenant, at);
  const schedules = [...settings.rules.schedules.values()];
  const withNarratives = schedules.some((each) => each.withNarratives);
  const plans = await titlesAt(tx, tenant, at);
  const [council, actions, offices, people, gone, merged, advisers, meetings, workstreams] =
    await Promise.all([
      councilAt(tx, tenant, at),
      digestActionsAt(tx, { tenant, on, withNarratives }, at),
      officesAt(tx, tenant, at),
      peopleIn(tx, tenant),
      goneAt(tx, tenant, at),
      mergedAt(tx, tenant, at),
      advisersAt(tx, tenant, instant, at),
      upcomingMeetings(tx, tenant, at, {
        from: startOfLondonDay(on),
        until: startOfLondonDay(addDays(on, DAYS_AHEAD)),
      }),
      Promise.all(Object.keys(plans).map(async (planId) => workstreamsAt(tx, tenant, planId, at))),
    ]);
  return {
    council: { key: tenant, name: textOf(council?.name) },
    at: instant,
    on,
    position: at.knownAt,
    checkpoint: null,
    schedules,
    closures: new Set(settings.rules.closures),
    mappings: [...settings.rules.mappings.values()].map(({ kind, name, personId, officeId }) => ({
      kind,
      name: textOf(name),
      personIds: personId === null ? [] : [personId],
      officeId,
    })),
    meetings: meetings.map(({ meetingId, bodyId, from }) => ({
      meetingId,
      bodyId,
      on: londonDay(from),
      body: textOf(offices.find(({ officeId }) => officeId === bodyId)?.name),
    })),
    actions,
    plans,
    workstreams: workstreams.flat(),
    offices: offices.map(({ officeId, kind, name, holders }) => ({
      officeId,
      kind,
      name: textOf(name),
      holders: holders.map(({ personId }) => personId),
    })),
    people: people.map(({ personId, name }) =>
      personOf(personId, textOf(name), settings.recipients.get(personId) ?? notRecipient, gone.has(personId)),
    ),
    ladders: Object.fromEntries(settings.ladders),
    advisers,
    merged,
  };
};

/** As they were known at an instant, with no more than was recorded up to a position; of one to come, as things stand then. */
export const digestFactsAt = async (
  tx: Tx,
  tenant: string,
  instant: string,
  knownAt: number = Number.MAX_SAFE_INTEGER,
): Promise<DigestFacts> => {
  const position = await positionAt(tx, tenant, instant);
  return factsAt(tx, tenant, instant, { asOf: instant, knownAt: Math.min(position, knownAt) });
};

/**
 * As they are known now, whatever clock says when that is: for what is about to be sent. `position` stays behind the head
 * while a read model that digests are made of does, for as long as it is parked where it is.
 */
export const digestFactsNow = async (tx: Tx, tenant: string, now: string): Promise<DigestFacts> => {
  const [end, progress] = await Promise.all([readEnd(tx, tenant), progressOf(tx, tenant, digestReadModels)]);
  const knownAt = Math.min(end.head, ...progress.map(({ position }) => position));
  return factsAt(tx, tenant, now, { asOf: end.now > now ? end.now : now, knownAt });
};
