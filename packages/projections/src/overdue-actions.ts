/**
 * Which actions are overdue on a day. An action is overdue from the day after its last day (London), while its
 * completion is neither claimed nor verified. Standing and undated actions cannot be overdue.
 */
import type { ActionEventType, At, Due, Recorded } from '@improvement-ledger/domain';
import { lastDayOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { facetsOf } from './action-facets.js';
import type { PageAsked, PageFound } from './page.js';
import { pageFound } from './page.js';
import type { EntryRow } from './projection.js';
import { projection } from './projection.js';
import { inForce, latestFirst } from './visible.js';

type DueEventType = Exclude<
  ActionEventType,
  | 'ActionStatusRecorded'
  | 'ActionOwnerReassigned'
  | 'ActionDueDateChangeRequested'
  | 'ActionDueDateChangeRefused'
>;

export const overdueActions = projection<DueEventType>({
  name: 'overdue_actions',
  version: 2,
  types: [
    'ActionAdded',
    'ActionDueDateChanged',
    'ActionDueDateChangeApproved',
    'ActionCompletionClaimed',
    'ActionCompletionVerified',
    'ActionCompletionSentBack',
    'ActionReopened',
  ],
  columns: 'plan_id uuid not null, action_id uuid not null, last_day date, is_open boolean',
  indexes: ['% (tenant, action_id, facet, effective_from desc, root desc)'],
  rows: (event: Recorded<DueEventType>) => {
    const { planId: plan_id, actionId: action_id } = event.data;
    return facetsOf(event).flatMap(({ facet, value }): EntryRow[] => {
      if (facet === 'due') {
        const { meaning } = (value as { due: Due }).due;
        return [{ facet, plan_id, action_id, last_day: lastDayOf(meaning), is_open: null }];
      }
      if (facet !== 'completion') return [];
      const is_open = (value as { status: string }).status === 'open';
      return [{ facet, plan_id, action_id, last_day: null, is_open }];
    });
  },
  asSet: {
    facets: `case when e.data ? 'due' then '{due}' else '{completion}' end::text[]`,
    columns: `(e.data ->> 'planId')::uuid, (e.data ->> 'actionId')::uuid,
      (e.data -> 'due' -> 'meaning' ->> 'lastDay')::date,
      case facet when 'completion' then e.type in ('ActionCompletionSentBack', 'ActionReopened') end`,
  },
});

export interface OverdueRow {
  readonly actionId: string;
  readonly lastDay: string;
  /** Whole calendar days from the last day to the day asked about. */
  readonly daysOverdue: number;
}

/** Where an action stands in the list of those overdue. */
export type OverduePlace = Pick<OverdueRow, 'lastDay' | 'actionId'>;

/** A page of the actions of a plan that are overdue on a day, the longest overdue first. */
export const overdueAt = async (
  tx: Tx,
  { tenant, planId }: { readonly tenant: string; readonly planId: string },
  on: string,
  at: At,
  { after, first }: PageAsked<OverduePlace>,
): Promise<PageFound<OverdueRow>> => {
  const behind =
    after === null
      ? tx``
      : tx`where ("lastDay", "actionId") > (${after.lastDay}::date, ${after.actionId}::uuid)`;
  const rows = await tx<(OverdueRow & { total: number })[]>`
    with overdue as materialized (
      select actions.action_id as "actionId", due.last_day as "lastDay", ${on}::date - due.last_day as "daysOverdue"
        -- What was said of an action for a time before it was added does not make it overdue then.
        from (select d.action_id from read.action_register d
               where d.tenant = ${tenant} and d.plan_id = ${planId} and d.facet = 'definition' and ${inForce(tx, 'd', at)}) actions
        cross join lateral (
          select d.last_day, d.effective_from, d.root from read.overdue_actions d
           where d.tenant = ${tenant} and d.action_id = actions.action_id and d.facet = 'due' and ${inForce(tx, 'd', at)}
           order by ${latestFirst(tx, 'd')} limit 1) due
        left join lateral (
          select c.is_open from read.overdue_actions c
           where c.tenant = ${tenant} and c.action_id = actions.action_id and c.facet = 'completion' and ${inForce(tx, 'c', at)}
           order by ${latestFirst(tx, 'c')} limit 1) completion on true
       where due.last_day < ${on}::date and coalesce(completion.is_open, true))
    select page.*, whole.total
      from (select count(*)::integer as total from overdue) whole
      left join lateral (
        select * from overdue ${behind} order by "lastDay", "actionId" limit ${first}) page on true
     order by "lastDay", "actionId"`;
  return pageFound(rows);
};
