/** Bodies, their meetings, and those who answer for a workstream. */
import { effectiveFrom } from '../effective-time.js';
import { endOfLondonDay } from '../london.js';
import type { Office } from '../office/office.js';
import { office } from '../office/office.js';
import { refuse } from '../refusals.js';
import { isBlank } from '../sealed.js';
import type { Workstream } from '../workstream/workstream.js';
import { workstream } from '../workstream/workstream.js';
import type { PlanRecord } from './plan-record.js';
import { lastSaid, planRecord } from './plan-record.js';

const bodyIn = (office_: Office) =>
  office_.defined?.kind === 'body' ? null : refuse('body-not-found', 'bodyId');

/** How often a body meets. Who belongs to it stands in the record of the office. */
export const body = planRecord<'BodyCadenceSet', { readonly office: Office }>({
  category: 'body',
  idField: 'bodyId',
  opening: null,
  types: ['BodyCadenceSet'],
  related: ({ data }) => ({ office: { aggregate: office, id: data.bodyId } }),
  refuses: (_, __, related) => bodyIn(related.office),
});

type MeetingEventType =
  'MeetingPlanned' | 'MeetingMoved' | 'MeetingHeld' | 'MeetingCancelled' | 'DecisionTaken';

export const meeting = planRecord<MeetingEventType, { readonly office: Office }>({
  category: 'meeting',
  idField: 'meetingId',
  opening: 'MeetingPlanned',
  types: ['MeetingPlanned', 'MeetingMoved', 'MeetingHeld', 'MeetingCancelled', 'DecisionTaken'],
  related: ({ data }) => ({ office: { aggregate: office, id: 'bodyId' in data ? data.bodyId : undefined } }),
  refuses(fact, known, related, { circumstances, now }) {
    const { status } = meetingOf(known);
    switch (fact.type) {
      case 'MeetingPlanned':
        return bodyIn(related.office);
      case 'MeetingMoved':
        return status === 'planned' ? null : refuse(status === 'held' ? 'meeting-held' : 'meeting-cancelled');
      case 'MeetingCancelled':
        if (status === 'held') return refuse('meeting-held');
        return isBlank(circumstances.reason) ? refuse('reason-required', 'reason') : null;
      case 'MeetingHeld':
        if (status === 'cancelled') return refuse('meeting-cancelled', 'meetingId');
        return (effectiveFrom(fact.data.on) ?? '') > now ? refuse('effective-in-future', 'on') : null;
      case 'DecisionTaken':
        return status === 'cancelled' ? refuse('meeting-cancelled', 'meetingId') : null;
    }
  },
});

export type MeetingStatus = 'planned' | 'held' | 'cancelled';

/** How a meeting stands, and when it is or was. */
export const meetingOf = (
  known: Pick<PlanRecord<MeetingEventType>, 'said'>,
): { readonly status: MeetingStatus; readonly on: string; readonly bodyId: string } => {
  const planned = lastSaid(known, 'MeetingPlanned');
  const moved = lastSaid(known, 'MeetingMoved');
  const held = lastSaid(known, 'MeetingHeld');
  const status =
    lastSaid(known, 'MeetingCancelled') !== null ? 'cancelled' : held === null ? 'planned' : 'held';
  const on = held?.data.on ?? moved?.data.on ?? planned?.data.on ?? '';
  return { status, on, bodyId: planned?.data.bodyId ?? '' };
};

/**
 * From when until when a meeting may have been: an instant is both, of a day its whole. What comes before `from` came
 * before the meeting, and only what comes after `until` is sure to have come after it.
 */
export const meetingTimes = (on: string): { readonly from: string; readonly until: string } => {
  const from = effectiveFrom(on) ?? '';
  return { from, until: on.includes('T') ? from : endOfLondonDay(on) };
};

/** Who answers for a workstream: sponsors, those who support them, operational leads. */
export const stewards = planRecord<'WorkstreamStewardsSet', { readonly workstream: Workstream }>({
  category: 'stewards',
  idField: 'workstreamId',
  opening: null,
  types: ['WorkstreamStewardsSet'],
  related: ({ data }) => ({ workstream: { aggregate: workstream, id: data.workstreamId } }),
  refuses: ({ data }, _, { workstream: { added } }) =>
    added?.planId === data.planId ? null : refuse('workstream-not-found', 'workstreamId'),
});
