/** Plans: their titles, from when they are in force, the vocabulary of their ratings, and what they demand. */
import type {
  At,
  PlanEventType,
  PlanRules,
  RagRating,
  Recorded,
  SealedText,
} from '@improvement-ledger/domain';
import { noRules } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { projection } from './projection.js';
import { inForce, latestFirst } from './visible.js';

const facetOf = {
  PlanDrafted: 'drafted',
  RagVocabularySet: 'vocabulary',
  PlanRulesSet: 'rules',
} as const satisfies Record<PlanEventType, string>;

export const planRegister = projection<PlanEventType>({
  name: 'plan_register',
  version: 3,
  types: ['PlanDrafted', 'RagVocabularySet', 'PlanRulesSet'],
  columns: 'plan_id uuid not null, value jsonb not null',
  indexes: ['% (tenant, plan_id, facet, effective_from desc, root desc)', '% (plan_id)'],
  rows: ({ type, data }: Recorded<PlanEventType>) => [
    { facet: facetOf[type], plan_id: data.planId, value: data },
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
  /** Every vocabulary that was ever set, in the order of recording. */
  readonly vocabularies: readonly VocabularyRow[];
  readonly rules: PlanRules;
}

/** One version of a plan's vocabulary. */
export interface VocabularyRow {
  readonly version: number;
  readonly ratings: readonly RagRating[];
  /** From when it was to be used. */
  readonly since: string;
  /** Where it was first recorded. */
  readonly position: number;
}

/** Every vocabulary known, whenever it was to be used: a rating may be told late, in words of today. */
const everyVocabulary = (tx: Tx, { knownAt }: At) => tx`
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object(
             'version', v.value -> 'version', 'ratings', v.value -> 'ratings', 'position', v.root,
             'since', to_char(v.effective_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by v.root), '[]') as list
      from read.plan_register v
     where v.tenant = p.tenant and v.plan_id = p.plan_id and v.facet = 'vocabulary'
       and v.known_from <= ${knownAt} and v.known_to > ${knownAt} and not v.retracted) vocabularies`;

/** The latest entry of a facet at a point, as a lateral join on `p`. */
const latest = (tx: Tx, facet: 'vocabulary' | 'rules', at: At) => tx`
  left join lateral (
    select e.value from read.plan_register e
     where e.tenant = p.tenant and e.plan_id = p.plan_id and e.facet = ${facet} and ${inForce(tx, 'e', at)}
     order by ${latestFirst(tx, 'e')} limit 1) ${tx(facet)} on true`;

/** The plans known at a point; one of them, when `planId` is given. */
export const plansAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  planId: string | null = null,
): Promise<PlanRow[]> => {
  const rows = await tx<PlanRow[]>`
    select p.tenant, p.plan_id as "planId", p.value -> 'title' as title, p.value ->> 'inForceFrom' as "inForceFrom",
           p.effective_from as "draftedAt", coalesce(vocabulary.value, '{"version": 0, "ratings": []}') as vocabulary,
           vocabularies.list as vocabularies, coalesce(rules.value - 'planId', ${tx.json({ ...noRules })}) as rules
      from read.plan_register p
      ${latest(tx, 'vocabulary', at)} ${latest(tx, 'rules', at)} ${everyVocabulary(tx, at)}
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
