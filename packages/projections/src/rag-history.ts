/**
 * How actions were rated over time: counts by month, as known at the end of each month and as known now. The
 * difference is what was recorded, corrected or back-dated later.
 */
import type { ActionEventType, At, Recorded } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { projection } from './projection.js';
import { inForce, latestFirst } from './visible.js';

type RatingEventType = Extract<
  ActionEventType,
  'ActionAdded' | 'ActionStatusRecorded' | 'ActionWithdrawn' | 'ActionReinstated'
>;

export const ragHistory = projection<RatingEventType>({
  name: 'rag_history',
  version: 2,
  types: ['ActionAdded', 'ActionStatusRecorded', 'ActionWithdrawn', 'ActionReinstated'],
  columns:
    'plan_id uuid not null, action_id uuid not null, rag text, vocabulary integer, is_withdrawn boolean',
  indexes: [
    '% (tenant, action_id, facet, effective_from desc, root desc)',
    `% (tenant, plan_id, effective_from) where facet = 'added'`,
    '% (tenant, plan_id, effective_from)',
  ],
  rows: ({ type, data }: Recorded<RatingEventType>) => {
    const { planId: plan_id, actionId: action_id } = data;
    const row = { plan_id, action_id, rag: null, vocabulary: null, is_withdrawn: null };
    if (type === 'ActionAdded') return [{ ...row, facet: 'added' }];
    if (type !== 'ActionStatusRecorded') {
      return [{ ...row, facet: 'withdrawn', is_withdrawn: type === 'ActionWithdrawn' }];
    }
    const { rag, vocabulary = null } = data;
    return rag === undefined ? [] : [{ ...row, facet: 'rated', rag, vocabulary }];
  },
  asSet: {
    facets: `case when e.type = 'ActionAdded' then '{added}' when e.type <> 'ActionStatusRecorded' then '{withdrawn}'
                  when e.data ? 'rag' then '{rated}' else '{}' end::text[]`,
    columns: `(e.data ->> 'planId')::uuid, (e.data ->> 'actionId')::uuid, e.data ->> 'rag', (e.data ->> 'vocabulary')::integer,
      case facet when 'withdrawn' then e.type = 'ActionWithdrawn' end`,
  },
});

/** One period's end, with what was known then. */
export interface Period {
  readonly name: string;
  /** The last instant of the period, or the point asked about if that comes first. */
  readonly end: string;
}

export interface RagCountRow {
  readonly period: string;
  /** `null`: not stated. */
  readonly rag: string | null;
  readonly count: number;
}

/**
 * How many actions of a plan, those withdrawn left out, stood at each rating at the end of each period. `knownAt` caps what is known;
 * with `asKnownThen` each period is seen with only what was recorded by its end.
 */
export const ragCounts = async (
  tx: Tx,
  { tenant, planId }: { readonly tenant: string; readonly planId: string },
  periods: readonly Period[],
  knownAt: number,
  asKnownThen: boolean,
): Promise<RagCountRow[]> => {
  if (periods.length === 0) return [];
  const names = periods.map(({ name }) => name);
  const ends = periods.map(({ end }) => end);
  return tx<RagCountRow[]>`
    with period as materialized (
      select name, "end" as as_of,
             ${asKnownThen ? tx`least(ledger.position_at(${tenant}, "end"), ${knownAt}::bigint)` : tx`${knownAt}::bigint`} as known_at
        from unnest(${names}::text[], ${ends}::timestamptz[]) as period (name, "end"))
    select period.name as period, rated.rag, count(*)::integer as count
      from period
      join read.rag_history a
        on a.tenant = ${tenant} and a.plan_id = ${planId} and a.facet = 'added' and not a.retracted
       and a.effective_from <= period.as_of and a.known_from <= period.known_at and a.known_to > period.known_at
      left join lateral (
        select r.rag from read.rag_history r
         where r.tenant = a.tenant and r.action_id = a.action_id and r.facet = 'rated' and not r.retracted
           and r.effective_from <= period.as_of and r.known_from <= period.known_at and r.known_to > period.known_at
         order by ${latestFirst(tx, 'r')} limit 1) rated on true
     where not coalesce((
        select w.is_withdrawn from read.rag_history w
         where w.tenant = a.tenant and w.action_id = a.action_id and w.facet = 'withdrawn' and not w.retracted
           and w.effective_from <= period.as_of and w.known_from <= period.known_at and w.known_to > period.known_at
         order by ${latestFirst(tx, 'w')} limit 1), false)
     group by period.name, rated.rag order by period.name, rated.rag`;
};

/**
 * When the plan's first action holds, and from when the latest addition, rating or withdrawal does; `null` when it has no action
 * at that point.
 */
export const ragSpanAt = async (
  tx: Tx,
  { tenant, planId }: { readonly tenant: string; readonly planId: string },
  at: At,
): Promise<{ readonly first: string; readonly last: string } | null> => {
  const [row] = await tx<{ first: string | null; last: string }[]>`
    select (select min(a.effective_from) from read.rag_history a
             where a.tenant = ${tenant} and a.plan_id = ${planId} and a.facet = 'added' and ${inForce(tx, 'a', at)}) as first,
           (select l.effective_from from read.rag_history l
             where l.tenant = ${tenant} and l.plan_id = ${planId} and ${inForce(tx, 'l', at)}
             order by l.effective_from desc limit 1) as last`;
  const { first = null, last = '' } = row ?? {};
  return first === null ? null : { first, last };
};
