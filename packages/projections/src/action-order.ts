/** The actions of a plan in the order in which it is printed: by workstream, commitment and place. */
import type { At } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { PageAsked, PageFound } from './page.js';
import { pageFound } from './page.js';
import { inForce, latestFirst } from './visible.js';

/** Where an action stands in print. What shares a place comes in the order of recording. */
export interface ActionPlace {
  readonly workstream: number;
  readonly commitment: number;
  readonly action: number;
  readonly root: number;
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
  const behind =
    after === null
      ? tx``
      : tx`where (workstream, commitment, action, root)
             > (${after.workstream}::bigint, ${after.commitment}::bigint, ${after.action}::bigint, ${after.root}::bigint)`;
  const rows = await tx<(PlacedAction & { total: number })[]>`
    with parts as materialized (
      select s.id, s.place from read.plan_structure s
       where s.tenant = ${tenant} and s.plan_id = ${planId} and ${inForce(tx, 's', at)}),
    placed as materialized (
      select d.action_id as "actionId", d.root, (d.value ->> 'place')::bigint as action,
             coalesce(w.place, 0)::bigint as workstream, coalesce(c.place, 0)::bigint as commitment
        from read.action_register d
        left join parts w on w.id = (d.value ->> 'workstreamId')::uuid
        left join parts c on c.id = (d.value ->> 'commitmentId')::uuid
       where d.tenant = ${tenant} and d.plan_id = ${planId} and d.facet = 'definition' and ${inForce(tx, 'd', at)}
         ${withdrawn ? tx`` : tx`and not ${isWithdrawn(tx, at)}`})
    select page.*, whole.total
      from (select count(*)::integer as total from placed) whole
      left join lateral (
        select * from placed ${behind}
         order by workstream, commitment, action, root limit ${first}) page on true
     order by workstream, commitment, action, root`;
  return pageFound(rows);
};

/** Whether the action `d` is withdrawn. */
const isWithdrawn = (tx: Tx, at: At) => tx`
  coalesce((select (w.value ->> 'isWithdrawn')::boolean from read.action_register w
             where w.tenant = d.tenant and w.action_id = d.action_id and w.facet = 'withdrawal' and ${inForce(tx, 'w', at)}
             order by ${latestFirst(tx, 'w')} limit 1), false)`;
