/** How a person reads what a change did to one field of an action. */
import type { Cover, Due, Owner, Owners, SealedText } from '@improvement-ledger/domain';
import { lastDayOf, textOf } from '@improvement-ledger/domain';
import type { FacetChange, VocabularyRow } from '@improvement-ledger/projections';
import { ratingOf } from '../plan/parts.js';
import type { RagRatingType } from '../plan/parts.types.js';
import type { FieldChangeType } from './change.types.js';

interface Facets {
  readonly definition: { readonly reference: string; readonly title: SealedText };
  readonly cells: object;
  readonly owners: Owners;
  readonly due: { readonly due: Due };
  readonly request: { readonly status: string; readonly due: Due | null };
  readonly rag: { readonly rag: string | null };
  readonly narrative: { readonly narrative: SealedText };
  readonly completion: { readonly status: string };
  readonly withdrawal: { readonly isWithdrawn: boolean };
  readonly cover: Cover | Ended;
  readonly link: { readonly kind: string } | Ended;
  readonly evidence: { readonly title: SealedText } | Ended;
}
/** What stands no longer. */
type Ended = Readonly<Record<string, never>>;

export const dueText = ({ asWritten, meaning }: Due): string => {
  const written = textOf(asWritten);
  const day = lastDayOf(meaning);
  if (written === null) return day ?? meaning.kind;
  return day === null || day === written ? written : `${written} (${day})`;
};

export const ownersText = ({ asWritten, list }: Owners): string | null =>
  textOf(asWritten) ?? (list.length === 0 ? null : list.map(nameOf).join(', '));

const texts: { readonly [Facet in keyof Facets]: (value: Facets[Facet]) => string | null } = {
  definition: ({ reference, title }) => `${reference} ${textOf(title) ?? '[erased]'}`,
  // The row as printed is asked for by itself.
  cells: () => null,
  owners: ownersText,
  due: ({ due }) => dueText(due),
  request: ({ status, due }) => (due === null ? status : `${status}: ${dueText(due)}`),
  rag: ({ rag }) => rag,
  narrative: ({ narrative }) => textOf(narrative),
  completion: ({ status }) => status,
  withdrawal: ({ isWithdrawn }) => (isWithdrawn ? 'withdrawn' : 'to be done'),
  cover: (cover) => ('by' in cover ? coverText(cover as Cover) : null),
  link: (link) => ('kind' in link ? link.kind : null),
  evidence: (shown) => ('title' in shown ? (textOf(shown.title) ?? '[erased]') : null),
};

export const coverText = ({ by, covers, from, until }: Cover): string =>
  `${nameOf(by)} for ${nameOf(covers)}, ${until === null ? `from ${from}` : `${from} to ${until}`}`;
const nameOf = ({ name }: Owner): string => textOf(name) ?? '[erased]';

const isFacet = (facet: string): facet is keyof Facets => Object.hasOwn(texts, facet);

const textOfFacet = (facet: string, value: unknown): string | null => {
  if (value === null || value === undefined || !isFacet(facet)) return null;
  return (texts[facet] as (value: unknown) => string | null)(value);
};

/** The rating as the vocabulary of its time words it. */
const ratingIn = (value: unknown, vocabularies: readonly VocabularyRow[]): RagRatingType | null => {
  const { rag = null, vocabulary = null } = (value ?? {}) as {
    readonly rag?: string | null;
    readonly vocabulary?: number | null;
  };
  return ratingOf(rag, vocabularies, { vocabulary });
};

export const presentFacet = (
  { facet, before, after }: FacetChange,
  vocabularies: readonly VocabularyRow[],
): FieldChangeType => {
  // Of covers, links and evidence an action has several, each with an id of its own.
  const [field = facet] = facet.split(':');
  const isRating = field === 'rag';
  return {
    field,
    before: textOfFacet(field, before),
    after: textOfFacet(field, after),
    ratingBefore: isRating ? ratingIn(before, vocabularies) : null,
    ratingAfter: isRating ? ratingIn(after, vocabularies) : null,
  };
};
