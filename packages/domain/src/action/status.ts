/** How an action stands: a rating in the plan's own vocabulary, a narrative, or both. */
import type { CorrectEvent } from '../correction.js';
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

const unknownRating = (rag: string | null | undefined, { vocabulary }: Plan): Refusal | null =>
  rag === undefined || rag === null || vocabulary.ratings.some(({ key }) => key === rag)
    ? null
    : refuse(
        'rag-unknown',
        'rag',
        `"${rag}" is not one of ${vocabulary.ratings.map(({ key }) => key).join(', ')}.`,
      );

/** Why a correction of an action may not say what it says of the rating. */
export const ratingFault = (
  { replacement }: CorrectEvent<ActionEventType>,
  { plan }: { readonly plan: Plan },
): Refusal | null =>
  replacement.type === 'ActionStatusRecorded' ? unknownRating(replacement.data.rag, plan) : null;

export const recordStatus = (
  { type: _, onlyIfChanged = false, ...data }: StatusCommand,
  { rag, narrative }: Standing,
  setting: Setting<ActionEventType>,
  { plan }: { readonly plan: Plan },
): Decision<ActionEventType> => {
  if (data.rag === undefined && isBlank(data.narrative)) return refused(refuse('status-empty', 'rag'));
  const unknown = unknownRating(data.rag, plan);
  if (unknown !== null) return refused(unknown);
  const standsSo =
    (data.rag === undefined || data.rag === rag) &&
    (data.narrative === undefined || same(data.narrative, narrative));
  if (onlyIfChanged && standsSo) return nothing;
  const fact = { type: 'ActionStatusRecorded', data } as const;
  // The same report by the same person for the same time is a repetition, not a second report.
  return isRepeated(fact, setting) ? nothing : record(fact);
};
