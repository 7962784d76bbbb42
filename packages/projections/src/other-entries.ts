/**
 * What may differ between two points of a plan: the facets of its actions of which other entries hold. Every step goes once
 * through the facets, and looks up what it needs of an entry, so that the work grows with the plan, not with what was said of it.
 */
import type { At } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { Fragment } from 'postgres';
import { SELDOM } from './action-register.js';
import type { ActionDifference, FacetDifference, PlanCompared } from './plan-difference.js';
import { inForce, inForceOfAny, latestFirst } from './visible.js';

/** An action that may differ. */
export interface OtherEntries extends Omit<ActionDifference, 'facets'> {
  readonly facets: readonly (FacetDifference & {
    /** That it differs is sure from the structure alone; else it is seen once the texts are read. */
    readonly sure: boolean;
  })[];
}

/**
 * The latest entry of every facet of every action at a point. What is said of an action again and again is looked up facet by
 * facet, so that all that was said before costs nothing, however much it is; the rest is little, and has an index of its own.
 * Values come along where a look at them can make a difference sure.
 */
const standing = (tx: Tx, { tenant, planId }: PlanCompared, at: At, only: OnlyThese) => tx`
  select i.action_id, f.facet, latest.known_from, latest.value
    from ids i cross join unnest('{completion,due,rag}'::text[]) as f (facet)
   cross join lateral (
     select e.known_from, e.value from read.action_register e
      where e.tenant = ${tenant} and e.action_id = i.action_id and e.facet = f.facet and ${inForce(tx, 'e', at)}
      order by ${latestFirst(tx, 'e')} limit 1) latest
  union all
  select i.action_id, f.facet, latest.known_from, null
    from ids i cross join unnest('{narrative,owners}'::text[]) as f (facet)
   cross join lateral (
     select e.known_from from read.action_register e
      where e.tenant = ${tenant} and e.action_id = i.action_id and e.facet = f.facet and ${inForce(tx, 'e', at)}
      order by ${latestFirst(tx, 'e')} limit 1) latest
  union all
  (select distinct on (d.action_id) d.action_id, d.facet, d.known_from, null from read.action_register d
    where d.tenant = ${tenant} and d.plan_id = ${planId} and d.facet = 'definition' and ${inForce(tx, 'd', at)}
      ${among(tx, 'd', only)}
    order by d.action_id, ${latestFirst(tx, 'd')})
  union all
  select i.action_id, latest.facet, latest.known_from, case latest.facet when 'withdrawal' then ${valueOf(tx, tenant, tx`latest.known_from`, 'withdrawal')} end
    from ids i cross join lateral (
      select distinct on (e.facet) e.facet, e.known_from from read.action_register e
       where e.tenant = ${tenant} and e.action_id = i.action_id and ${tx.unsafe(SELDOM)} and ${inForceOfAny(tx, 'e', at)}
       order by e.facet, ${latestFirst(tx, 'e')}) latest`;

/** The actions that are looked at; `null`: all of the plan. */
export type OnlyThese = readonly string[] | null;

const among = (tx: Tx, alias: string, only: OnlyThese) =>
  only === null ? tx`` : tx`and ${tx(alias)}.action_id = any (${[...only]}::uuid[])`;

/** The value of the entry of a facet at a position. */
const valueOf = (tx: Tx, tenant: string, position: Fragment, facet: string) => tx`
  (select v.value from read.action_register v
    where v.tenant = ${tenant} and v.known_from = ${position} and v.facet = ${facet})`;

