/**
 * THE CATALOGUE: every event the ledger can hold, a sentence each, grouped by aggregate.
 *
 * Names and fields are the stored format. They are never changed or removed: add an optional field,
 * or add a new event. A schema version counts the shapes a type has had; `upcast.ts` reads older ones.
 */
import { z } from 'zod';
import { actionEvents } from './action/action-events.js';
import { challengeEvents } from './challenge/challenge-events.js';
import { id, place, reference, title } from './fields.js';
import { planRules } from './plan/rules.js';
import { ragVocabulary } from './rag.js';
import { sealedName } from './sealed.js';

export { NARRATIVE_LENGTH_MAX, reference, TITLE_LENGTH_MAX } from './fields.js';

export const tenantKey = z.string().regex(/^[a-z0-9-]{2,40}$/, 'takes 2 to 40 of a-z, 0-9 and -');
export const gssCode = z.string().regex(/^[EWSN]\d{8}$/, 'is a letter and eight digits, such as E06000037');

export const councilEvents = {
  /** A council opened its ledger. Its key and clock never change. */
  CouncilRegistered: z.strictObject({
    councilId: id,
    key: tenantKey,
    name: sealedName(200),
    gssCode: gssCode.nullable(),
    /** `replayed`: a demonstration clock; recorded times are given by whoever records. */
    clock: z.enum(['live', 'replayed']),
  }),
};

export const personEvents = {
  /** A person became known to the council's ledger under an opaque id. */
  PersonRegistered: z.strictObject({ personId: id, name: sealedName(500) }),
};

export const planEvents = {
  /** An improvement plan was drafted. */
  PlanDrafted: z.strictObject({ planId: id, title, inForceFrom: z.iso.date().nullable() }),
  /** The ratings that the plan uses were set; each setting is a version of the vocabulary. */
  RagVocabularySet: z.strictObject({ planId: id, version: z.int().min(1), ratings: ragVocabulary }),
  /** What the plan demands of those who keep it was set. */
  PlanRulesSet: z.strictObject({ planId: id, ...planRules.shape }),
};

export const workstreamEvents = {
  /** A workstream was added to the plan. */
  WorkstreamAdded: z.strictObject({ planId: id, workstreamId: id, reference, place, title }),
};

export const commitmentEvents = {
  /** A commitment was added to a workstream. */
  CommitmentAdded: z.strictObject({
    planId: id,
    workstreamId: id,
    commitmentId: id,
    reference,
    place,
    title,
  }),
};

export const catalogue = {
  ...councilEvents,
  ...personEvents,
  ...planEvents,
  ...workstreamEvents,
  ...commitmentEvents,
  ...actionEvents,
  ...challengeEvents,
};

export type EventType = keyof typeof catalogue;
export type ActionEventType = keyof typeof actionEvents;
export type ChallengeEventType = keyof typeof challengeEvents;
export type DataOf<Type extends EventType> = z.infer<(typeof catalogue)[Type]>;
/** An event before it is recorded: what a decider returns. */
export type Fact<Type extends EventType = EventType> = {
  [Each in Type]: { readonly type: Each; readonly data: DataOf<Each> };
}[Type];

/** The schema version under which each type is recorded today; 1 unless named here. */
const schemaVersions: Partial<Record<EventType, number>> = {};
export const schemaVersionOf = (type: EventType): number => schemaVersions[type] ?? 1;

export const isEventType = (type: string): type is EventType => Object.hasOwn(catalogue, type);
