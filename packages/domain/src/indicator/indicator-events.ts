/** The events of an indicator: what it is, what it was linked to, and every value of it from draft to restatement. */
import { z } from 'zod';
import { decimal } from '../decimal.js';
import { id, narrative } from '../fields.js';
import { period, periodKinds, published, units } from '../reading.js';
import { sealedName } from '../sealed.js';

/** Whether more or less is better. */
export const directions = ['higher', 'lower'] as const;
export type Direction = (typeof directions)[number];
/** Whose values they are: the council's own, or those that it is compared with. */
export const seriesKinds = ['own', 'statistical-neighbours', 'region', 'england'] as const;
export type SeriesKind = (typeof seriesKinds)[number];
/** From what a statutory time is counted. */
export const clockStarts = [
  'referral',
  'strategy-discussion',
  'section-47-enquiry',
  'last-visit',
  'last-review',
  'entry-into-care',
  'court-authority',
  'concern-raised',
] as const;
export type ClockStart = (typeof clockStarts)[number];
/** How one indicator belongs to another. */
export const relationKinds = ['year-to-date-of', 'complement-of', 'benchmark-of'] as const;
export type RelationKind = (typeof relationKinds)[number];
export const linkTargets = ['action', 'success-measure'] as const;

const definition = {
  indicatorId: id,
  name: sealedName(500),
  meaning: narrative.nullable(),
  formula: narrative.nullable(),
  /** Of whom or what it is counted. */
  population: narrative.nullable(),
  source: narrative.nullable(),
  unit: z.enum(units),
  kind: z.enum(periodKinds),
  series: z.enum(seriesKinds),
  direction: z.enum(directions).nullable(),
  target: decimal.nullable(),
  /** By how much a value may miss the target and be amber. */
  tolerance: decimal.nullable(),
  /** The time within which something must be done, where its being on time is measured. */
  clock: z
    .strictObject({
      from: z.enum(clockStarts),
      within: z.int().min(1).max(1_000),
      days: z.enum(['working', 'calendar']),
    })
    .nullable(),
  /** The indicator of which this is the year to date, the other part of all, or the benchmark. */
  relation: z.strictObject({ kind: z.enum(relationKinds), indicatorId: id }).nullable(),
};
const ofReading = { indicatorId: id, period };
const valued = z.strictObject({ ...ofReading, published });

export const indicatorEvents = {
  /** An indicator was defined. Its id follows from its name, so that a name has one definition. */
  IndicatorDefined: z.strictObject(definition),
  /** What it means, its target or what it belongs to became other from then on. */
  IndicatorRedefined: z.strictObject(definition),
  /** It was said to show how an action or a success measure fares. */
  IndicatorLinked: z.strictObject({
    indicatorId: id,
    linkId: id,
    to: z.enum(linkTargets),
    targetId: id,
  }),
  /** It was said not to. */
  IndicatorUnlinked: z.strictObject({ indicatorId: id, linkId: id }),
  /** A value was drafted for a period, which may not be over. */
  ReadingDrafted: valued,
  /** Somebody looked at the value of a period. */
  ReadingReviewed: z.strictObject({
    ...ofReading,
    comment: narrative.nullable(),
    remedy: narrative.nullable(),
  }),
  /** The value was signed off as final, and so published. */
  ReadingFinalised: valued,
  /** The published value turned out to be another. */
  ReadingRestated: valued,
};
export type IndicatorEventType = keyof typeof indicatorEvents;
