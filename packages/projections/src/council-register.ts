/** Councils: the name and the codes by which each can be found. */
import type { At, Recorded, SealedText } from '@improvement-ledger/domain';
import { LATEST } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { NEVER, projection } from './projection.js';
import { inForce, latestFirst } from './visible.js';

type CouncilEventType = 'CouncilRegistered' | 'CouncilAttributesChanged';

export const councilRegister = projection<CouncilEventType>({
  name: 'council_register',
  version: 2,
  types: ['CouncilRegistered', 'CouncilAttributesChanged'],
  columns: `council_id uuid not null, registered boolean not null, gss_code text, dfe_number text, clock text,
    name jsonb not null`,
  indexes: [],
  rows: ({ data }: Recorded<CouncilEventType>) => [
    {
      facet: '',
      council_id: data.councilId,
      registered: 'clock' in data,
      gss_code: data.gssCode,
      dfe_number: 'dfeNumber' in data ? data.dfeNumber : null,
      clock: 'clock' in data ? data.clock : null,
      name: data.name,
    },
  ],
});

export interface CouncilRow {
  readonly key: string;
  readonly councilId: string;
  readonly gssCode: string | null;
  readonly dfeNumber: string | null;
  readonly clock: 'live' | 'replayed';
  readonly name: SealedText;
}

/**
 * SQL of the councils at a point. A council has one registration, so that and its corrections hold for all times, also
 * at positions before it; changes of its attributes hold from their day on.
 */
const councilsAt = (tx: Tx, at: At) => tx`
  select r.tenant as key, r.council_id as "councilId", r.clock, coalesce(a.name, r.name) as name,
         case when a.tenant is null then r.gss_code else a.gss_code end as "gssCode", a.dfe_number as "dfeNumber"
    from read.council_register r
    left join lateral (
      select c.* from read.council_register c
       where c.tenant = r.tenant and not c.registered and ${inForce(tx, 'c', at)}
       order by ${latestFirst(tx, 'c')} limit 1
    ) a on true
   where r.registered and not r.retracted
     and r.known_from <= greatest(${at.knownAt}::bigint, 1) and r.known_to > greatest(${at.knownAt}::bigint, 1)`;

/** The councils that the transaction may see, in the order of their keys. */
export const councils = async (tx: Tx): Promise<CouncilRow[]> => {
  const rows = await tx<CouncilRow[]>`select c.* from (${councilsAt(tx, LATEST)}) c order by c.key`;
  return Promise.all(rows.map(async (row) => openTexts(tx, row.key, { ...row })));
};

/** The council as it was at a point. */
export const councilAt = async (tx: Tx, key: string, at: At): Promise<CouncilRow | null> => {
  const [row] = await tx<CouncilRow[]>`select c.* from (${councilsAt(tx, at)}) c where c.key = ${key}`;
  return row === undefined ? null : openTexts(tx, row.key, { ...row });
};

/**
 * The council with this key, GSS code or DfE number, if the transaction may see it; failing that the one that had the
 * code once. Of several that now hold one code it is always the one that was registered first.
 */
export const councilByCode = async (tx: Tx, code: string): Promise<CouncilRow | null> => {
  const [row] = await tx<CouncilRow[]>`
    select c.* from (${councilsAt(tx, LATEST)}) c
     where c.key = ${code} or exists (
       select from read.council_register had
        where had.tenant = c.key and (had.gss_code = ${code} or had.dfe_number = ${code})
          and had.known_to = ${NEVER} and not had.retracted)
     order by c.key = ${code} desc, (c."gssCode" = ${code} or c."dfeNumber" = ${code}) is true desc,
              (select min(first.recorded_at) from read.council_register first where first.tenant = c.key), c.key
     limit 1`;
  return row === undefined ? null : openTexts(tx, row.key, { ...row });
};
