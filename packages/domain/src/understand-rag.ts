/**
 * Reads what a plan writes under "RAG" against the plan's own vocabulary of ratings. A blank is "not
 * stated"; a word outside the vocabulary is handed back, never bent to the nearest colour.
 */
import type { RagColour, RagRating } from './rag.js';
import { planSubject, seal } from './sealed.js';

export interface RagWord {
  readonly key: string;
  readonly label: string;
}
/** A word of colour that plans use as a rating, with its place from worst (1) to best where that is settled. */
export interface StandardRagWord extends RagWord {
  readonly key: RagColour;
  readonly order: number | null;
}

/** The colours that plans use. Orange and yellow have no settled place: some plans use them for amber, some beside it. */
export const standardRagWords: readonly StandardRagWord[] = [
  { key: 'red', label: 'Red', order: 1 },
  { key: 'amber', label: 'Amber', order: 2 },
  { key: 'green', label: 'Green', order: 3 },
  { key: 'blue', label: 'Blue', order: 4 },
  { key: 'orange', label: 'Orange', order: null },
  { key: 'yellow', label: 'Yellow', order: null },
  { key: 'purple', label: 'Purple', order: null },
  { key: 'grey', label: 'Grey', order: null },
  { key: 'black', label: 'Black', order: null },
  { key: 'white', label: 'White', order: null },
];

/** The rating of a plan that uses one of the usual words, of which nobody has said what it means there. */
export const ratingCalled = ({ key, label, order }: StandardRagWord, planId: string): RagRating => ({
  key,
  label: seal(planSubject(planId), label),
  order,
  meaning: null,
  colour: key,
});

/** Letters and digits only, in lower case: what remains equal of "Amber", "AMBER." and " amber ". */
const essence = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The rating that a text names, by its label, its key or its first letter where only one has it. A text
 * that names none, or more than one, is `unknown`.
 */
export const understandRag = (
  text: string,
  vocabulary: readonly RagWord[],
): { key: string } | { notStated: true } | { unknown: string } => {
  const written = text.trim();
  const words = essence(written);
  if (/^[-–—]*$/.test(written) || words === 'na' || words === 'notapplicable') return { notStated: true };
  const keys = (matches: (word: RagWord) => boolean): readonly string[] => [
    ...new Set(vocabulary.filter(matches).map(({ key }) => key)),
  ];
  const named = keys(
    ({ key, label }) => words !== '' && (essence(label) === words || essence(key) === words),
  );
  const found =
    named.length === 0 && /^\p{L}$/u.test(words)
      ? keys(({ label }) => essence(label).startsWith(words))
      : named;
  const [key] = found;
  return key !== undefined && found.length === 1 ? { key } : { unknown: written };
};
