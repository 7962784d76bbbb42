/**
 * How the actions of a plan stand to their due dates on a day: which are overdue, which await verification, and which
 * cannot be overdue since they stand or have no date. The rules are the domain's, once more in overdue-rule.ts.
 */
import type { ActionEventType, At, Due, DueState, Recorded } from '@improvement-ledger/domain';
import { missingDateReasons } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { facetsOf } from './action-facets.js';
import { dueState, lastDayThatCounts } from './overdue-rule.js';
import type { PageAsked, PageFound } from './page.js';
import { pageFound } from './page.js';
import type { EntryRow } from './projection.js';
import { projection } from './projection.js';
import { inForce, latestFirst } from './visible.js';

const types = [
  'ActionAdded',
  'ActionDueDateChanged',
  'ActionDueDateChangeApproved',
  'ActionCompletionClaimed',
  'ActionCompletionVerified',
  'ActionCompletionSentBack',
  'ActionReopened',
  'ActionWithdrawn',
  'ActionReinstated',
] as const satisfies readonly ActionEventType[];
type DueEventType = (typeof types)[number];

/** What is kept of a due date: all that its meaning says. */
const meaningOf = ({ meaning }: Due) => ({
  kind: meaning.kind,
  last_day: 'lastDay' in meaning ? meaning.lastDay : null,
  precision: 'precision' in meaning ? meaning.precision : null,
  every: meaning.kind === 'recurring' ? meaning.every : null,
  stands_from: meaning.kind === 'standing' ? meaning.from : null,
  why: meaning.kind === 'undated' ? meaning.why : null,
});
const nothing = {
  kind: null,
  last_day: null,
  precision: null,
  every: null,
  stands_from: null,
  why: null,
  is_original: null,
  status: null,
  is_withdrawn: null,
};

export const overdueActions = projection<DueEventType>({
  name: 'overdue_actions',
  version: 3,
  types,
  columns: `plan_id uuid not null, action_id uuid not null, kind text, last_day date, precision text, every text,
    stands_from date, why text, is_original boolean, status text, is_withdrawn boolean`,
  indexes: ['% (tenant, action_id, facet, effective_from desc, root desc)'],
  rows: (event: Recorded<DueEventType>) => {
    const row = { ...nothing, plan_id: event.data.planId, action_id: event.data.actionId };
    return facetsOf(event).flatMap(({ facet, value }): EntryRow[] => {
      if (facet === 'due') {
        const { due, original } = value as { readonly due: Due; readonly original: boolean };
        return [{ ...row, facet, ...meaningOf(due), is_original: original }];
      }
      if (facet === 'completion') return [{ ...row, facet, status: (value as { status: string }).status }];
      return facet === 'withdrawal'
        ? [{ ...row, facet, is_withdrawn: (value as { isWithdrawn: boolean }).isWithdrawn }]
        : [];
    });
  },
  asSet: {
    facets: `case when e.data ? 'due' then '{due}' when e.type in ('ActionWithdrawn', 'ActionReinstated') then '{withdrawal}'
                  else '{completion}' end::text[]`,
    columns: `(e.data ->> 'planId')::uuid, (e.data ->> 'actionId')::uuid, e.data -> 'due' -> 'meaning' ->> 'kind',
      (e.data -> 'due' -> 'meaning' ->> 'lastDay')::date, e.data -> 'due' -> 'meaning' ->> 'precision',
      e.data -> 'due' -> 'meaning' ->> 'every', (e.data -> 'due' -> 'meaning' ->> 'from')::date,
      e.data -> 'due' -> 'meaning' ->> 'why', case facet when 'due' then e.type = 'ActionAdded' end,
      case facet when 'completion' then case e.type when 'ActionCompletionClaimed' then 'claimed'
                                                    when 'ActionCompletionVerified' then 'verified' else 'open' end end,
      case facet when 'withdrawal' then e.type = 'ActionWithdrawn' end`,
  },
});

