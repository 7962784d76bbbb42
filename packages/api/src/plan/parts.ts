/** From the rows of read models to the wire shape of their small values. */
import type { Due, Owners, RagRating } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import type { DueType, OwnerType, RagRatingType } from './parts.types.js';

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

export const presentOwners = ({ list }: Owners): OwnerType[] =>
  list.map(({ kind, part, personId, name, post }) => ({
    kind,
    part,
    personId,
    name: textOf(name),
    post: textOf(post),
  }));

export const presentRating = ({ key, label, order, meaning, colour }: RagRating): RagRatingType => ({
  key,
  label: textOf(label),
  order,
  meaning: textOf(meaning),
  colour,
});

/** The rating with this key; a key that the vocabulary no longer holds is shown by itself. */
export const ratingOf = (key: string | null, ratings: readonly RagRating[]): RagRatingType | null => {
  if (key === null) return null;
  const rating = ratings.find((each) => each.key === key);
  return rating === undefined
    ? { key, label: key, order: null, meaning: null, colour: null }
    : presentRating(rating);
};
