/** Every action of every plan: who owns it, by when, how it stands. The latest entry of each facet is its state. */
import type { ActionDetails, ActionEventType, At, Due, Owners, SealedText } from '@improvement-ledger/domain';
import { LATEST } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { CompletionStatus } from './action-facets.js';
import { actionTypes, facetsOf, facetsSql, valueSql } from './action-facets.js';
import type { EntryRow } from './projection.js';
import { NEVER, projection } from './projection.js';
import { inForce, latestFirst } from './visible.js';

/** Holds for entries of facets of which most actions have few or none: withdrawals, requests, covers, links, evidence. */
export const SELDOM = `facet <> all ('{completion,definition,due,narrative,owners,rag}'::text[])`;

export const actionRegister = projection<ActionEventType>({
  name: 'action_register',
  version: 5,
  types: actionTypes,
  columns: 'plan_id uuid not null, action_id uuid not null, value jsonb not null',
  indexes: [
    // With all that says whether an entry is in force, so that of many only those that are have to be looked up.
    '% (tenant, action_id, facet, effective_from desc, root desc) include (known_from, known_to, retracted)',
    `% (tenant, plan_id) where facet = 'definition'`,
    `% (tenant, (value ->> 'to')) where facet like 'link:%'`,
    `% (tenant, plan_id) where facet = 'withdrawal'`,
    `% (tenant, action_id, facet, effective_from desc, root desc) include (known_from, known_to, retracted) where ${SELDOM}`,
  ],
  rows: (event): EntryRow[] =>
    facetsOf(event).map((row) => ({ ...row, plan_id: event.data.planId, action_id: event.data.actionId })),
  asSet: {
    facets: facetsSql,
    columns: `(e.data ->> 'planId')::uuid, (e.data ->> 'actionId')::uuid, ${valueSql}`,
  },
});

export interface ActionRow {
  readonly tenant: string;
  readonly actionId: string;
  readonly planId: string;
  readonly workstreamId: string;
  readonly commitmentId: string;
  readonly reference: string;
  readonly place: number;
  readonly title: SealedText;
  readonly details: ActionDetails | null;
  readonly due: Due;
  readonly originalDue: Due;
  /** How often the due date was moved. */
  readonly dueChanges: number;
  /** The request for another due date that awaits a decision. */
  readonly dueRequest: {
    readonly requestId: string;
    readonly due: Due;
    readonly reason: SealedText | null;
  } | null;
  readonly dueRequestedBy: string | null;
  readonly dueRequestedSince: string | null;
  readonly owners: Owners;
  /** `null`: not stated. */
  readonly rag: string | null;
  /** The version of the vocabulary that it is a word of, where the entry says so; and the position of the entry. */
  readonly ragVocabulary: number | null;
  readonly ragPosition: number | null;
  readonly ragSince: string | null;
  readonly narrative: SealedText | null;
  /** From when the latest status update (rating or narrative) holds. */
  readonly statusAt: string | null;
  readonly completion: CompletionStatus;
  readonly completionSince: string | null;
  /** Who made the claim that stands, or that was verified. */
  readonly claimedBy: string | null;
  readonly verifiedBy: string | null;
  /** Who withdrew it, and why; `null` unless it is withdrawn. */
  readonly withdrawal: { readonly by: string; readonly reason: SealedText | null } | null;
  readonly withdrawnSince: string | null;
  /** The number of events in the action's stream, for `expectedVersion`. */
  readonly version: number;
}

/**
 * The latest entry of a facet at a point, as a lateral join on `d`. The facet is written out, for one of which there are few
 * entries is then looked up in the small index of such.
 */
const latest = (tx: Tx, facet: string, at: At) => tx`
  left join lateral (
    select e.tenant, e.root, e.known_from, e.value, e.effective_from from read.action_register e
     where e.tenant = d.tenant and e.action_id = d.action_id and e.facet = ${tx.unsafe(`'${facet}'`)} and ${inForce(tx, 'e', at)}
     order by ${latestFirst(tx, 'e')} limit 1) ${tx(facet)} on true`;

/** Who brought something in: whoever puts a claim right does not become the claimant. */
const firstSaidBy = (tx: Tx, alias: string, facet: 'completion' | 'request' | 'withdrawal') => tx`(
  select f.value ->> 'by' from read.action_register f
   where f.tenant = ${tx(alias)}.tenant and f.known_from = ${tx(alias)}.root and f.facet = ${facet})`;

