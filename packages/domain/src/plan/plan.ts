/** An improvement plan and the vocabulary of its ratings. Workstreams, commitments and actions have streams of their own. */
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { RagRating } from '../rag.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

export type PlanCommand =
  | ({ readonly type: 'DraftPlan'; readonly ratings: readonly RagRating[] } & DataOf<'PlanDrafted'>)
  | { readonly type: 'SetRagVocabulary'; readonly planId: string; readonly ratings: readonly RagRating[] };

export interface Plan {
  readonly drafted: DataOf<'PlanDrafted'> | null;
  /** The vocabulary in force; version 0 before the first. */
  readonly vocabulary: { readonly version: number; readonly ratings: readonly RagRating[] };
}

type PlanEventType = 'PlanDrafted' | 'RagVocabularySet';

export const plan: Aggregate<Plan, PlanCommand, PlanEventType> = {
  category: 'plan',
  types: ['PlanDrafted', 'RagVocabularySet'],
  initial: { drafted: null, vocabulary: { version: 0, ratings: [] } },

  decide(command, state) {
    switch (command.type) {
      case 'DraftPlan':
        return draft(command, state);
      case 'SetRagVocabulary':
        return setVocabulary(command, state);
    }
  },

  evolve(state, { event }) {
    switch (event.type) {
      case 'PlanDrafted':
        return { ...state, drafted: event.data };
      case 'RagVocabularySet':
        return { ...state, vocabulary: { version: event.data.version, ratings: event.data.ratings } };
    }
  },
};

const draft = (
  { type: _, ratings, ...data }: Extract<PlanCommand, { type: 'DraftPlan' }>,
  { drafted }: Plan,
): Decision<PlanEventType> => {
  if (drafted !== null) return same(drafted, data) ? nothing : refused(refuse('plan-exists', 'planId'));
  return record(
    { type: 'PlanDrafted', data },
    { type: 'RagVocabularySet', data: { planId: data.planId, version: 1, ratings: [...ratings] } },
  );
};

const setVocabulary = (
  { planId, ratings }: Extract<PlanCommand, { type: 'SetRagVocabulary' }>,
  { drafted, vocabulary }: Plan,
): Decision<PlanEventType> => {
  if (drafted === null) return refused(refuse('plan-not-found', 'planId'));
  if (same(vocabulary.ratings, ratings)) return nothing;
  return record({
    type: 'RagVocabularySet',
    data: { planId, version: vocabulary.version + 1, ratings: [...ratings] },
  });
};
