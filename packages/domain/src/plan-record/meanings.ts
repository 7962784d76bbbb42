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

/** Under which rules it was inspected; what grades each has stands in `gradesOfFramework`. */
export const frameworks = {
  slac: 'Safeguarding and looked after children, 2009 to 2012: four grades, with adequate.',
  sif: 'Single inspection framework, 2013 to 2018: four grades, with requires improvement.',
  ilacs:
    'Inspection of local authority children’s services, from 2018: four grades, with requires improvement to be good.',
} as const;
export const gradesOfFramework = {
  slac: ['outstanding', 'good', 'adequate', 'inadequate'],
  sif: ['outstanding', 'good', 'requires-improvement', 'inadequate'],
  ilacs: ['outstanding', 'good', 'requires-improvement-to-be-good', 'inadequate'],
} as const satisfies Record<keyof typeof frameworks, readonly string[]>;

export const inspectionKinds = {
  inspection: 'A full inspection, which judges in grades.',
  'focused-visit': 'A visit that looks at one part of the service, and gives no grade.',
  'monitoring-visit': 'A visit after an inadequate judgement, which gives no grade.',
} as const;

export const findingKinds = {
  strength: 'What works well.',
  improvement: 'What needs to improve.',
} as const;

export const recommendationClasses = {
  priority: 'For priority and immediate action.',
  improvement: 'An area for improvement.',
} as const;

export const measureKinds = {
  measured: 'A figure reaches a target.',
  monitored: 'It is watched, and reported.',
  observed: 'It is seen in practice.',
  established: 'It is there.',
} as const;

export const figureUnits = {
  pence: 'Money, in pence.',
  'hundredths-fte': 'Hours of work, in hundredths of full time.',
  'hundredths-percent': 'A share, in hundredths of a per cent.',
  count: 'A number of things.',
} as const;
