/** An improvement plan and the vocabulary of its ratings. Workstreams, commitments and actions have streams of their own. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, findCorrectable, retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { RagRating } from '../rag.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { PlanRules } from './rules.js';
import { noRules } from './rules.js';

export type PlanEventType = 'PlanDrafted' | 'RagVocabularySet' | 'PlanRulesSet';

export type PlanCommand =
  | ({ readonly type: 'DraftPlan'; readonly ratings: readonly RagRating[] } & DataOf<'PlanDrafted'>)
  | { readonly type: 'SetRagVocabulary'; readonly planId: string; readonly ratings: readonly RagRating[] }
  | ({ readonly type: 'SetPlanRules' } & DataOf<'PlanRulesSet'>)
  | CorrectEvent<PlanEventType>
  | RetractEvent;

export interface Plan {
  readonly drafted: DataOf<'PlanDrafted'> | null;
  /** The vocabulary in force; version 0 before the first. */
  readonly vocabulary: { readonly version: number; readonly ratings: readonly RagRating[] };
  readonly rules: PlanRules;
}

/** Events that may be retracted; a plan is not unmade, and its vocabulary is set anew. */
const retractable: ReadonlySet<PlanEventType> = new Set(['PlanRulesSet']);

export const plan: Aggregate<Plan, PlanCommand, PlanEventType> = {
  category: 'plan',
  types: ['PlanDrafted', 'RagVocabularySet', 'PlanRulesSet'],
  initial: { drafted: null, vocabulary: { version: 0, ratings: [] }, rules: noRules },

  decide(command, state, setting) {
    switch (command.type) {
      case 'DraftPlan':
        return draft(command, state);
      case 'SetRagVocabulary':
        return setVocabulary(command, state, setting);
      case 'SetPlanRules':
        return setRules(command, state);
      case 'CorrectEvent':
        return correct(command, setting);
      case 'RetractEvent':
        return retractEvent(command, setting, retractable);
    }
  },

  evolve(state, { event }) {
    switch (event.type) {
      case 'PlanDrafted':
        return { ...state, drafted: event.data };
      case 'RagVocabularySet':
        return { ...state, vocabulary: { version: event.data.version, ratings: event.data.ratings } };
      case 'PlanRulesSet': {
        const { planId: _, ...rules } = event.data;
        return { ...state, rules };
      }
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
  { recorded }: Setting<PlanEventType>,
): Decision<PlanEventType> => {
  if (drafted === null) return refused(refuse('plan-not-found', 'planId'));
  if (same(vocabulary.ratings, ratings)) return nothing;
  // Of all that were ever set: the one in force need not be the last.
  const versions = recorded.map((event) => (event.type === 'RagVocabularySet' ? event.data.version : 0));
  return record({
    type: 'RagVocabularySet',
    data: { planId, version: 1 + Math.max(0, ...versions), ratings: [...ratings] },
  });
};

const setRules = (
  { type: _, ...data }: Extract<PlanCommand, { type: 'SetPlanRules' }>,
  { drafted, rules }: Plan,
): Decision<PlanEventType> => {
  if (drafted === null) return refused(refuse('plan-not-found', 'planId'));
  const { planId: __, ...wanted } = data;
  return same(rules, wanted) ? nothing : record({ type: 'PlanRulesSet', data });
};

/** A corrected vocabulary keeps every rating: an action may have been rated so while it was in force. */
const correct = (
  command: CorrectEvent<PlanEventType>,
  setting: Setting<PlanEventType>,
): Decision<PlanEventType> => {
  const { position, replacement } = command;
  const inForce = findCorrectable(setting.recorded, position)?.inForce ?? null;
  if (replacement.type === 'RagVocabularySet' && inForce?.type === 'RagVocabularySet') {
    const kept = new Set(replacement.data.ratings.map(({ key }) => key));
    const lost = inForce.data.ratings.filter(({ key }) => !kept.has(key)).map(({ key }) => key);
    if (lost.length > 0) {
      return refused(
        refuse(
          'event-not-correctable',
          'ratings',
          `It would take away ${lost.join(', ')}, by which actions may be rated. Set the ratings anew instead.`,
        ),
      );
    }
  }
  return correctEvent(command, setting, ['planId', 'version']);
};
