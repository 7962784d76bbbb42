/** From the rows of read models to the wire shape of their small values. */
import type { Due, Owner, Owners, RagRating } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import type { VocabularyRow } from '@improvement-ledger/projections';
import type { DueType, OwnerType, RagRatingType, RagVocabularyType } from './parts.types.js';

export const presentDue = ({ asWritten, meaning }: Due): DueType => ({
  asWritten: textOf(asWritten),
  kind: meaning.kind,
  lastDay: 'lastDay' in meaning ? meaning.lastDay : null,
  precision: 'precision' in meaning ? meaning.precision : null,
  unconfirmed: 'unconfirmed' in meaning && meaning.unconfirmed === true,
  from: meaning.kind === 'standing' ? meaning.from : null,
  every: meaning.kind === 'recurring' ? meaning.every : null,
  undatedReason: meaning.kind === 'undated' ? meaning.why : null,
});

export const presentOwner = ({ kind, part, personId, name, post }: Owner): OwnerType => ({
  kind,
  part,
  personId,
  name: textOf(name),
  post: textOf(post),
});

export const presentOwners = ({ list }: Owners): OwnerType[] => list.map(presentOwner);

export const presentRating = (
  { key, label, order, meaning, colour }: RagRating,
  version: number | null,
): RagRatingType => ({
  key,
  label: textOf(label),
  order,
  meaning: textOf(meaning),
  colour,
  vocabularyVersion: version,
});

export const presentVocabulary = ({ version, since, ratings }: VocabularyRow): RagVocabularyType => ({
  version,
  since,
  ratings: ratings.map((rating) => presentRating(rating, version)),
});

/** When a rating was given: in which vocabulary, where the entry says so, and else at which position of the log. */
interface Rated {
  readonly vocabulary?: number | null;
  readonly position?: number | null;
}

/**
 * The rating with this key in the words of its time: of the vocabulary that its entry names, else of the last that was
 * recorded before the entry; and where that has no such word, of the latest that has. Nothing is mapped to another key.
 */
export const ratingOf = (
  key: string | null,
  vocabularies: readonly VocabularyRow[],
  { vocabulary = null, position = null }: Rated = {},
): RagRatingType | null => {
  if (key === null) return null;
  const latestFirst = vocabularies.toReversed();
  const ofItsTime = latestFirst.find((each) =>
    vocabulary === null ? position !== null && each.position <= position : each.version === vocabulary,
  );
  for (const { version, ratings } of [...(ofItsTime === undefined ? [] : [ofItsTime]), ...latestFirst]) {
    const rating = ratings.find((each) => each.key === key);
    if (rating !== undefined) return presentRating(rating, version);
  }
  return { key, label: key, order: null, meaning: null, colour: null, vocabularyVersion: null };
};
