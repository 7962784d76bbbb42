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
    placed as materialized (
      select d.action_id as "actionId",
             array[coalesce(w.place, 0), coalesce(w.root, 0), coalesce(c.place, 0), coalesce(c.root, 0),
                   (d.value ->> 'place')::bigint, d.root] as place
        from read.action_register d
        left join parts w on w.id = (d.value ->> 'workstreamId')::uuid
        left join parts c on c.id = (d.value ->> 'commitmentId')::uuid
       where d.tenant = ${tenant} and d.plan_id = ${planId} and d.facet = 'definition' and ${inForce(tx, 'd', at)}
         ${withdrawn ? tx`` : tx`and not ${isWithdrawn(tx, at)}`})
    select page.*, whole.total
      from (select count(*)::integer as total from placed) whole
      left join lateral (select * from placed ${behind} order by place limit ${first}) page on true
     order by place`;
  return pageFound(rows);
};

/** Whether the action `d` is withdrawn. */
const isWithdrawn = (tx: Tx, at: At) => tx`
  coalesce((select (w.value ->> 'isWithdrawn')::boolean from read.action_register w
             where w.tenant = d.tenant and w.action_id = d.action_id and w.facet = 'withdrawal' and ${inForce(tx, 'w', at)}
             order by ${latestFirst(tx, 'w')} limit 1), false)`;
