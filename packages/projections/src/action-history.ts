/**
 * What was said of an action, in the order in which the ledger learned it, and what each event changed. The
 * events themselves stand in the log; this read model finds those of one action, a page at a time.
 */
import type { ActionEventType, Recorded } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { actionTypes } from './action-facets.js';
import { projection } from './projection.js';

export const actionHistory = projection<ActionEventType>({
  name: 'action_history',
  version: 4,
  types: actionTypes,
  columns:
    'plan_id uuid not null, action_id uuid not null, type text not null, stream_version integer not null',
  indexes: ['% (tenant, action_id, known_from) include (stream_version)'],
  rows: ({ type, data, streamVersion }: Recorded<ActionEventType>) => [
    {
      facet: '',
      plan_id: data.planId,
      action_id: data.actionId,
      type,
      stream_version: streamVersion,
    },
  ],
  asSet: {
    facets: `'{""}'::text[]`,
    columns: `(e.data ->> 'planId')::uuid, (e.data ->> 'actionId')::uuid, e.type, e.stream_version::integer`,
  },
});

/** A page of the positions of an action's events in the order of the log, up to what is known. */
export const historyPositions = async (
  tx: Tx,
  { tenant, actionId }: { readonly tenant: string; readonly actionId: string },
  { after, first, knownAt }: { readonly after: number; readonly first: number; readonly knownAt: number },
): Promise<number[]> => {
  const rows = await tx<{ position: number }[]>`
    select h.known_from as position from read.action_history h
     where h.tenant = ${tenant} and h.action_id = ${actionId} and h.known_from > ${after} and h.known_from <= ${knownAt}
     order by h.known_from limit ${first}`;
  return rows.map(({ position }) => position);
};

/** For each of these events that was corrected, as far as is known, the position of the correction. */
export const correctionsOf = async (
  tx: Tx,
  tenant: string,
  positions: readonly number[],
  knownAt: number,
): Promise<Map<number, number>> => {
  const rows = await tx<{ position: number; corrected_by: number }[]>`
    select h.known_from as position, h.known_to as corrected_by from read.action_history h
     where h.tenant = ${tenant} and h.known_from = any (${[...positions]}::bigint[]) and h.known_to <= ${knownAt}`;
  return new Map(rows.map(({ position, corrected_by }) => [position, corrected_by]));
};

/** One facet that an event changed, with the value it displaced at its place in time; `null` for nothing. */
export interface FacetChange {
  readonly facet: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What each of these events changed. Before is what held at that place in time just before the event was
 * recorded; a correction displaces the entry that it corrects, with all of its facets.
 */
export const facetChanges = async (
  tx: Tx,
  tenant: string,
  positions: readonly number[],
): Promise<Map<number, FacetChange[]>> => {
  const rows = await tx<({ position: number } & FacetChange)[]>`
    with own as materialized (
      select r.tenant, r.action_id, r.known_from as position, r.root, r.effective_from, r.facet,
             case when r.retracted then null else r.value end as value
        from read.action_register r
       where r.tenant = ${tenant} and r.known_from = any (${[...positions]}::bigint[])),
    said as (
      select * from own
      union all
      -- A facet of the corrected entry that its correction does not repeat is said no longer.
      select c.tenant, c.action_id, c.position, c.root, c.effective_from, old.facet, null
        from (select distinct tenant, action_id, position, root, effective_from from own where position <> root) c
        join read.action_register old
          on old.tenant = c.tenant and old.root = c.root and old.known_to = c.position and not old.retracted
       where not exists (select from own where own.position = c.position and own.facet = old.facet))
    select said.position, said.facet, before.value as before, said.value as after
      from said
      left join lateral (
        select e.value from read.action_register e
         where e.tenant = said.tenant and e.action_id = said.action_id and e.facet = said.facet
           and not e.retracted and e.known_from < said.position and e.known_to >= said.position
           and (e.root = said.root or (e.effective_from, e.root) < (said.effective_from, said.root))
         order by (e.root = said.root) desc, e.effective_from desc, e.root desc limit 1) before on true
     order by said.position, said.facet`;
  const opened = await openTexts(tx, tenant, [...rows]);
  return byPosition(opened);
};

const byPosition = (
  rows: readonly ({ readonly position: number } & FacetChange)[],
): Map<number, FacetChange[]> => {
  const groups = new Map<number, FacetChange[]>();
  for (const { position, ...change } of rows) {
    groups.set(position, [...(groups.get(position) ?? []), change]);
  }
  return groups;
};
