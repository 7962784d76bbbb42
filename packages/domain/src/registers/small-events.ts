/** The events of the small registers: risks, concerns, complaints, learning, legal work, equality, the index of evidence. */
import { z } from 'zod';
import { evidence } from '../evidence.js';
import { id, narrative, reference } from '../fields.js';
import { period } from '../reading.js';
import { sealedName } from '../sealed.js';

/** From 1, the least, to 5. */
const step = z.int().min(1).max(5);
const count = z.int().min(0).max(1_000_000);
const text = narrative.nullable();
const day = z.iso.date().nullable();

const standing = { likelihood: step, impact: step, mitigation: text, ownerId: id.nullable(), reviewDue: day };
const riskEvents = {
  /** A risk was raised: to an action of the plan, or to the plan as a whole. */
  RiskRaised: z.strictObject({
    riskId: id,
    title: sealedName(500),
    linkedActionId: id.nullable(),
    ...standing,
  }),
  /** Somebody looked at it again, and said how it stands. */
  RiskReviewed: z.strictObject({ riskId: id, ...standing }),
  /** It is a risk no more. */
  RiskClosed: z.strictObject({ riskId: id, note: text }),
};

export const concernKinds = ['dispute-resolution', 'escalation', 'whistleblowing'] as const;
export const concernRaisers = [
  'reviewing-officer',
  'conference-chair',
  'partner',
  'worker',
  'other',
] as const;
export const concernStages = ['informal', 'first', 'second', 'third'] as const;
export const concernOutcomes = ['upheld', 'partly-upheld', 'not-upheld', 'withdrawn'] as const;
const concernEvents = {
  /** Somebody raised a concern about a case or the service. */
  ConcernRaised: z.strictObject({
    concernId: id,
    kind: z.enum(concernKinds),
    raisedBy: z.enum(concernRaisers),
    case: reference.nullable(),
    about: sealedName(4_000),
    stage: z.enum(concernStages),
    remedyDue: day,
  }),
  /** It went to another stage. */
  ConcernMoved: z.strictObject({ concernId: id, stage: z.enum(concernStages), remedyDue: day, note: text }),
  /** It was settled. */
  ConcernResolved: z.strictObject({ concernId: id, outcome: z.enum(concernOutcomes), learning: text }),
};

export const feedbackKinds = ['complaint', 'compliment'] as const;
export const feedbackStages = ['early-resolution', 'stage-1', 'stage-2', 'stage-3', 'ombudsman'] as const;
export const feedbackSources = ['child', 'family', 'carer', 'partner', 'other'] as const;
const complaintEvents = {
  /** Complaints or compliments of a period were counted, by stage, theme, outcome and source as far as these are said. */
  ComplaintsCounted: z.strictObject({
    countId: id,
    kind: z.enum(feedbackKinds),
    period,
    stage: z.enum(feedbackStages).nullable(),
    theme: sealedName(200).nullable(),
    outcome: z.enum(concernOutcomes).nullable(),
    source: z.enum(feedbackSources).nullable(),
    count,
  }),
  /** The count turned out to be another. */
  ComplaintsRecounted: z.strictObject({ countId: id, count }),
};

export const learningOrigins = [
  'complaints',
  'compliments',
  'concern',
  'audit',
  'equality-assessment',
] as const;
const learningEvents = {
  /** Something is to be done with what was learned. */
  LearningRequired: z.strictObject({
    learningId: id,
    origin: z.enum(learningOrigins),
    /** The record from which it was learned, if it was from one. */
    originId: id.nullable(),
    what: sealedName(4_000),
    ownerId: id.nullable(),
    due: day,
  }),
  /** It was done. */
  LearningClosed: z.strictObject({ learningId: id, outcome: text }),
};

export const legalStages = ['pre-proceedings', 'to-issue', 'in-proceedings', 'concluded'] as const;
const legal = { cases: count, delayed: count };
const legalEvents = {
  /** Cases at a stage of legal work were counted on a day, with how many of them were delayed. */
  LegalCounted: z.strictObject({
    legalId: id,
    on: z.iso.date(),
    stage: z.enum(legalStages),
    ...legal,
    note: text,
  }),
  /** The counts turned out to be others. */
  LegalRecounted: z.strictObject({ legalId: id, ...legal }),
};

export const equalityGroups = [
  'age',
  'disability',
  'gender-reassignment',
  'marriage-and-civil-partnership',
  'pregnancy-and-maternity',
  'race',
  'religion-or-belief',
  'sex',
  'sexual-orientation',
] as const;
const assessed = {
  assessmentId: id,
  version: z.int().min(1).max(1_000),
  groups: z.array(z.enum(equalityGroups)).max(equalityGroups.length),
  effects: text,
  outcome: text,
  /** How many months after the implementation it is looked at again. */
  reviewMonths: z.int().min(1).max(120).nullable(),
};
const equalityEvents = {
  /** What a change means for groups of people was assessed. */
  EqualityAssessed: z.strictObject({ ...assessed, title: sealedName(500) }),
  /** Another version of the assessment was written. */
  EqualityRevised: z.strictObject(assessed),
  /** Somebody signed it. */
  EqualitySigned: z.strictObject({ assessmentId: id, note: text }),
  /** What was assessed came into force: its review is due so long after. */
  EqualityImplemented: z.strictObject({ assessmentId: id }),
};

const { claim: _, ...document } = evidence.shape;
const evidenceEvents = {
  /** A document was indexed as showing an action or a success measure, and what it shows. */
  EvidenceIndexed: z.strictObject({
    entryId: id,
    ...document,
    shows: sealedName(4_000),
    linkedActionId: id.nullable(),
    successMeasureId: id.nullable(),
  }),
  /** Somebody looked whether it shows that. */
  EvidenceReviewed: z.strictObject({ entryId: id, isSufficient: z.boolean(), note: text }),
};

export const smallRegisterEvents = {
  ...riskEvents,
  ...concernEvents,
  ...complaintEvents,
  ...learningEvents,
  ...legalEvents,
  ...equalityEvents,
  ...evidenceEvents,
};
