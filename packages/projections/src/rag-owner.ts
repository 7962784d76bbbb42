/** Who is meant by an owner whose actions are looked at: a person by id, or whoever is called so. */
import type { OwnerKind, OwnerPart } from '@improvement-ledger/domain';
import { normaliseText } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { idsOfHuman } from './merged.js';

export interface OwnerSought {
  readonly kind: OwnerKind;
  readonly part: OwnerPart;
  /** For a person. */
  readonly personId: string | null;
  /** Where no id is given: the name, letter case aside. */
  readonly name: string | null;
}

/** How an owner stands in the owners of actions: the ids of one human, or the seals of one name. */
export interface OwnerFound {
  readonly kind: OwnerKind;
  readonly part: OwnerPart;
  readonly personIds: readonly string[];
  readonly nameIds: readonly string[];
}

/**
 * The owner sought, as the actions of a plan have ever named them, as far as is known; `null` when none ever did. A person
 * has also the ids that were merged by then. A name that was erased is found no more.
 */
export const ownerIn = async (
  tx: Tx,
  { tenant, planId }: { readonly tenant: string; readonly planId: string },
  { kind, part, personId, name }: OwnerSought,
  knownAt: number,
): Promise<OwnerFound | null> => {
  const called = name === null ? null : normaliseText(name).trim();
  const rows = await tx<{ personId: string | null; nameId: string }[]>`
    select distinct owner ->> 'personId' as "personId", owner -> 'name' -> '$sealed' ->> 'id' as "nameId"
      from read.rag_history o
     cross join lateral jsonb_array_elements(o.owners) as owner
     where o.tenant = ${tenant} and o.plan_id = ${planId} and o.facet = 'owned' and not o.retracted
       and o.known_from <= ${knownAt} and owner ->> 'kind' = ${kind} and owner ->> 'part' = ${part}
       and case when ${called}::text is null then (owner ->> 'personId')::uuid in (${idsOfHuman(tx, tenant, personId, knownAt)})
                else exists (select from ledger.sealed_values s
                              where s.tenant = o.tenant and s.id = (owner -> 'name' -> '$sealed' ->> 'id')::uuid
                                and lower(s.value #>> '{}') = lower(${called})) end`;
  if (rows.length === 0) return null;
  const personIds = rows.flatMap((row) => row.personId ?? []);
  return called === null
    ? { kind, part, personIds: [...new Set(personIds)], nameIds: [] }
    : { kind, part, personIds: [], nameIds: rows.map(({ nameId }) => nameId) };
};

/** SQL: whether the owners of entry `alias` name the one that was found. */
export const namesOwner = (tx: Tx, alias: string, { kind, part, personIds, nameIds }: OwnerFound) => tx`
  exists (select from jsonb_array_elements(${tx(alias)}.owners) as owner
           where owner ->> 'kind' = ${kind} and owner ->> 'part' = ${part}
             and ((owner ->> 'personId')::uuid = any (${[...personIds]}::uuid[])
                  or (owner -> 'name' -> '$sealed' ->> 'id')::uuid = any (${[...nameIds]}::uuid[])))`;
