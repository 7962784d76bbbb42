/**
 * RAG ratings are the plan's own: no national standard says what amber means. A plan holds a vocabulary
 * of keys, in order from worst to best where it states one; a blank rating means "not stated", never
 * "not started".
 */
import { z } from 'zod';
import { sealedText } from './sealed.js';

/** A code for one rating within a vocabulary. */
export const ragKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'takes up to 40 of a-z, 0-9 and -, a letter first, such as green');

export const ragRating = z.strictObject({
  key: ragKey,
  label: sealedText(100),
  /** 1 is the worst; `null` where the plan gives the rating no place in the order. */
  order: z.int().min(1, 'is at least 1').max(100, 'is at most 100').nullable(),
});
export type RagRating = z.infer<typeof ragRating>;

export const ragVocabulary = z
  .array(ragRating)
  .min(1, 'has no rating')
  .max(20, 'has more than 20 ratings')
  .refine(
    (ratings) => new Set(ratings.map(({ key }) => key)).size === ratings.length,
    'names a rating twice',
  );
