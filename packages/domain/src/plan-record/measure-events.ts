/** The events of success measures and of a plan's versions. */
import { z } from 'zod';
import { id, narrative } from '../fields.js';
import { sealedName } from '../sealed.js';
import { measureKinds, planPart, wordsOf } from './meanings.js';

const title = sealedName(4_000);
const measureId = { planId: id, measureId: id };
const versionId = { planId: id, versionId: id };

export const measureEvents = {
  /** By what it will be known that something was achieved. */
  MeasureAdded: z.strictObject({
    ...measureId,
    about: planPart,
    title,
    kind: wordsOf(measureKinds),
    target: title.nullable(),
  }),
  /** The measure is met, from when it takes effect, on this evidence. */
  MeasureAchieved: z.strictObject({ ...measureId, note: narrative.nullable() }),
  /** It is met no more. */
  MeasureLapsed: z.strictObject({ ...measureId, note: narrative.nullable() }),
};

export const versionEvents = {
  /** A version of the plan was drafted. */
  VersionDrafted: z.strictObject({ ...versionId, title }),
  /** A body approved it. */
  VersionApproved: z.strictObject({ ...versionId, bodyId: id, note: narrative.nullable() }),
  /** It was submitted to somebody, such as the Department for Education. */
  VersionSubmitted: z.strictObject({ ...versionId, title }),
  /** They accepted it. */
  VersionAccepted: z.strictObject({ ...versionId, title }),
  /** Another version, or another plan, took its place. */
  VersionSuperseded: z.strictObject({ ...versionId, note: narrative.nullable() }),
  /** The plan was closed; what was open goes on in a successor, if there is one. */
  PlanClosed: z.strictObject({
    planId: id,
    successorId: id.nullable(),
    /** How many of its actions were open. */
    openActions: z.int().min(0),
    note: narrative.nullable(),
  }),
};
