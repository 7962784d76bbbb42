/** Plans: their titles, from when they are in force, and the vocabulary of their ratings. */
import type { At, RagRating, Recorded, SealedText } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { projection } from './projection.js';
import { inForce, latestFirst } from './visible.js';

export const planRegister = projection<'PlanDrafted' | 'RagVocabularySet'>({
  name: 'plan_register',
  version: 2,
  types: ['PlanDrafted', 'RagVocabularySet'],
  columns: 'plan_id uuid not null, value jsonb not null',
  indexes: ['% (tenant, plan_id, facet, effective_from desc, root desc)', '% (plan_id)'],
  rows: ({ type, data }: Recorded<'PlanDrafted' | 'RagVocabularySet'>) => [
    { facet: type === 'PlanDrafted' ? 'drafted' : 'vocabulary', plan_id: data.planId, value: data },
  ],
});

export interface PlanRow {
  readonly tenant: string;
  readonly planId: string;
  readonly title: SealedText;
  readonly inForceFrom: string | null;
  readonly draftedAt: string;
  /** The ratings in force, with the version of the vocabulary. */
  readonly vocabulary: { readonly version: number; readonly ratings: readonly RagRating[] };
}

/** The plans known at a point; one of them, when `planId` is given. */
export const plansAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  planId: string | null = null,
): Promise<PlanRow[]> => {
  const rows = await tx<PlanRow[]>`
    select p.tenant, p.plan_id as "planId", p.value -> 'title' as title, p.value ->> 'inForceFrom' as "inForceFrom",
           p.effective_from as "draftedAt", coalesce(v.value, '{"version": 0, "ratings": []}') as vocabulary
      from read.plan_register p
      left join lateral (
        select v.value from read.plan_register v
         where v.tenant = p.tenant and v.plan_id = p.plan_id and v.facet = 'vocabulary' and ${inForce(tx, 'v', at)}
         order by ${latestFirst(tx, 'v')} limit 1) v on true
     where p.tenant = ${tenant} and p.facet = 'drafted' and ${inForce(tx, 'p', at)}
       and (${planId}::uuid is null or p.plan_id = ${planId}::uuid)
     order by p.effective_from, p.root`;
  return openTexts(tx, tenant, [...rows]);
};

/** The council whose plan this is, among those the transaction may see. */
export const tenantOfPlan = async (tx: Tx, planId: string): Promise<string | null> => {
  const [row] = await tx<{ tenant: string }[]>`
    select tenant from read.plan_register where plan_id = ${planId} and facet = 'drafted' limit 1`;
  return row?.tenant ?? null;
};
