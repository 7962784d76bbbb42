/** The plan's ratings, when a later edition of its document uses a colour that they do not have. */
import type { RagRating, StandardRagWord } from '@improvement-ledger/domain';
import { effectiveFrom, plan, ratingCalled, standardRagWords, textOf } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import type { ProposedPlan } from '@improvement-ledger/importer';
import type { Edition } from './edition.js';
import type { ExistingPlan } from './existing-plan.js';
import type { ImportStep, Remark } from './import-step.js';

const placeOf = (key: string): number => standardRagWords.findIndex((word) => word.key === key);

/** Whether each rating that has a place in the order is better than the one before it. */
const isInOrder = (ratings: readonly RagRating[]): boolean => {
  const orders = ratings.flatMap(({ order }) => (order === null ? [] : [order]));
  return orders.every((order, index) => index === 0 || order > (orders[index - 1] ?? 0));
};

/** What stands keeps its order; a new word stands before the first that follows it among the colours. */
const withWord = (
  ratings: readonly RagRating[],
  word: StandardRagWord,
  planId: string,
): readonly RagRating[] => {
  const next = ratings.findIndex((rating) => placeOf(rating.key) > placeOf(word.key));
  const place = next === -1 ? ratings.length : next;
  const rating = ratingCalled(word, planId);
  const widened = ratings.toSpliced(place, 0, rating);
  // The plan's own order may leave no room for the usual one.
  return isInOrder(widened) ? widened : ratings.toSpliced(place, 0, { ...rating, order: null });
};

/** Adds what the edition rates with and the plan does not know, before any row is rated by it. */
export const addRatings = (
  { workstreams, ragWords }: ProposedPlan,
  { id: planId, ratings, ratedSince }: ExistingPlan,
  edition: Edition,
): { readonly steps: readonly ImportStep[]; readonly remarks: readonly Remark[] } => {
  const known = new Set(ratings.map(({ key }) => key));
  const rows = workstreams
    .flatMap(({ commitments }) => commitments.flatMap(({ actions }) => actions))
    .filter(({ rag }) => rag !== null && !known.has(rag))
    .toSorted((one, other) => one.row - other.row);
  const [first] = rows;
  if (first === undefined) return { steps: [], remarks: [] };
  const words = ragWords.filter(({ key }) => rows.some(({ rag }) => rag === key));
  const widened = words.reduce<readonly RagRating[]>((all, word) => withWord(all, word, planId), ratings);
  const message = `New among the plan's ratings, and added to them: ${words.map(({ label }) => label).join(', ')}.`;
  return {
    steps: [
      {
        what: 'vocabulary',
        row: first.row,
        step: step(plan, planId, { type: 'SetRagVocabulary', planId, ratings: widened }),
        people: [],
        key: null,
        reason: `First used in ${edition.fileName}, row ${first.row}`,
        // Ratings set for a later time would go on hiding the new ones.
        ...(ratedSince.from > (effectiveFrom(edition.effective) ?? '')
          ? { effectiveAt: ratedSince.effectiveAt }
          : {}),
        line: `RagVocabularySet ${widened.map(({ key, label }) => textOf(label) ?? key).join(', ')}`,
      },
    ],
    remarks: [{ severity: 'note', row: first.row, column: 'RAG', message }],
  };
};
