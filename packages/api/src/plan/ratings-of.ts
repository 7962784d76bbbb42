/** From ratings as they were sent to the domain's. */
import type { RagRating } from '@improvement-ledger/domain';
import { planSubject, seal, standardRagWords } from '@improvement-ledger/domain';
import type { RatingInput } from './plan.inputs.js';

const DEFAULT_RATINGS = ['red', 'amber', 'green', 'blue'];

/** The ratings as sent; red, amber, green and blue where none were. */
export const ratingsOf = (
  planId: string,
  ratings: readonly RatingInput[] | null | undefined,
): RagRating[] => {
  const chosen = ratings ?? standardRagWords.filter(({ key }) => DEFAULT_RATINGS.includes(key));
  return chosen.map(({ key, label, order = null }) => ({
    key,
    label: seal(planSubject(planId), label),
    order,
  }));
};
