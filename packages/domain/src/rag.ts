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

/** The longest meaning of a rating, in characters. */
export const RATING_MEANING_LENGTH_MAX = 1_000;

/** The colours that plans print ratings in: of BRAG keys, and of keys beside them. */
export const ragColours = [
  'red',
  'amber',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'grey',
  'white',
  'black',
] as const;
export type RagColour = (typeof ragColours)[number];

export const ragRating = z.strictObject({
  key: ragKey,
  label: sealedText(100),
  /** 1 is the worst; `null` where the plan gives the rating no place in the order. */
  order: z.int().min(1, 'is at least 1').max(100, 'is at most 100').nullable(),
  /** What the plan says that the rating means; `null` where it says nothing. */
  meaning: sealedText(RATING_MEANING_LENGTH_MAX).nullable(),
  /** `null` where the plan states none. */
  colour: z.enum(ragColours).nullable(),
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
