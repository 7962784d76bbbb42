/** Under which ids one human is known, as far as merges were recorded. */
import type { Tx } from '@improvement-ledger/event-store';

/** SQL: the ids, this one among them, that stand for the same human by a position. */
export const idsOfHuman = (tx: Tx, tenant: string, personId: string | null, knownAt: number) => tx`
  with recursive human (id) as (
    select ${personId}::uuid where ${personId}::uuid is not null
    union
    select case m.person when h.id then m.into_person else m.person end
      from human h
      join access.merges m
        on m.tenant = ${tenant} and m.given_position <= ${knownAt} and h.id in (m.person, m.into_person))
  select id from human`;

/** The same, read. */
export const mergedIds = async (
  tx: Tx,
  { tenant, personId }: { readonly tenant: string; readonly personId: string },
  knownAt: number,
): Promise<Set<string>> => {
  const rows = await tx<{ id: string }[]>`${idsOfHuman(tx, tenant, personId, knownAt)}`;
  return new Set(rows.map(({ id }) => id));
};
