/**
 * Actions whose owner has left: the movements of workers beside the plan. Somebody has left whose every engagement is over;
 * who never worked in a post of the ledger's is not known to have. Dates alone: nothing is said of why, nor of what came of it.
 */
import type { At, Owner } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { PageFound } from './page.js';
import { inForce, latestFirst } from './visible.js';

export interface DepartedOwnerRow {
  /** Where it stands in the list. */
  readonly place: string;
  readonly actionId: string;
  readonly owner: Owner;
  /** The first day on which they were gone. */
  readonly left: string;
  /** From when they were the owner. */
  readonly ownerSince: string;
  /** How many others own the action who have not left. */
  readonly others: number;
}

interface Asked {
  readonly planId: string;
  readonly after: string | null;
  readonly first: number;
}

/** Under which id somebody is known now, as far as one merge tells. */
const humanOf = (tx: Tx, tenant: string, { knownAt }: At, id: ReturnType<typeof tx>) => tx`coalesce((
  select m.into_person from access.merges m
   where m.tenant = ${tenant} and m.person = ${id} and m.given_position <= ${knownAt}
   order by m.given_position desc limit 1), ${id})`;

/** Actions of a plan that are neither verified nor withdrawn and of which an owner has left, those who left first first. */
export const departedOwnersAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  { planId, after, first }: Asked,
): Promise<PageFound<DepartedOwnerRow>> => {
  const latest = (facet: string) => tx`
    left join lateral (
      select e.value, e.effective_from from read.action_register e
       where e.tenant = d.tenant and e.action_id = d.action_id and e.facet = ${facet} and ${inForce(tx, 'e', at)}
       order by ${latestFirst(tx, 'e')} limit 1) ${tx(facet)} on true`;
  const rows = await tx<(DepartedOwnerRow & { readonly total: number })[]>`
    with gone as (
           select ${humanOf(tx, tenant, at, tx`b.person_id`)} as human,
                  to_char(max(ended.effective_from at time zone 'Europe/London'), 'YYYY-MM-DD') as left
             from read.joining_register b
             left join lateral (
               select e.effective_from from read.joining_register e
                where e.tenant = b.tenant and e.engagement_id = b.engagement_id and e.step = 'ended' and ${inForce(tx, 'e', at)}
                order by ${latestFirst(tx, 'e')} limit 1) ended on true
            where b.tenant = ${tenant} and b.step = 'began' and ${inForce(tx, 'b', at)}
            group by 1 having bool_and(ended.effective_from is not null)),
         owned as (
           select d.action_id, d.root, owners.effective_from, owner.value as owner, owner.nr, gone.left,
                  count(*) filter (where gone.left is null) over (partition by d.action_id) as others
             from read.action_register d
             ${latest('owners')} ${latest('completion')} ${latest('withdrawal')}
            cross join lateral jsonb_array_elements(owners.value -> 'list') with ordinality owner (value, nr)
             left join gone on gone.human = ${humanOf(tx, tenant, at, tx`(owner.value ->> 'personId')::uuid`)}
            where d.tenant = ${tenant} and d.plan_id = ${planId} and d.facet = 'definition' and ${inForce(tx, 'd', at)}
              and owner.value ->> 'part' = 'owner' and coalesce(completion.value ->> 'status', 'open') <> 'verified'
              and coalesce((withdrawal.value ->> 'isWithdrawn')::boolean, false) = false)
    select page.* from (
      select o.left || '-' || lpad(o.root::text, 15, '0') || '-' || o.nr as place, o.action_id as "actionId", o.owner, o.left,
             o.effective_from as "ownerSince", o.others::integer as others, count(*) over ()::integer as total
        from owned o where o.left is not null) page
     where ${after === null ? tx`true` : tx`page.place collate "C" > ${after}`}
     order by page.place collate "C" limit ${first}`;
  return { total: rows[0]?.total ?? 0, rows: await openTexts(tx, tenant, [...rows]) };
};

export interface OwnershipRow {
  readonly actionId: string;
  readonly owners: readonly Owner[];
  readonly since: string;
}

/** Who owned actions from when, as known and true at a point: each reassignment in its order. */
export const ownershipsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  actionIds: readonly string[],
): Promise<OwnershipRow[]> => {
  const rows = await tx<OwnershipRow[]>`
    select e.action_id as "actionId", e.value -> 'list' as owners, e.effective_from as since from read.action_register e
     where e.tenant = ${tenant} and e.action_id = any (${[...actionIds]}::uuid[]) and e.facet = 'owners' and ${inForce(tx, 'e', at)}
     order by e.action_id, e.effective_from, e.root`;
  return openTexts(tx, tenant, [...rows]);
};