/** The facets of each action with what holds at both points, and whether the action is on the plan at each. */
const facetsAtBoth = (tx: Tx, plan: PlanCompared, only: OnlyThese) => {
  const position = (side: Fragment, facet: string) =>
    tx`max(${side}) filter (where f.facet = ${facet}) over each_action`;
  const isWithdrawn = (value: Fragment) =>
    tx`coalesce(bool_or((case f.facet when 'withdrawal' then ${value} ->> 'isWithdrawn' end)::boolean) over each_action, false)`;
  return tx`
    ids as materialized (
      select distinct i.action_id from read.action_register i
       where i.tenant = ${plan.tenant} and i.plan_id = ${plan.planId} and i.facet = 'definition' ${among(tx, 'i', only)}),
    earlier as materialized (${standing(tx, plan, plan.from, only)}),
    later as materialized (${standing(tx, plan, plan.to, only)}),
    facets as materialized (
      select action_id, facet, earlier.known_from as before, later.known_from as after,
             earlier.value as value_before, later.value as value_after
        from earlier full join later using (action_id, facet)),
    marked as materialized (
      select f.*, ${position(tx`f.before`, 'definition')} as defined_before, ${position(tx`f.after`, 'definition')} as defined_after,
             ${position(tx`f.before`, 'owners')} as owned_before, ${position(tx`f.after`, 'owners')} as owned_after,
             ${isWithdrawn(tx`f.value_before`)} as gone_before, ${isWithdrawn(tx`f.value_after`)} as gone_after
        from facets f
      window each_action as (partition by f.action_id)),
    placed as materialized (
      select *, defined_before is not null and not gone_before as was, defined_after is not null and not gone_after as is_there
        from marked),
    differing as materialized (
      select p.*, case when was then before end as old, case when is_there then after end as new,
             case when was then value_before end as old_value, case when is_there then value_after end as new_value
        from placed p
       where facet <> 'withdrawal' and (was <> is_there or (was and before is distinct from after)))`;
};

/** What may differ, in the printed order of the plan. */
export const otherEntries = async (
  tx: Tx,
  plan: PlanCompared,
  only: OnlyThese = null,
): Promise<OtherEntries[]> => {
  const { tenant, planId, to } = plan;
  return tx<OtherEntries[]>`
    with ${facetsAtBoth(tx, plan, only)},
    compared as materialized (
      -- Made here, since row-level security lets no index be searched by a coalesce.
      select action_id, was, is_there, defined_before, coalesce(defined_after, defined_before) as defined, owned_before, owned_after,
             json_agg(json_build_object('facet', facet, 'before', old, 'after', new, 'sure', case facet
               when 'rag' then old_value ->> 'rag' is distinct from new_value ->> 'rag'
               when 'due' then old_value #> '{due,meaning}' is distinct from new_value #> '{due,meaning}'
               when 'completion' then
                 coalesce(old_value ->> 'status', 'open') <> coalesce(new_value ->> 'status', 'open')
               else false end) order by facet) as facets
        from differing
       where (old is not null or new is not null)
         and (facet not in ('rag', 'due') or old_value is distinct from new_value)
       group by action_id, was, is_there, defined_before, defined_after, owned_before, owned_after),
    parts as materialized (
      select s.id, s.place, s.root from read.plan_structure s
       where s.tenant = ${tenant} and s.plan_id = ${planId} and ${inForce(tx, 's', to)}),
    defined as materialized (
      select c.*, d.root, (d.value ->> 'place')::bigint as place, (d.value ->> 'workstreamId')::uuid as workstream,
             (d.value ->> 'commitmentId')::uuid as commitment,
             case when was then ${valueOf(tx, tenant, tx`c.defined_before`, 'definition')} ->> 'workstreamId' end as workstream_before
        from compared c
       cross join lateral (
         select e.root, e.value from read.action_register e
          where e.tenant = ${tenant} and e.known_from = c.defined and e.facet = 'definition' limit 1) d)
    select a.action_id as "actionId",
           case when was and is_there then 'changed' when was then 'withdrawn' else 'added' end as kind,
           array[coalesce(w.place, 0), coalesce(w.root, 0), coalesce(c.place, 0), coalesce(c.root, 0), a.place, a.root] as place,
           a.workstream as "workstreamId", a.workstream_before as "workstreamBefore",
           json_build_object('before', case when was then owned_before end,
                             'after', case when is_there then owned_after end) as owners, a.facets
      from defined a
      left join parts w on w.id = a.workstream
      left join parts c on c.id = a.commitment
     order by 3`;
};
