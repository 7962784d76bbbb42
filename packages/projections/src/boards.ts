/** What is asked of bodies, meetings and those who answer for workstreams: read by whoever prepares for a board. */
import type { At, DataOf, MeetingStatus } from '@improvement-ledger/domain';
import { body, lastSaid, meeting, meetingOf, meetingTimes, stewards } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { PlanRecordRow } from './plan-records.js';
import { begun, planRecordsAt } from './plan-records.js';

export interface MeetingRow extends PlanRecordRow<(typeof meeting)['types'][number]> {
  readonly meetingId: string;
  readonly bodyId: string;
  /** When it is or was: a day, or an instant. */
  readonly on: string;
  /** The first and the last instant at which it may begin. */
  readonly from: string;
  readonly until: string;
  readonly status: MeetingStatus;
}

const inOrder = (a: MeetingRow, b: MeetingRow): number => (a.from === b.from ? 0 : a.from < b.from ? -1 : 1);

/** Meetings at a point, in the order in which they are or were; of one body, if it is named. */
export const meetingsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  {
    bodyId,
    meetingId,
  }: { readonly bodyId?: string | undefined; readonly meetingId?: string | undefined } = {},
): Promise<MeetingRow[]> => {
  const rows = begun(await planRecordsAt(tx, tenant, { kind: meeting, id: meetingId }, at), 'MeetingPlanned');
  return rows
    .map((row) => {
      const known = meetingOf(row);
      return { ...row, ...known, ...meetingTimes(known.on), meetingId: row.id };
    })
    .filter((each) => bodyId === undefined || each.bodyId === bodyId)
    .toSorted(inOrder);
};

/** Meetings that are to begin within a time and are not cancelled. */
export const upcomingMeetings = async (
  tx: Tx,
  tenant: string,
  at: At,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<MeetingRow[]> =>
  (await meetingsAt(tx, tenant, at)).filter(
    (each) => each.status === 'planned' && each.from >= from && each.from < until,
  );

/** How often each body meets, by its id. */
export const cadencesAt = async (
  tx: Tx,
  tenant: string,
  at: At,
): Promise<Map<string, DataOf<'BodyCadenceSet'>['cadence']>> =>
  new Map(
    (await planRecordsAt(tx, tenant, { kind: body }, at)).flatMap((row) => {
      const set = lastSaid(row, 'BodyCadenceSet');
      return set === null ? [] : [[row.id, set.data.cadence] as const];
    }),
  );

/** Who answers for each workstream of a plan, and since when. */
export const stewardsAt = async (
  tx: Tx,
  tenant: string,
  planId: string,
  at: At,
): Promise<Map<string, DataOf<'WorkstreamStewardsSet'> & { readonly since: string }>> =>
  new Map(
    (await planRecordsAt(tx, tenant, { kind: stewards, planId }, at)).flatMap((row) => {
      const set = lastSaid(row, 'WorkstreamStewardsSet');
      return set === null ? [] : [[row.id, { ...set.data, since: set.since }] as const];
    }),
  );