/** SQL: how each action of a plan, or of all plans of a council, stands to its due date on a day. */
export const standings = (
  tx: Tx,
  { tenant, planId }: { readonly tenant: string; readonly planId: string | null },
  { on, against }: Pick<DueListAsked, 'on' | 'against'>,
  at: At,
) => tx`
  select actions.action_id as "actionId", actions.root, due.why, due.is_original, coalesce(due.counts, due.stands_from) as day,
         ${on}::date - due.counts as "daysOverdue", ${dueState(tx, tx`due.counts`, on)} as state
    -- What was said of an action for a time before it was added does not make it overdue then.
    from (select d.action_id, d.root from read.action_register d
           where d.tenant = ${tenant} ${planId === null ? tx`` : tx`and d.plan_id = ${planId}`}
             and d.facet = 'definition' and ${inForce(tx, 'd', at)}) actions
   ${latest(tx, tenant, 'completion', at)}
   ${latest(tx, tenant, 'withdrawal', at)}
   cross join lateral (
     select due.*, ${lastDayThatCounts(tx, roundsOf(tx, tenant, at))} as counts from (
       select d.* from read.overdue_actions d
        where d.tenant = ${tenant} and d.action_id = actions.action_id and d.facet = 'due' and ${inForce(tx, 'd', at)}
          ${against === 'original' ? tx`and d.is_original` : tx``}
        order by ${latestFirst(tx, 'd')} limit 1) due) due`;

/** Which actions are asked for. */
export interface DueListAsked {
  readonly state: DueState['state'];
  /** The day that due dates are compared with. */
  readonly on: string;
  /** Which due date counts: the one in force, or the first. */
  readonly against: 'current' | 'original';
  /** Of undated actions, only those for which somebody must find a date. */
  readonly missingOnly?: boolean;
}

export interface DueRow {
  readonly actionId: string;
  /** Position of the event that added the action. */
  readonly root: number;
  /** The last day that counts; for a standing action the day from which it stands; else `null`. */
  readonly day: string | null;
  /** Whole calendar days from the last day to the day asked about; negative while it is still to come. */
  readonly daysOverdue: number | null;
}

/** Where an action stands in a list: by its day, those without one last. */
export type DuePlace = Pick<DueRow, 'day' | 'root'>;

/** After every day that the ledger takes. */
const NO_DAY = 'infinity';

/** A page of the actions of a plan that stand so to their due dates on a day: the earliest day first, those of one day as they were added. */
export const dueListAt = async (
  tx: Tx,
  { tenant, planId }: { readonly tenant: string; readonly planId: string },
  { state, on, against, missingOnly = false }: DueListAsked,
  at: At,
  { after, first }: PageAsked<DuePlace>,
): Promise<PageFound<DueRow>> => {
  const behind =
    after === null
      ? tx``
      : tx`where (coalesce(day, ${NO_DAY}), root) > (${after.day ?? NO_DAY}::date, ${after.root}::bigint)`;
  const rows = await tx<(DueRow & { total: number })[]>`
    with stands as (${standings(tx, { tenant, planId }, { on, against }, at)}),
    listed as materialized (
      select "actionId", root, day, "daysOverdue" from stands
       where state = ${state} ${missingOnly ? tx`and why = any (${[...missingDateReasons]})` : tx``})
    select page.*, whole.total
      from (select count(*)::integer as total from listed) whole
      left join lateral (
        select * from listed ${behind} order by coalesce(day, ${NO_DAY}), root limit ${first}) page on true
     order by coalesce(day, ${NO_DAY}), root`;
  return pageFound(rows);
};

/** The latest entry of a facet of `actions`, under the facet's name. */
const latest = (tx: Tx, tenant: string, facet: 'completion' | 'withdrawal', at: At) => tx`
  left join lateral (
    select c.status, c.is_withdrawn from read.overdue_actions c
     where c.tenant = ${tenant} and c.action_id = actions.action_id and c.facet = ${facet} and ${inForce(tx, 'c', at)}
     order by ${latestFirst(tx, 'c')} limit 1) ${tx(facet)} on true`;

/** The days of the claims of `actions` that were verified and not reopened. */
const roundsOf = (tx: Tx, tenant: string, at: At) => tx`
  array(select (effective_from at time zone 'Europe/London')::date from (
          select c.status, c.effective_from, c.root,
                 lead(c.status) over later as next, lead(c.status, 2) over later as after_next
            from read.overdue_actions c
           where c.tenant = ${tenant} and c.action_id = actions.action_id and c.facet = 'completion' and ${inForce(tx, 'c', at)}
          window later as (order by c.effective_from, c.root)) c
         where status = 'claimed' and next = 'verified' and after_next is distinct from 'open'
         order by effective_from, root)`;
