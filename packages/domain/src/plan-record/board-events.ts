/** The events of bodies and of those who answer for a workstream: how often bodies meet, and what they decide. */
import { z } from 'zod';
import { effectiveTime } from '../effective-time.js';
import { id, narrative } from '../fields.js';
import { owner, OWNERS_MAX } from '../owner.js';
import { sealedName } from '../sealed.js';
import { cadences, planPart, wordsOf } from './meanings.js';

const owners = z.array(owner).max(OWNERS_MAX, `names more than ${OWNERS_MAX} owners`);
const meetingId = { meetingId: id };
/** A day, or an instant of it. */
const meetingTime = effectiveTime.refine(
  (on) => on.length >= 'YYYY-MM-DD'.length,
  'is not a day or an instant',
);

export const boardEvents = {
  /** How often a body meets, or is reported to, was set. */
  BodyCadenceSet: z.strictObject({ bodyId: id, cadence: wordsOf(cadences) }),
  /** A meeting of a body was planned: for a day, or for an instant of it. */
  MeetingPlanned: z.strictObject({ ...meetingId, bodyId: id, on: meetingTime }),
  /** The meeting is to be at another time. */
  MeetingMoved: z.strictObject({ ...meetingId, on: meetingTime }),
  /** The meeting was held, with these people. */
  MeetingHeld: z.strictObject({
    ...meetingId,
    on: meetingTime,
    attended: z.array(id).max(100, 'names more than 100 people'),
  }),
  /** The meeting will not be. */
  MeetingCancelled: z.strictObject({ ...meetingId }),
  /** The meeting decided something. */
  DecisionTaken: z.strictObject({
    ...meetingId,
    decisionId: id,
    /** The plan, or what of it, that it is about. */
    about: planPart.nullable(),
    title: sealedName(4_000),
    note: narrative.nullable(),
  }),
  /** Who answers for a workstream was set, and what it is to achieve. */
  WorkstreamStewardsSet: z.strictObject({
    planId: id,
    workstreamId: id,
    sponsors: owners,
    /** Those named as supporting the sponsors. */
    supportedBy: owners,
    /** Operational leads. */
    leads: owners,
    /** What is to be achieved. */
    title: sealedName(4_000).nullable(),
  }),
};
