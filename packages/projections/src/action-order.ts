/** The actions of a plan in the order in which it is printed: by workstream, commitment and place. */
import type { At } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { PageAsked, PageFound } from './page.js';
import { pageFound } from './page.js';
import { inForce, latestFirst } from './visible.js';

/**
 * Where an action stands in print: the place of its workstream, of its commitment and its own, each followed by the
 * position of the event that added it. What shares a place comes in the order of recording, and stays together.
 */
export interface ActionPlace {
  readonly place: readonly number[];
}
export type PlacedAction = ActionPlace & { readonly actionId: string };

/** A page of a plan's actions at a point. What each of them is, `actionsAt` tells. */
export const actionPageAt = async (
  tx: Tx,
  {
    tenant,
    planId,
    withdrawn,
  }: {
    readonly tenant: string;
    readonly planId: string;
    /** Whether those withdrawn are listed and counted as well. */
    readonly withdrawn: boolean;
  },
  at: At,
  { after, first }: PageAsked<ActionPlace>,
): Promise<PageFound<PlacedAction>> => {
  const behind = after === null ? tx`` : tx`where place > ${[...after.place]}::bigint[]`;
  const rows = await tx<(PlacedAction & { total: number })[]>`
    with parts as materialized (
      select s.id, s.place, s.root from read.plan_structure s
       where s.tenant = ${tenant} and s.plan_id = ${planId} and ${inForce(tx, 's', at)}),
    -- What it stands under is read out of each action once, not once for each part of the plan that it might stand under.
    added as materialized (
      select d.action_id, d.root, (d.value ->> 'place')::bigint as place,
             (d.value ->> 'workstreamId')::uuid as workstream, (d.value ->> 'commitmentId')::uuid as commitment
        from read.action_register d
       where d.tenant = ${tenant} and d.plan_id = ${planId} and d.facet = 'definition' and ${inForce(tx, 'd', at)}
         ${withdrawn ? tx`` : tx`and d.action_id <> all (${withdrawnActions(tx, { tenant, planId }, at)})`}),
    placed as materialized (
      select a.action_id as "actionId",
             array[coalesce(w.place, 0), coalesce(w.root, 0), coalesce(c.place, 0), coalesce(c.root, 0), a.place, a.root] as place
        from added a
        left join parts w on w.id = a.workstream
        left join parts c on c.id = a.commitment)
    select page.*, whole.total
      from (select count(*)::integer as total from placed) whole
      left join lateral (select * from placed ${behind} order by place limit ${first}) page on true
     order by place`;
  return pageFound(rows);
};

/** Those of a plan that are withdrawn, as an array of ids: few, and found by themselves. */
export const withdrawnActions = (
  tx: Tx,
  { tenant, planId }: { readonly tenant: string; readonly planId: string },
  at: At,
) => tx`
  array(select latest.action_id from (
          select distinct on (w.action_id) w.action_id, (w.value ->> 'isWithdrawn')::boolean as is_withdrawn
            from read.action_register w
           where w.tenant = ${tenant} and w.plan_id = ${planId} and w.facet = 'withdrawal' and ${inForce(tx, 'w', at)}
           order by w.action_id, ${latestFirst(tx, 'w')}) latest
         where latest.is_withdrawn)`;
