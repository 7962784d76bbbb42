/** The workstreams and commitments that a plan is made of. */
import type { At, Recorded, SealedText } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { NEVER, projection } from './projection.js';
import { inForce } from './visible.js';

export const planStructure = projection<'WorkstreamAdded' | 'CommitmentAdded'>({
  name: 'plan_structure',
  version: 1,
  types: ['WorkstreamAdded', 'CommitmentAdded'],
  columns: `plan_id uuid not null, kind text not null, id uuid not null, parent_id uuid not null,
    reference text not null, place integer not null, title jsonb not null`,
  indexes: ['% (tenant, plan_id)', '% (tenant, id)', '% (tenant, parent_id)'],
  rows: ({ type, data }: Recorded<'WorkstreamAdded' | 'CommitmentAdded'>) => [
    {
      facet: '',
      plan_id: data.planId,
      kind: type === 'WorkstreamAdded' ? 'workstream' : 'commitment',
      id: 'commitmentId' in data ? data.commitmentId : data.workstreamId,
      parent_id: 'commitmentId' in data ? data.workstreamId : data.planId,
      reference: data.reference,
      place: data.place,
      title: data.title,
    },
  ],
});

export interface StructureRow {
  readonly kind: 'workstream' | 'commitment';
  readonly id: string;
  readonly planId: string;
  /** The plan of a workstream, the workstream of a commitment. */
  readonly parentId: string;
  readonly reference: string;
  readonly place: number;
  readonly title: SealedText;
}

/** A plan's workstreams and commitments at a point, in printed order. */
export const structureAt = async (
  tx: Tx,
  tenant: string,
  planId: string,
  at: At,
): Promise<StructureRow[]> => {
  const rows = await tx<StructureRow[]>`
    select kind, id, plan_id as "planId", parent_id as "parentId", reference, place, title
      from read.plan_structure s
     where s.tenant = ${tenant} and s.plan_id = ${planId} and ${inForce(tx, 's', at)}
     order by place, root`;
  return openTexts(tx, tenant, [...rows]);
};

/** The last place taken among a plan's workstreams, or a workstream's commitments; 0 where there are none. */
export const lastPartPlace = async (tx: Tx, tenant: string, parentId: string): Promise<number> => {
  const [row] = await tx<{ last: number }[]>`
    select coalesce(max(place), 0) as last from read.plan_structure
     where tenant = ${tenant} and parent_id = ${parentId} and known_to = ${NEVER} and not retracted`;
  return row?.last ?? 0;
};

/** The workstream or commitment with this id, with its plan. */
export const structureRow = async (
  tx: Tx,
  tenant: string,
  id: string,
): Promise<{
  readonly kind: StructureRow['kind'];
  readonly planId: string;
  readonly parentId: string;
} | null> => {
  const [row] = await tx<{ kind: StructureRow['kind']; planId: string; parentId: string }[]>`
    select kind, plan_id as "planId", parent_id as "parentId" from read.plan_structure
     where tenant = ${tenant} and id = ${id} limit 1`;
  return row ?? null;
};
