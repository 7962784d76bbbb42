/** What signals are found in: each action on the plan, with how it stands and how it came to that, read by sets. */
import type { At, DueMeaning } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { inForce, latestFirst } from '../visible.js';

interface Fact {
  /** From when it holds, and the position that first said it. */
  readonly since: string;
  readonly position: number;
}
/** A due date that the action had. */
export interface DueFact extends Fact {
  readonly meaning: DueMeaning;
  readonly isOriginal: boolean;
}
export interface SignalSubject {
  readonly actionId: string;
  readonly workstreamId: string;
  readonly commitmentId: string;
  readonly added: Fact;
  readonly rag: (Fact & { readonly value: string | null }) | null;
  /** The last report: a rating, a narrative, or both. */
  readonly report: Fact | null;
  readonly completion: (Fact & { readonly status: 'open' | 'claimed' | 'verified' }) | null;
  readonly owners: Fact & { readonly count: number };
  /** Its due dates, the earliest first. */
  readonly dues: readonly DueFact[];
  /** The action that it is said to duplicate. */
  readonly duplicateOf: (Fact & { readonly to: string }) | null;
}

/** The latest entry of a facet of `d` at a point. */
const latest = (tx: Tx, facet: string, at: At) => tx`
  left join lateral (
    select e.root, e.value, e.effective_from from read.action_register e
     where e.tenant = d.tenant and e.action_id = d.action_id and e.facet = ${facet} and ${inForce(tx, 'e', at)}
     order by ${latestFirst(tx, 'e')} limit 1) ${tx(facet)} on true`;

const instant = (tx: Tx, column: string) =>
  tx`to_char(${tx.unsafe(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const fact = (tx: Tx, alias: string) =>
  tx`'since', ${instant(tx, `${alias}.effective_from`)}, 'position', ${tx(alias)}.root`;

/** The actions on a plan at a point; those withdrawn are on no list. */
export const subjectsAt = async (
  tx: Tx,
  { tenant, planId }: { readonly tenant: string; readonly planId: string },
  at: At,
): Promise<SignalSubject[]> => [
  ...(await tx<SignalSubject[]>`
    select d.action_id as "actionId", d.value ->> 'workstreamId' as "workstreamId", d.value ->> 'commitmentId' as "commitmentId",
           jsonb_build_object(${fact(tx, 'd')}) as added,
           case when rag.root is not null then jsonb_build_object(${fact(tx, 'rag')}, 'value', rag.value -> 'rag') end as rag,
           case when rag.root is null and narrative.root is null then null
                when narrative.root is null or (rag.effective_from, rag.root) > (narrative.effective_from, narrative.root)
                then jsonb_build_object(${fact(tx, 'rag')}) else jsonb_build_object(${fact(tx, 'narrative')}) end as report,
           case when completion.root is not null then
             jsonb_build_object(${fact(tx, 'completion')}, 'status', completion.value -> 'status') end as completion,
           jsonb_build_object(${fact(tx, 'owners')}, 'count', jsonb_array_length(owners.value -> 'list')) as owners,
           dues.list as dues, link.fact as "duplicateOf"
      from read.action_register d
      ${latest(tx, 'rag', at)} ${latest(tx, 'narrative', at)} ${latest(tx, 'completion', at)} ${latest(tx, 'owners', at)}
      ${latest(tx, 'withdrawal', at)}
     cross join lateral (
       select jsonb_agg(jsonb_build_object(${fact(tx, 'u')}, 'meaning', u.value -> 'due' -> 'meaning',
                'isOriginal', u.value -> 'original') order by u.effective_from, u.root) as list
         from read.action_register u
        where u.tenant = d.tenant and u.action_id = d.action_id and u.facet = 'due' and ${inForce(tx, 'u', at)}) dues
      left join lateral (
       select jsonb_build_object(${fact(tx, 'l')}, 'to', l.value -> 'to') as fact from read.action_register l
        where l.tenant = d.tenant and l.action_id = d.action_id and l.facet like 'link:%' and ${inForce(tx, 'l', at)}
          and l.value ->> 'kind' = 'duplicate-of'
          and not exists (select from read.action_register o where o.tenant = l.tenant and o.action_id = l.action_id
                and o.facet = l.facet and ${inForce(tx, 'o', at)} and (o.effective_from, o.root) > (l.effective_from, l.root))
        order by ${latestFirst(tx, 'l')} limit 1) link on true
     where d.tenant = ${tenant} and d.plan_id = ${planId} and d.facet = 'definition' and ${inForce(tx, 'd', at)}
       and coalesce((withdrawal.value ->> 'isWithdrawn')::boolean, false) = false
     order by d.root`),
];

/** Nobody has said that it is complete. */
export const isOpen = ({ completion }: SignalSubject): boolean =>
  completion === null || completion.status === 'open';

/** The due date in force. */
export const dueNow = ({ dues }: SignalSubject): DueFact | null => dues.at(-1) ?? null;

/** Each due date after the first, with the one that it took the place of. */
export const movesOf = ({ dues }: SignalSubject): { readonly from: DueFact; readonly to: DueFact }[] =>
  dues.slice(1).flatMap((to, index) => {
    const from = dues[index];
    return from === undefined || to.isOriginal ? [] : [{ from, to }];
  });
