/** Roles that people hold in a council, teams and bodies: what they are called, and who holds them from when. */
import type { At, OfficeKind, Recorded, SealedText } from '@improvement-ledger/domain';
import { officeKindOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { projection } from './projection.js';
import { inForce, latestFirst } from './visible.js';

type OfficeEventType =
  'RoleDefined' | 'TeamDefined' | 'BodyDefined' | 'HolderAppointed' | 'HolderEnded' | 'TeamClosed';

export const officeRegister = projection<OfficeEventType>({
  name: 'office_register',
  version: 2,
  types: ['RoleDefined', 'TeamDefined', 'BodyDefined', 'HolderAppointed', 'HolderEnded', 'TeamClosed'],
  columns: 'office_id uuid not null, kind text, name jsonb, person_id uuid, holds boolean, closes boolean',
  indexes: ['% (tenant, office_id)'],
  rows: ({ type, data }: Recorded<OfficeEventType>) => [
    {
      facet: '',
      office_id: data.officeId,
      kind: officeKindOf(type),
      name: 'name' in data ? data.name : null,
      person_id: 'personId' in data ? data.personId : null,
      holds: 'personId' in data ? type === 'HolderAppointed' : null,
      closes: type === 'TeamClosed' ? true : null,
    },
  ],
});

export interface HolderRow {
  readonly personId: string;
  /** From when they hold it. */
  readonly since: string;
}
export interface OfficeRow {
  readonly officeId: string;
  readonly kind: OfficeKind;
  readonly name: SealedText;
  readonly holders: readonly HolderRow[];
  /** Of a team: from when it is there no more. */
  readonly closedFrom: string | null;
}

/** The offices of a council at a point, in the order in which they were defined, each with who holds it then. */
export const officesAt = async (tx: Tx, tenant: string, at: At): Promise<OfficeRow[]> => {
  const offices = await tx<Omit<OfficeRow, 'holders'>[]>`
    select o.office_id as "officeId", o.kind, o.name,
           (select c.effective_from from read.office_register c
             where c.tenant = o.tenant and c.office_id = o.office_id and c.closes and ${inForce(tx, 'c', at)}
             order by ${latestFirst(tx, 'c')} limit 1) as "closedFrom"
      from read.office_register o
     where o.tenant = ${tenant} and o.kind is not null and ${inForce(tx, 'o', at)} order by o.root`;
  const holders = await tx<(HolderRow & { readonly officeId: string })[]>`
    select h."officeId", h."personId", h.since from (
      select distinct on (o.office_id, o.person_id) o.office_id as "officeId", o.person_id as "personId",
             o.effective_from as since, o.root, o.holds
        from read.office_register o
       where o.tenant = ${tenant} and o.person_id is not null and ${inForce(tx, 'o', at)}
       order by o.office_id, o.person_id, ${latestFirst(tx, 'o')}
    ) h where h.holds order by h.since, h.root`;
  const opened = await openTexts(tx, tenant, [...offices]);
  return opened.map((office) => ({
    ...office,
    holders: holders
      .filter(({ officeId }) => officeId === office.officeId)
      .map(({ personId, since }) => ({ personId, since })),
  }));
};
