/**
 * When an action is due: as the plan writes it, and as it is understood. Plans write "End July 2015",
 * "Autumn 2015", "With immediate effect", "tba"; only some of these can ever be overdue.
 */
import { z } from 'zod';
import { sealedText } from './sealed.js';

export const calendarDate = z.iso.date();

/** How exactly the source states a due date. The last day of the period is the day it is due. */
export const duePrecisions = ['day', 'month', 'season', 'year'] as const;
export type DuePrecision = (typeof duePrecisions)[number];

/** Why an action has no due date. `to-be-confirmed` belongs on the list of missing dates. */
export const undatedReasons = [
  'blank',
  'to-be-confirmed',
  'ongoing',
  'as-required',
  'current',
  'not-understood',
] as const;
export type UndatedReason = (typeof undatedReasons)[number];

/** What is understood of a due date; the words it was written in stand beside it. */
export const dueMeaning = z.discriminatedUnion('kind', [
  /** Due on `lastDay`; overdue from the day after. */
  z.strictObject({
    kind: z.literal('dated'),
    lastDay: calendarDate,
    precision: z.enum(duePrecisions),
    /** The reading is one of several possible ("Autumn 2015"): somebody should confirm it. */
    unconfirmed: z.boolean().optional(),
  }),
  /** Due on `lastDay` for the first time, then again every `every`. */
  z.strictObject({
    kind: z.literal('recurring'),
    lastDay: calendarDate,
    precision: z.enum(duePrecisions),
    every: z.enum(['week', 'month', 'quarter', 'year']),
    unconfirmed: z.boolean().optional(),
  }),
  /** In force from `from` with no end ("With immediate effect", "29/6/2015 onwards"): never overdue. */
  z.strictObject({ kind: z.literal('standing'), from: calendarDate.nullable() }),
  /** No date: `why` says what the plan has in its place. */
  z.strictObject({ kind: z.literal('undated'), why: z.enum(undatedReasons) }),
]);
export type DueMeaning = z.infer<typeof dueMeaning>;

export const due = z.strictObject({ asWritten: sealedText(1_000).nullable(), meaning: dueMeaning });
export type Due = z.infer<typeof due>;

/** The day after which an action is overdue, or `null` where it cannot be overdue by date. */
export const lastDayOf = (meaning: DueMeaning): string | null =>
  meaning.kind === 'dated' || meaning.kind === 'recurring' ? meaning.lastDay : null;
