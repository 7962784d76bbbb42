/** From an entry of the register to what a field is shown to hold. */
import type {
  ActionField,
  Cell,
  Cover,
  Due,
  HeldField,
  Owners,
  Sealed,
  SealedText,
} from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import type { HeldEntry, StructureRow, VocabularyRow } from '@improvement-ledger/projections';
import { coverText, dueText, ownersText } from '../change/present-facets.js';
import { globalId } from '../ids.js';
import type { People } from '../person/people.js';
import { presentDue, presentOwners, ratingOf } from '../plan/parts.js';
import type { FieldValueType } from './field.types.js';

/** What values name besides: commitments, words of ratings, people. */
export interface Surroundings {
  readonly structure: readonly StructureRow[];
  readonly vocabularies: readonly VocabularyRow[];
  readonly people: People;
}

const ERASED = '[erased]';
const words = (text: SealedText): string => textOf(text) ?? ERASED;
const cellsText = ({ $seal: { value } }: Sealed<readonly Cell[]>): string =>
  value === null ? ERASED : value.map(({ column, text }) => `${column}: ${text}`).join('\n');

interface Asked {
  readonly commitmentId: string;
}
/** Of a due date or a request the date; of a claim or a request who made it. */
interface Parts {
  readonly due?: Due;
  readonly by?: string | null;
  readonly status?: string;
}

const commitmentText = ({ commitmentId }: Asked, { structure }: Surroundings): string => {
  const found = structure.find(({ id }) => id === commitmentId);
  return found === undefined ? commitmentId : `${found.reference} ${words(found.title)}`;
};

const dueIn = (field: ActionField, value: unknown): Due | null => {
  if (field === 'due' || field === 'originalDue') return value as Due;
  return field === 'dueRequest' ? ((value as Parts).due ?? null) : null;
};

const textFor = ({ field, value }: HeldField, surroundings: Surroundings): string => {
  switch (field) {
    case 'reference':
    case 'place':
    case 'rag':
      return String(value);
    case 'commitment':
      return commitmentText(value as Asked, surroundings);
    case 'cells':
      return cellsText(value as Sealed<readonly Cell[]>);
    case 'owners':
      return ownersText(value as Owners) ?? '';
    case 'cover':
      return coverText(value as Cover);
    case 'due':
    case 'originalDue':
    case 'dueRequest':
      return dueText(dueIn(field, value) as Due);
    case 'completion':
      return (value as Parts).status ?? '';
    case 'withdrawal':
      return 'withdrawn';
    case 'link':
      return (value as { readonly kind: string }).kind;
    case 'evidence':
      return words((value as { readonly title: SealedText }).title);
    case 'title':
    case 'narrative':
    case 'issue':
    case 'measures':
    case 'test':
    case 'resources':
    case 'cost':
    case 'targetGroup':
      return words(value as SealedText);
  }
};

export const presentValue = (
  held: HeldField,
  entry: HeldEntry,
  surroundings: Surroundings,
): FieldValueType => {
  const { field, value } = held;
  const { vocabularies, people } = surroundings;
  const due = dueIn(field, value);
  const vocabulary = (entry.value['vocabulary'] ?? null) as number | null;
  const rag =
    field === 'rag'
      ? ratingOf(value as string, vocabularies, { vocabulary, position: entry.position })
      : null;
  const by = field === 'completion' || field === 'dueRequest' ? ((value as Parts).by ?? null) : null;
  return {
    text: textFor(held, surroundings),
    rag,
    due: due === null ? null : presentDue(due),
    owners: field === 'owners' ? presentOwners(value as Owners) : null,
    by: by === null ? null : { id: by, people },
    linkedActionId:
      field === 'link' ? globalId('Action', people.view.tenant, (value as { readonly to: string }).to) : null,
    since: entry.since,
    position: entry.position,
  };
};
