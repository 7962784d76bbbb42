/** Closed lists of words, each with what it means: the one place from which events and the API take them. */
import { z } from 'zod';
import { id } from '../fields.js';

export type Meanings<Word extends string = string> = Readonly<Record<Word, string>>;

export const wordsOf = <Word extends string>(meanings: Meanings<Word>): z.ZodEnum<{ [Each in Word]: Each }> =>
  z.enum(Object.keys(meanings) as Word[]) as z.ZodEnum<{ [Each in Word]: Each }>;

/** A part of a plan, or the whole, that something is about. */
export const planParts = ['plan', 'workstream', 'commitment', 'action'] as const;
export const planPart = z.strictObject({ kind: z.enum(planParts), id });
export type PlanPart = z.infer<typeof planPart>;

/** How often a body meets, or is reported to. */
export const cadences = {
  weekly: 'Every week.',
  monthly: 'Every month.',
  quarterly: 'Every quarter.',
  'each-meeting': 'At each of its meetings, whenever these are.',
  'as-needed': 'When there is something to decide.',
} as const;
export type Cadence = keyof typeof cadences;
