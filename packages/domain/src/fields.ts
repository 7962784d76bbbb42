/** Fields that events of several kinds share. */
import { z } from 'zod';
import { sealedName, sealedText } from './sealed.js';

/** The longest title, in characters. */
export const TITLE_LENGTH_MAX = 4_000;
/** The longest narrative, note or reason, in characters. */
export const NARRATIVE_LENGTH_MAX = 50_000;

/** A code such as "A1.3", "Rec 4" or "AP-07". It stands open in the body, so it must leave no room for words or names. */
export const reference = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ./()-]{0,19}$/u, 'takes up to 20 letters, digits, spaces and ./()-')
  .refine(
    (text) => /\p{N}/u.test(text) || /^\p{L}{1,3}$/u.test(text),
    'is a code: it has a digit, as in A1.3, or is at most 3 letters',
  );

/** Lower case alone, since an id in capitals would be another stream. */
export const id = z.uuid().lowercase('is not a lower-case UUID');
export const title = sealedName(TITLE_LENGTH_MAX);
export const narrative = sealedText(NARRATIVE_LENGTH_MAX);
/** A question, an answer, an explanation: they say something. */
export const words = narrative.refine(
  ({ $seal: { value } }) => value === null || value.trim() !== '',
  'is blank',
);
/** Place in the printed order of the plan, from 1. */
export const place = z.int().min(1, 'is at least 1').max(100_000, 'is at most 100000');
