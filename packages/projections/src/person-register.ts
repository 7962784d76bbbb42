/** People known to a council's ledger, by opaque id. */
import type { Recorded, SealedText } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { NEVER, projection } from './projection.js';

export const personRegister = projection<'PersonRegistered'>({
  name: 'person_register',
  version: 1,
  types: ['PersonRegistered'],
  columns: 'person_id uuid not null, name jsonb not null',
  indexes: ['% (tenant, person_id)'],
  rows: ({ data }: Recorded<'PersonRegistered'>) => [
    { facet: '', person_id: data.personId, name: data.name },
  ],
});

export interface PersonRow {
  readonly personId: string;
  readonly name: SealedText;
}

/** The people whom a council knows, in the order in which they became known. */
export const peopleIn = async (tx: Tx, tenant: string): Promise<PersonRow[]> => {
  const rows = await tx<PersonRow[]>`
    select person_id as "personId", name from read.person_register
     where tenant = ${tenant} and known_to = ${NEVER} and not retracted order by root`;
  return openTexts(tx, tenant, [...rows]);
};

/** Names by person's id; an erased name is left out. */
export const personNames = async (
  tx: Tx,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx<{ id: string; name: SealedText }[]>`
    select person_id as id, name from read.person_register
     where tenant = ${tenant} and person_id = any (${[...ids]}::uuid[]) and known_to = ${NEVER} and not retracted`;
  const opened = await openTexts(tx, tenant, [...rows]);
  return new Map(
    opened.flatMap(({ id, name }) => {
      const text = textOf(name);
      return text === null ? [] : [[id, text] as const];
    }),
  );
};

/**
 * The person known by exactly this name (letter case aside); of several the one who was registered first. Of an id that
 * was merged into another it is the one that stands for the person now.
 */
export const personByName = async (tx: Tx, tenant: string, name: string): Promise<string | null> => {
  const [row] = await tx<{ id: string }[]>`
    select access.human_of(p.tenant, p.person_id) as id
      from read.person_register p
      join ledger.sealed_values s on s.tenant = p.tenant and s.id = (p.name -> '$sealed' ->> 'id')::uuid
     where p.tenant = ${tenant} and lower(s.value #>> '{}') = lower(${name}) and p.known_to = ${NEVER} and not p.retracted
     order by p.root limit 1`;
  return row?.id ?? null;
};
