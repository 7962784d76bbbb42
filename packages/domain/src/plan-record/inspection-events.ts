/** The events of an inspection: what was judged, found and recommended, and where the plan answers it. */
import { z } from 'zod';
import { id, narrative } from '../fields.js';
import { sealedName } from '../sealed.js';
import {
  findingKinds,
  frameworks,
  inspectionKinds,
  planPart,
  recommendationClasses,
  wordsOf,
} from './meanings.js';

const inspectionId = { inspectionId: id };
const title = sealedName(4_000);
const day = z.iso.date();

export const inspectionEvents = {
  /** An inspection or visit took place. */
  InspectionRecorded: z.strictObject({
    ...inspectionId,
    framework: wordsOf(frameworks),
    kind: wordsOf(inspectionKinds),
    title,
    from: day,
    until: day.nullable(),
    published: day.nullable(),
  }),
  /** It judged something, in a grade of its framework. */
  JudgementMade: z.strictObject({
    ...inspectionId,
    judgementId: id,
    title,
    grade: z.string().regex(/^[a-z-]{3,40}$/, 'is not a grade, such as requires-improvement'),
    /** Because of it the overall judgement could be no better. */
    isLimiting: z.boolean(),
    isOverall: z.boolean(),
  }),
  /** It found something, without a grade; what it says again of earlier findings and recommendations is named. */
  FindingMade: z.strictObject({
    ...inspectionId,
    findingId: id,
    kind: wordsOf(findingKinds),
    title,
    repeats: z.array(id).max(50),
  }),
  /** It recommended something. */
  RecommendationMade: z.strictObject({
    ...inspectionId,
    recommendationId: id,
    number: z.int().min(1).max(1_000),
    class: wordsOf(recommendationClasses),
    title,
    points: z.array(sealedName(4_000)).max(50),
  }),
  /** A part of a plan answers a recommendation. */
  RecommendationMapped: z.strictObject({ ...inspectionId, recommendationId: id, about: planPart }),
  /** It does not answer it after all. */
  RecommendationUnmapped: z.strictObject({
    ...inspectionId,
    recommendationId: id,
    about: planPart,
    note: narrative.nullable(),
  }),
};
