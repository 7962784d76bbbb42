/** From meetings, bodies and stewards as they were recorded to their wire shape. */
import { LATEST, saidOf, textOf } from '@improvement-ledger/domain';
import type { MeetingRow } from '@improvement-ledger/projections';
import {
  cadencesAt,
  meetingsAt,
  officeRegister,
  officesAt,
  planRecords,
  stewardsAt,
} from '@improvement-ledger/projections';
import { globalId } from '../ids.js';
import type { HolderType } from '../office/office.types.js';
import { officesIn } from '../office/office.resolver.js';
import type { People } from '../person/people.js';
import { presentOwner } from '../plan/parts.js';
import type { View } from '../view.js';
import { once } from '../view.js';
import type { Presented } from './object-type.js';
import { presentPart } from './plan-part.js';

export const meetingsIn = async (view: View): Promise<MeetingRow[]> =>
  once(view, 'meetings', async () =>
    view.read([planRecords], async (tx) => meetingsAt(tx, view.tenant, view.at)),
  );

/** Who belonged to a body at an instant, as known at the view's point. */
const membersAt = async (view: View, bodyId: string, asOf: string): Promise<HolderType[]> => {
  const offices = await once(view, `offices ${asOf}`, async () =>
    view.read([officeRegister], async (tx) => officesAt(tx, view.tenant, { ...view.at, asOf })),
  );
  const holders = offices.find(({ officeId }) => officeId === bodyId)?.holders ?? [];
  const people: People = { view, ids: holders.map(({ personId }) => personId) };
  return holders.map(({ personId, since }) => ({ person: { id: personId, people }, since }));
};

const presentDecisions = (row: MeetingRow, view: View): Presented[] =>
  saidOf(row, 'DecisionTaken').map(({ data }) => ({
    id: data.decisionId,
    title: textOf(data.title),
    note: textOf(data.note),
    about: data.about === null ? null : presentPart(data.about, view),
  }));

export const presentMeeting = (row: MeetingRow, view: View): Presented => {
  const attended = saidOf(row, 'MeetingHeld').at(-1)?.data.attended ?? [];
  const people: People = { view, ids: attended };
  return {
    id: globalId('Meeting', view.tenant, row.id),
    on: row.on,
    from: row.from,
    status: row.status,
    body: async () => (await bodiesIn(view)).find(({ id }) => id === row.bodyId) ?? null,
    members: async () => membersAt(view, row.bodyId, row.from),
    attended: attended.map((id) => ({ id, people })),
    decisions: () => presentDecisions(row, view),
    moves: saidOf(row, 'MeetingMoved').length,
    version: row.version,
  };
};

/** The bodies of a council at the view's point, in the order in which they were defined. */
export const bodiesIn = async (view: View): Promise<Presented[]> => {
  const cadences = await once(view, 'cadences', async () =>
    view.read([planRecords], async (tx) => cadencesAt(tx, view.tenant, view.at)),
  );
  const bodies = [...(await officesIn(view)).values()].filter(({ kind }) => kind === 'body');
  const meetingOf = async (bodyId: string, wanted: (meeting: MeetingRow) => boolean, last: boolean) => {
    const own = (await meetingsIn(view)).filter((each) => each.bodyId === bodyId && wanted(each));
    const found = last ? own.at(-1) : own[0];
    return found === undefined ? null : presentMeeting(found, view);
  };
  return bodies.map(({ id, name, holders }) => ({
    id,
    name,
    cadence: cadences.get(id) ?? null,
    members: holders,
    lastMeeting: async () =>
      meetingOf(id, ({ status, from }) => status === 'held' && from <= view.present, true),
    nextMeeting: async () =>
      meetingOf(id, ({ status, until }) => status === 'planned' && until > view.present, false),
  }));
};

/** Who answers for a workstream at the view's point; `null` where nobody was named. */
export const stewardsIn = async (
  view: View,
  planId: string,
  workstreamId: string,
): Promise<Presented | null> => {
  const all = await once(view, `stewards ${planId}`, async () =>
    view.read([planRecords], async (tx) => stewardsAt(tx, view.tenant, planId, view.at)),
  );
  const found = all.get(workstreamId);
  if (found === undefined) return null;
  return {
    sponsors: found.sponsors.map(presentOwner),
    supportedBy: found.supportedBy.map(presentOwner),
    leads: found.leads.map(presentOwner),
    outcome: textOf(found.title),
    since: found.since,
  };
};

/** A meeting by its id, whenever it is to be. */
export const meetingNode = async (view: View, id: string): Promise<Presented | null> => {
  const rows = await view.read([planRecords], async (tx) =>
    meetingsAt(tx, view.tenant, { ...view.at, asOf: LATEST.asOf }, { meetingId: id }),
  );
  return rows[0] === undefined ? null : presentMeeting(rows[0], view);
};