/** These actions as known and true at a point, in the order in which they were added; one not yet there is left out. */
export const actionsAt = async (
  tx: Tx,
  { tenant, actionIds }: { readonly tenant: string; readonly actionIds: readonly string[] },
  at: At,
): Promise<ActionRow[]> => {
  const rows = await tx<ActionRow[]>`
    select d.tenant, d.action_id as "actionId", d.plan_id as "planId", d.value ->> 'workstreamId' as "workstreamId",
           d.value ->> 'commitmentId' as "commitmentId", d.value ->> 'reference' as reference,
           (d.value ->> 'place')::integer as place, d.value -> 'title' as title, d.value -> 'details' as details,
           dues.latest as due, coalesce(dues.original, dues.latest) as "originalDue", dues.changes as "dueChanges", owners.value as owners,
           case request.value ->> 'status' when 'pending' then request.value - '{status,by}'::text[] end as "dueRequest",
           case request.value ->> 'status' when 'pending' then ${firstSaidBy(tx, 'request', 'request')} end as "dueRequestedBy",
           case request.value ->> 'status' when 'pending' then request.effective_from end as "dueRequestedSince",
           rag.value ->> 'rag' as rag, (rag.value ->> 'vocabulary')::integer as "ragVocabulary", rag.known_from as "ragPosition", case when rag.value ->> 'rag' is not null then rag.effective_from end as "ragSince",
           narrative.value -> 'narrative' as narrative, greatest(rag.effective_from, narrative.effective_from) as "statusAt",
           coalesce(completion.value ->> 'status', 'open') as completion,
           completion.effective_from as "completionSince",
           case completion.value ->> 'status' when 'claimed' then ${firstSaidBy(tx, 'completion', 'completion')}
             when 'verified' then claim.by end as "claimedBy",
           case completion.value ->> 'status' when 'verified' then ${firstSaidBy(tx, 'completion', 'completion')} end as "verifiedBy",
           case when (withdrawal.value ->> 'isWithdrawn')::boolean then jsonb_build_object(
             'by', ${firstSaidBy(tx, 'withdrawal', 'withdrawal')}, 'reason', withdrawal.value -> 'reason') end as withdrawal,
           case when (withdrawal.value ->> 'isWithdrawn')::boolean then withdrawal.effective_from end as "withdrawnSince",
           versions.version
      from read.action_register d
      ${latest(tx, 'request', at)} ${latest(tx, 'owners', at)}
      ${latest(tx, 'rag', at)} ${latest(tx, 'narrative', at)} ${latest(tx, 'completion', at)}
      ${latest(tx, 'withdrawal', at)}
      cross join lateral (
        select (array_agg(o.value -> 'due' order by ${latestFirst(tx, 'o')}))[1] as latest,
               (array_agg(o.value -> 'due') filter (where (o.value ->> 'original')::boolean))[1] as original,
               (count(*) filter (where not (o.value ->> 'original')::boolean))::integer as changes
          from read.action_register o
         where o.tenant = d.tenant and o.action_id = d.action_id and o.facet = 'due' and ${inForce(tx, 'o', at)}) dues
      left join lateral (
        -- The claim that a verification confirms; one that was sent back is none.
        select case c.value ->> 'status' when 'claimed' then ${firstSaidBy(tx, 'c', 'completion')} end as by
          from read.action_register c
         where completion.value ->> 'status' = 'verified' and c.tenant = d.tenant and c.action_id = d.action_id
           and c.facet = 'completion' and c.value ->> 'status' <> 'verified' and ${inForce(tx, 'c', at)}
         order by ${latestFirst(tx, 'c')} limit 1) claim on true
      left join lateral (
        select h.stream_version as version from read.action_history h
         where h.tenant = d.tenant and h.action_id = d.action_id and h.known_from <= ${at.knownAt}
         order by h.known_from desc limit 1) versions on true
     where d.tenant = ${tenant} and d.facet = 'definition' and d.action_id = any (${[...actionIds]}::uuid[])
       and ${inForce(tx, 'd', at)}
     order by d.root`;
  return openTexts(tx, tenant, [...rows]);
};

/** The last place taken among the actions of a commitment; 0 where there are none. */
export const lastActionPlace = async (
  tx: Tx,
  {
    tenant,
    planId,
    commitmentId,
  }: { readonly tenant: string; readonly planId: string; readonly commitmentId: string },
): Promise<number> => {
  const [row] = await tx<{ last: number }[]>`
    select coalesce(max((value ->> 'place')::integer), 0) as last from read.action_register
     where tenant = ${tenant} and plan_id = ${planId} and facet = 'definition'
       and known_to = ${NEVER} and not retracted and value ->> 'commitmentId' = ${commitmentId}`;
  return row?.last ?? 0;
};

/** From when an action is part of its plan, as far as is known now; `null` for one that nobody added. */
export const addedAt = async (tx: Tx, tenant: string, actionId: string): Promise<string | null> => {
  const [row] = await tx<{ from: string }[]>`
    select effective_from as "from" from read.action_register d
     where d.tenant = ${tenant} and d.action_id = ${actionId} and d.facet = 'definition' and ${inForce(tx, 'd', LATEST)}`;
  return row?.from ?? null;
};
