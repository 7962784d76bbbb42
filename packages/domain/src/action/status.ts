/** How an action stands: a rating in the plan's own vocabulary, a narrative, or both. */
import type { Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { ActionEventType, DataOf } from '../events.js';
import type { Plan } from '../plan/plan.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { SealedText } from '../sealed.js';
import { isBlank } from '../sealed.js';
import { isRepeated } from './repetition.js';

type Reported = DataOf<'ActionStatusRecorded'>;
export type StatusCommand = {
  readonly type: 'RecordStatus';
  /** Record nothing when the action already stands so, whenever it was reported; for repeated imports. */
  readonly onlyIfChanged?: boolean;
} & Reported;

export interface Standing {
  /** `null`: not stated. */
  readonly rag: string | null;
  readonly narrative: SealedText | null;
}
export const notReported: Standing = { rag: null, narrative: null };

export const evolveStatus = ({ rag, narrative }: Standing, said: Reported): Standing => ({
  rag: said.rag === undefined ? rag : said.rag,
  narrative: said.narrative ?? narrative,
});

/** What is said with the vocabulary whose word the rating is; or why the plan has no such word. */
export const inVocabulary = (
  { vocabulary: _, ...said }: Reported,
  { vocabulary: { version, ratings } }: Plan,
): Reported | Refusal => {
  const { rag } = said;
  if (rag === undefined || rag === null) return said;
  if (ratings.some(({ key }) => key === rag)) return { ...said, vocabulary: version };
  const keys = ratings.map(({ key }) => key).join(', ');
  return refuse('rag-unknown', 'rag', `"${rag}" is not one of ${keys}.`);
};

export const recordStatus = (
  { type: _, onlyIfChanged = false, ...said }: StatusCommand,
  { rag, narrative }: Standing,
  setting: Setting<ActionEventType>,
  { plan }: { readonly plan: Plan },
): Decision<ActionEventType> => {
  if (said.rag === undefined && isBlank(said.narrative)) return refused(refuse('status-empty', 'rag'));
  const data = inVocabulary(said, plan);
  if ('code' in data) return refused(data);
  const standsSo =
    (data.rag === undefined || data.rag === rag) &&
    (data.narrative === undefined || same(data.narrative, narrative));
  if (onlyIfChanged && standsSo) return nothing;
  const fact = { type: 'ActionStatusRecorded', data } as const;
  // The same report by the same person for the same time is a repetition, not a second report.
  return isRepeated(fact, setting) ? nothing : record(fact);
};
