/** Councils: the name and the codes by which each can be found. */
import type { Recorded, SealedText } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { NEVER, projection } from './projection.js';

export const councilRegister = projection<'CouncilRegistered'>({
  name: 'council_register',
  version: 1,
  types: ['CouncilRegistered'],
  columns: 'council_id uuid not null, gss_code text, clock text not null, name jsonb not null',
  indexes: [],
  rows: ({ data }: Recorded<'CouncilRegistered'>) => [
    { facet: '', council_id: data.councilId, gss_code: data.gssCode, clock: data.clock, name: data.name },
  ],
});

export interface CouncilRow {
  readonly key: string;
  readonly councilId: string;
  readonly gssCode: string | null;
  readonly clock: 'live' | 'replayed';
  readonly name: SealedText;
}

/** The councils that the transaction may see, in the order of their keys. */
export const councils = async (tx: Tx): Promise<CouncilRow[]> => {
  const rows = await tx<CouncilRow[]>`
    select tenant as key, council_id as "councilId", gss_code as "gssCode", clock, name
      from read.council_register where known_to = ${NEVER} and not retracted order by tenant`;
  return Promise.all(rows.map(async (row) => openTexts(tx, row.key, { ...row })));
};

/**
 * The council as it was known at a position. It has one registration, so a correction of it holds for all times; at
 * positions before the registration it is shown as it was registered.
 */
export const councilKnownAt = async (tx: Tx, key: string, knownAt: number): Promise<CouncilRow | null> => {
  const [row] = await tx<CouncilRow[]>`
    select tenant as key, council_id as "councilId", gss_code as "gssCode", clock, name
      from read.council_register
     where tenant = ${key} and known_from <= greatest(${knownAt}::bigint, 1)
       and known_to > greatest(${knownAt}::bigint, 1)`;
  return row === undefined ? null : openTexts(tx, row.key, { ...row });
};

/**
 * The council with this key or GSS code, if the transaction may see it. Of several that now hold one code (a
 * successor takes over its predecessor's) it is always the one that was registered first.
 */
export const councilByCode = async (tx: Tx, code: string): Promise<CouncilRow | null> => {
  const [row] = await tx<CouncilRow[]>`
    select tenant as key, council_id as "councilId", gss_code as "gssCode", clock, name
      from read.council_register held
     where (tenant = ${code} or gss_code = ${code}) and known_to = ${NEVER} and not retracted
     order by tenant = ${code} desc,
              (select min(first.recorded_at) from read.council_register first where first.tenant = held.tenant), tenant
     limit 1`;
  return row === undefined ? null : openTexts(tx, row.key, { ...row });
};
