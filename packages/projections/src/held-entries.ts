/**
 * The entries that say what actions hold, by where they stand: as fields in the domain's sense, to be compared, and as
 * they were said, to be shown.
 */
import type { ActionField, Due, HeldField } from '@improvement-ledger/domain';
import { completionHeld, detailNames, whole } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { CompletionStatus } from './action-facets.js';

/** What names an entry: the position that says so, and which facet. */
export interface EntryKey {
  readonly position: number;
  readonly facet: string;
}

export interface HeldEntry extends EntryKey {
  /** The position that first said it; the same unless it was corrected. */
  readonly root: number;
  readonly value: Readonly<Record<string, unknown>>;
  /** From when it holds. */
  readonly since: string;
  /** Who first said it, of a claim or a request: whoever puts it right does not become the one. */
  readonly by: string | null;
  /** Of a definition: the due date that came with it. */
  readonly originalDue: Due | null;
}

export const entryName = ({ position, facet }: EntryKey): string => `${position} ${facet}`;

/** What is read of entries `e` of the register to make them `HeldEntry`. */
export const heldColumns = (tx: Tx) => tx`
  e.facet, e.root, e.value, e.effective_from as since,
  case when e.facet in ('completion', 'request') then (
    select f.value ->> 'by' from read.action_register f
     where f.tenant = e.tenant and f.known_from = e.root and f.facet = e.facet) end as by,
  case when e.facet = 'definition' then (
    select o.value -> 'due' from read.action_register o
     where o.tenant = e.tenant and o.known_from = e.known_from and o.facet = 'due') end as "originalDue"`;

/** These entries with their texts, by name. */
export const entriesOf = async (
  tx: Tx,
  tenant: string,
  keys: readonly EntryKey[],
): Promise<Map<string, HeldEntry>> => {
  if (keys.length === 0) return new Map();
  const rows = await tx<HeldEntry[]>`
    select e.known_from as position, ${heldColumns(tx)}
      from unnest(${keys.map(({ position }) => position)}::bigint[], ${keys.map(({ facet }) => facet)}::text[])
             as k (position, facet)
      join read.action_register e on e.tenant = ${tenant} and e.known_from = k.position and e.facet = k.facet`;
  const opened = await openTexts(tx, tenant, [...rows]);
  return new Map(opened.map((entry) => [entryName(entry), entry]));
};

/** The facet whose entries say what a field holds. */
export const facetOfField = (field: ActionField): string => facetsOfFields[field] ?? 'definition';
const facetsOfFields: Partial<Readonly<Record<ActionField, string>>> = {
  cells: 'cells',
  owners: 'owners',
  cover: 'cover',
  due: 'due',
  dueRequest: 'request',
  rag: 'rag',
  narrative: 'narrative',
  completion: 'completion',
  withdrawal: 'withdrawal',
  link: 'link',
  evidence: 'evidence',
};

const without = (value: HeldEntry['value'], ...names: readonly string[]): HeldEntry['value'] =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** What the fields of an entry hold, to be made a `Held` of: a field may hold nothing. */
export const fieldsIn = ({ facet, value, by, originalDue }: HeldEntry): HeldField[] => {
  const [kind = facet, part = null] = facet.split(':');
  switch (kind) {
    case 'definition': {
      const { workstreamId, commitmentId } = value;
      const details = (value['details'] ?? {}) as Readonly<Record<string, unknown>>;
      return [
        whole('reference', value['reference']),
        whole('title', value['title']),
        whole('place', value['place']),
        whole('commitment', { workstreamId, commitmentId }),
        ...detailNames.map((name) => whole(name, details[name])),
        whole('originalDue', originalDue),
      ];
    }
    case 'cells':
    case 'narrative':
    case 'rag':
    case 'due':
      return [whole(kind, value[kind])];
    case 'owners':
      return [whole(kind, value)];
    case 'request':
      return [whole('dueRequest', value['status'] === 'pending' ? { due: value['due'], by } : null)];
    case 'completion':
      return [whole(kind, completionHeld(value['status'] as CompletionStatus, by))];
    case 'withdrawal':
      return [whole(kind, value['isWithdrawn'] === true ? true : null)];
    case 'cover':
    case 'link':
    case 'evidence': {
      const held = Object.keys(value).length === 0 ? null : without(value, `${kind}Id`, 'saidBy');
      return [{ field: kind, part, value: held }];
    }
    default:
      throw new Error(`An action has no facet ${facet}.`);
  }
};
