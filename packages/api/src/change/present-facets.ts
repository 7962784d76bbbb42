/** How a person reads what a change did to one field of an action. */
import type { Due, Owners, SealedText } from '@improvement-ledger/domain';
import { lastDayOf, textOf } from '@improvement-ledger/domain';
import type { FacetChange } from '@improvement-ledger/projections';
import type { FieldChangeType } from './change.types.js';

interface Facets {
  readonly definition: { readonly reference: string; readonly title: SealedText };
  readonly owners: Owners;
  readonly due: { readonly due: Due };
  readonly request: { readonly status: string; readonly due: Due | null };
  readonly rag: { readonly rag: string | null };
  readonly narrative: { readonly narrative: SealedText };
  readonly completion: { readonly status: string };
}

const dueText = ({ asWritten, meaning }: Due): string => {
  const written = textOf(asWritten);
  const day = lastDayOf(meaning);
  if (written === null) return day ?? meaning.kind;
  return day === null || day === written ? written : `${written} (${day})`;
};

const ownersText = ({ asWritten, list }: Owners): string | null =>
  textOf(asWritten) ??
  (list.length === 0 ? null : list.map(({ name }) => textOf(name) ?? '[erased]').join(', '));

const texts: { readonly [Facet in keyof Facets]: (value: Facets[Facet]) => string | null } = {
  definition: ({ reference, title }) => `${reference} ${textOf(title) ?? '[erased]'}`,
  owners: ownersText,
  due: ({ due }) => dueText(due),
  request: ({ status, due }) => (due === null ? status : `${status}: ${dueText(due)}`),
  rag: ({ rag }) => rag,
  narrative: ({ narrative }) => textOf(narrative),
  completion: ({ status }) => status,
};

const isFacet = (facet: string): facet is keyof Facets => Object.hasOwn(texts, facet);

const textOfFacet = (facet: string, value: unknown): string | null => {
  if (value === null || value === undefined || !isFacet(facet)) return null;
  return (texts[facet] as (value: unknown) => string | null)(value);
};

export const presentFacet = ({ facet, before, after }: FacetChange): FieldChangeType => ({
  field: facet,
  before: textOfFacet(facet, before),
  after: textOfFacet(facet, after),
});
