/** From ratings as they were sent to the domain's. */
import type { RagRating } from '@improvement-ledger/domain';
import { planSubject, ratingCalled, seal, standardRagWords } from '@improvement-ledger/domain';
import type { RatingInput } from './plan.inputs.js';

const DEFAULT_RATINGS = ['red', 'amber', 'green', 'blue'];

/** The ratings as sent; red, amber, green and blue where none were. */
export const ratingsOf = (
  planId: string,
  ratings: readonly RatingInput[] | null | undefined,
): RagRating[] => {
  if (ratings === null || ratings === undefined) {
    return standardRagWords
      .filter(({ key }) => DEFAULT_RATINGS.includes(key))
      .map((word) => ratingCalled(word, planId));
  }
  const subject = planSubject(planId);
  return ratings.map(({ key, label, order, meaning, colour }) => ({
    key,
    label: seal(subject, label),
    order: order ?? null,
    meaning: typeof meaning === 'string' ? seal(subject, meaning) : null,
    colour: colour ?? null,
  }));
};
