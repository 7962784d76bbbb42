/**
 * Which actions of a plan differ between two points, as far as the structure of a few facets tells: enough to count them, for
 * an action of which one thing is sure to differ need not be looked at any further.
 */
import type { At } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { Fragment } from 'postgres';
import { withdrawnActions } from './action-order.js';
import type { DifferingAction, PlanCompared } from './plan-difference.js';
import { inForce, latestFirst } from './visible.js';

/** An action that is on the plan at one of the points, or at both. */
export interface PlacedAtBoth extends DifferingAction {
  /** That it differs is sure; else it is seen once all that it holds is looked at. */
  readonly sure: boolean;
}

const defined = (tx: Tx, { tenant, planId }: PlanCompared, at: At) => tx`
  select distinct on (d.action_id) d.action_id, d.root, d.value, d.action_id = any (gone.ids) as is_gone
    from read.action_register d
   cross join (select ${withdrawnActions(tx, { tenant, planId }, at)} as ids) gone
   where d.tenant = ${tenant} and d.plan_id = ${planId} and d.facet = 'definition' and ${inForce(tx, 'd', at)}
   order by d.action_id, ${latestFirst(tx, 'd')}`;

/** Whether what the latest entry of a facet says of action `p` is something else at the second point. */
const differs = (tx: Tx, { tenant, from, to }: PlanCompared, facet: string, says: Fragment) => {
  const latest = (at: At) => tx`(
    select ${says} from read.action_register e
     where e.tenant = ${tenant} and e.action_id = p.action_id and e.facet = ${facet} and ${inForce(tx, 'e', at)}
     order by ${latestFirst(tx, 'e')} limit 1)`;
  return tx`${latest(from)} is distinct from ${latest(to)}`;
};

/** All of them in the printed order of the plan. One facet after the other is looked up, until one is sure to differ. */
export const placedAtBoth = async (tx: Tx, plan: PlanCompared): Promise<PlacedAtBoth[]> => {
  const { tenant, planId, from, to } = plan;
  return tx<PlacedAtBoth[]>`
    with earlier as materialized (${defined(tx, plan, from)}),
    later as materialized (${defined(tx, plan, to)}),
    parts as materialized (
      select s.id, s.place, s.root from read.plan_structure s
       where s.tenant = ${tenant} and s.plan_id = ${planId} and ${inForce(tx, 's', to)}),
    placed as materialized (
      select action_id, coalesce(not earlier.is_gone, false) as was, coalesce(not later.is_gone, false) as is_there,
             coalesce(later.root, earlier.root) as root, (coalesce(later.value, earlier.value) ->> 'place')::bigint as place,
             (coalesce(later.value, earlier.value) ->> 'workstreamId')::uuid as workstream,
             (coalesce(later.value, earlier.value) ->> 'commitmentId')::uuid as commitment,
             (earlier.value ->> 'workstreamId')::uuid as workstream_before
        from earlier full join later using (action_id))
    select p.action_id as "actionId",
           case when p.was and p.is_there then 'changed' when p.was then 'withdrawn' else 'added' end as kind,
           array[coalesce(w.place, 0), coalesce(w.root, 0), coalesce(c.place, 0), coalesce(c.root, 0), p.place, p.root] as place,
           p.workstream as "workstreamId", case when p.was then p.workstream_before end as "workstreamBefore",
           case when p.was <> p.is_there then true
                when ${differs(tx, plan, 'rag', tx`e.value ->> 'rag'`)} then true
                when ${differs(tx, plan, 'completion', tx`nullif(e.value ->> 'status', 'open')`)} then true
                when ${differs(tx, plan, 'due', tx`e.value #> '{due,meaning}'`)} then true
                else false end as sure
      from placed p
      left join parts w on w.id = p.workstream
      left join parts c on c.id = p.commitment
     where p.was or p.is_there
     order by 3`;
};
