/** The actions that a digest may tell of, with all that decides whether it does: read at once for a whole council. */
import type { At, DigestAction, DueState, NamedOwner, Owner, SealedText } from '@improvement-ledger/domain';
import { londonDay, textOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import { coversAt } from './action-parts.js';
import { escalationsAt } from './digest-register.js';
import { standings } from './overdue-actions.js';
import { inForce, latestFirst } from './visible.js';

interface Standing {
  readonly actionId: string;
  readonly state: DueState['state'];
  readonly day: string | null;
  readonly daysOverdue: number | null;
  readonly why: string | null;
  readonly isOriginal: boolean;
}

const stateOf = ({ state, day, daysOverdue, why }: Standing): DueState => {
  if (state === 'overdue') return { state, lastDay: day ?? '', daysOverdue: daysOverdue ?? 0 };
  if (state === 'due') return { state, lastDay: day ?? '' };
  if (state === 'standing') return { state, from: day };
  return state === 'undated' ? { state, why: why as never } : { state };
};

const standingsAt = async (
  tx: Tx,
  tenant: string,
  on: string,
  against: 'current' | 'original',
  at: At,
): Promise<Standing[]> => tx<Standing[]>`
  select s."actionId", s.state, s.day, s."daysOverdue", s.why, s.is_original as "isOriginal"
    from (${standings(tx, { tenant, planId: null }, { on, against }, at)}) s
   where s.state not in ('withdrawn', 'complete') order by s.root`;

interface Row {
  readonly actionId: string;
  readonly planId: string;
  readonly workstreamId: string;
  readonly reference: string;
  readonly title: SealedText;
  readonly owners: readonly Owner[];
  readonly dueChanges: number;
  readonly claimedBy: string | null;
  readonly isReturned: boolean;
  readonly addedAt: string;
  readonly updatedAt: string | null;
  readonly narrative: SealedText | null;
  readonly standsFrom: string;
}

const latest = (tx: Tx, facet: string, at: At) => tx`
  left join lateral (
    select e.root, e.value, e.effective_from, e.recorded_at from read.action_register e
     where e.tenant = d.tenant and e.action_id = d.action_id and e.facet = ${facet} and ${inForce(tx, 'e', at)}
     order by ${latestFirst(tx, 'e')} limit 1) ${tx(facet)} on true`;

const rowsAt = async (
  tx: Tx,
  {
    tenant,
    actionIds,
    withNarratives,
  }: { readonly tenant: string; readonly actionIds: readonly string[]; readonly withNarratives: boolean },
  at: At,
): Promise<Row[]> => {
  const rows = await tx<Row[]>`
    select d.action_id as "actionId", d.plan_id as "planId", d.value ->> 'workstreamId' as "workstreamId",
           d.value ->> 'reference' as reference, d.value -> 'title' as title, owners.value -> 'list' as owners,
           (select count(*)::integer from read.action_register m
             where m.tenant = d.tenant and m.action_id = d.action_id and m.facet = 'due'
               and not (m.value ->> 'original')::boolean and ${inForce(tx, 'm', at)}) as "dueChanges",
           -- Whoever puts a claim right does not become the claimant.
           case completion.value ->> 'status' when 'claimed' then (
             select f.value ->> 'by' from read.action_register f
              where f.tenant = d.tenant and f.known_from = completion.root and f.facet = 'completion') end as "claimedBy",
           completion.value ->> 'status' is not distinct from 'open' as "isReturned",
           d.effective_from as "addedAt", greatest(rag.effective_from, narrative.effective_from) as "updatedAt",
           ${withNarratives ? tx`narrative.value -> 'narrative'` : tx`null`} as narrative,
           greatest(d.recorded_at, due.recorded_at, completion.recorded_at, withdrawal.recorded_at) as "standsFrom"
      from read.action_register d
      ${latest(tx, 'owners', at)} ${latest(tx, 'due', at)} ${latest(tx, 'completion', at)} ${latest(tx, 'withdrawal', at)}
      ${latest(tx, 'rag', at)} ${latest(tx, 'narrative', at)}
     where d.tenant = ${tenant} and d.facet = 'definition' and d.action_id = any (${[...actionIds]}::uuid[])
       and ${inForce(tx, 'd', at)}
     order by d.root`;
  return openTexts(tx, tenant, [...rows]);
};

export const namedOwner = ({ kind, part, personId, name }: Owner): NamedOwner => ({
  kind,
  part,
  personId,
  name: textOf(name),
});

const byAction = <Each extends { readonly actionId: string }>(all: readonly Each[]): Map<string, Each[]> => {
  const groups = new Map<string, Each[]>();
  for (const each of all) {
    const group = groups.get(each.actionId);
    if (group === undefined) groups.set(each.actionId, [each]);
    else group.push(each);
  }
  return groups;
};

/** The actions of a council that are neither withdrawn nor complete on a day, in the order in which they were added. */
export const digestActionsAt = async (
  tx: Tx,
  {
    tenant,
    on,
    withNarratives,
  }: { readonly tenant: string; readonly on: string; readonly withNarratives: boolean },
  at: At,
): Promise<DigestAction[]> => {
  const current = await standingsAt(tx, tenant, on, 'current', at);
  const actionIds = current.map(({ actionId }) => actionId);
  const [originals, rows, covers, escalations] = await Promise.all([
    standingsAt(tx, tenant, on, 'original', at),
    rowsAt(tx, { tenant, actionIds, withNarratives }, at),
    coversAt(tx, { tenant, actionIds }, at),
    escalationsAt(tx, tenant, at),
  ]);
  const states = new Map(current.map((each) => [each.actionId, each]));
  const originalStates = new Map(originals.map((each) => [each.actionId, stateOf(each)]));
  const standing = covers.filter(({ from, until }) => from <= on && (until === null || on <= until));
  const coversOf = byAction(standing);
  const stepsOf = byAction(escalations);
  return rows.flatMap((row): DigestAction[] => {
    const found = states.get(row.actionId);
    if (found === undefined) return [];
    const { actionId, title, owners, addedAt, updatedAt, narrative, ...rest } = row;
    const state = stateOf(found);
    const standsFrom = londonDay(row.standsFrom);
    const lastDay = 'lastDay' in state ? state.lastDay : null;
    return [
      {
        ...rest,
        actionId,
        title: textOf(title),
        owners: owners.map(namedOwner),
        covers: (coversOf.get(actionId) ?? []).map((cover) => ({
          covers: namedOwner(cover.covers),
          by: namedOwner(cover.by),
        })),
        state,
        originalState: found.isOriginal ? null : (originalStates.get(actionId) ?? null),
        addedOn: londonDay(addedAt),
        updatedOn: updatedAt === null ? null : londonDay(updatedAt),
        narrative: textOf(narrative),
        standsFrom,
        escalated: (stepsOf.get(actionId) ?? [])
          .filter((each) => each.lastDay === lastDay && each.from === standsFrom)
          .map(({ step }) => step),
      },
    ];
  });
};
