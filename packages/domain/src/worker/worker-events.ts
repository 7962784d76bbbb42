/**
 * The movements of one worker. An engagement is one unbroken stretch of work for the council, from the start to the
 * leaving or, for an agency worker, to the end of the assignment; a worker who comes back begins another.
 */
import { z } from 'zod';
import { id } from '../fields.js';
import { fte } from '../fte.js';
import { postKinds } from '../post/post-events.js';
import { sealedName } from '../sealed.js';

/** On what terms somebody works. All but `agency` are employed by the council, and so count as in post. */
export const employments = ['permanent', 'fixed-term', 'newly-qualified', 'trainee', 'agency'] as const;
export type Employment = (typeof employments)[number];

/** Reasons for leaving, after the children's social work workforce census. */
export const leavingReasons = [
  'resignation',
  'end-of-contract',
  'retirement',
  'dismissal',
  'voluntary-redundancy',
  'compulsory-redundancy',
  'moved-within-council',
  'deceased',
  'other',
  'not-known',
] as const;
/** Where leavers go, after the same census. */
export const destinations = [
  'other-council',
  'agency-work',
  'other-social-work',
  'other-employment',
  'not-working',
  'not-known',
] as const;
/** Who ended an agency worker's assignment. */
export const assignmentEnders = ['council', 'agency', 'worker'] as const;
/** Why: `completed` as planned, or before that. */
export const assignmentEndReasons = [
  'completed',
  'performance',
  'conduct',
  'post-filled',
  'better-offer',
  'budget',
  'other',
  'not-known',
] as const;
/** How somebody covers another post than their own: up a grade from within, or as an interim from outside. */
export const postCoverKinds = ['acting-up', 'interim'] as const;

const engagement = { personId: id, engagementId: id };
/** The post, and what it says of itself, so that an event is understood without the post's own record. */
const placement = { postId: id, teamId: id, roleId: id, postKind: z.enum(postKinds) };
/** The planned movement that this one makes true. */
const planned = { movementId: id.optional() };
const day = z.iso.date();
/** A quarter of the calendar. */
export const quarter = z.string().regex(/^\d{4}-Q[1-4]$/, 'is not a quarter such as 2016-Q2');

export const movementEvents = {
  /** Somebody began to work in a post. */
  WorkerStarted: z.strictObject({
    ...engagement,
    ...placement,
    ...planned,
    employment: z.enum(employments),
    fte,
    /** The agency that supplies them, and the last day planned; only of agency workers. */
    agency: sealedName(200).nullable(),
    plannedEnd: day.nullable(),
  }),
  /** Somebody whom the council employs left; the effective time is the first on which they are gone. */
  WorkerLeft: z.strictObject({
    ...engagement,
    ...planned,
    leavingReason: z.enum(leavingReasons),
    destination: z.enum(destinations),
  }),
  /** Somebody moved to another post, of the same or of another team. */
  WorkerMoved: z.strictObject({ ...engagement, ...placement, ...planned }),
  /** Somebody's hours became others. */
  WorkingHoursChanged: z.strictObject({ ...engagement, ...planned, fte }),
};

export const workerEvents = {
  ...movementEvents,
  /** An agency worker was employed by the council, in the same engagement. */
  WorkerConverted: z.strictObject({
    ...engagement,
    employment: z.enum(employments).exclude(['agency']),
  }),
  /** The last day planned of an agency worker's assignment became another. */
  AssignmentExtended: z.strictObject({ ...engagement, plannedEnd: day }),
  /** An agency worker's assignment ended; the effective time is the first on which they are gone. */
  AssignmentEnded: z.strictObject({
    ...engagement,
    endedBy: z.enum(assignmentEnders),
    endReason: z.enum(assignmentEndReasons),
  }),
  /** Somebody began to cover another post than their own. */
  PostCoverBegun: z.strictObject({
    ...engagement,
    ...placement,
    coverId: id,
    kind: z.enum(postCoverKinds),
  }),
  /** They cover it no more. */
  PostCoverEnded: z.strictObject({ ...engagement, coverId: id }),
  /** Days of absence in a quarter, in hundredths of a day; said again, the later figure holds. */
  AbsenceReported: z.strictObject({
    ...engagement,
    quarter,
    days: z.int().min(0, 'is not negative').max(9_200, 'is more than a quarter has days'),
  }),
  /** A movement is planned for a day, which may lie in the future; nothing has moved yet. */
  MovementPlanned: z.strictObject({
    personId: id,
    movementId: id,
    on: day,
    kind: z.enum(['start', 'leave', 'move', 'hours']),
    /** For a start or a move: where to. */
    postId: id.nullable(),
    /** For all but a start: of which engagement. */
    engagementId: id.nullable(),
    /** For a start: on what terms, where that is known. */
    employment: z.enum(employments).nullable(),
    /** For a start or other hours: of how many, where that is known. */
    fte: fte.nullable(),
  }),
  /** The planned movement will not be. */
  MovementCancelled: z.strictObject({ personId: id, movementId: id }),
};
