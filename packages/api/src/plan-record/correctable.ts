/** What of the records around a plan a correction can put right: their words. What else was wrong is retracted, and said anew. */
import type { PlanRecordEventType } from '@improvement-ledger/domain';
import { catalogue, planRecordKinds } from '@improvement-ledger/domain';

const words = ['title', 'note'] as const;

export const correctableOfRecords = Object.fromEntries(
  planRecordKinds
    .flatMap(({ types }): readonly PlanRecordEventType[] => types)
    .map((type) => [type, words.filter((field) => field in catalogue[type].shape)]),
) as unknown as Readonly<Record<PlanRecordEventType, readonly (typeof words)[number][]>>;
