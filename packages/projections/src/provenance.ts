/** Where each value that an action holds comes from: the entry in force, what it replaced, and what was shown for it. */
import type { At } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { HeldEntry } from './held-entries.js';
import { heldColumns } from './held-entries.js';
import { inForce, inForceOfAny, latestFirst } from './visible.js';

export interface ProvenEntry extends HeldEntry {
  readonly actionId: string;
  readonly planId: string;
  /** How often it was corrected. */
  readonly corrections: number;
  /** How many values held before it: a rating that was said again is the same value still. */
  readonly before: number;
  /** From when it has been what it is, and the position that says so: a rating may have been said again since. */
  readonly unchangedSince: string;
  readonly became: number;
  /** Of a due date that was approved: the position of the request. */
  readonly request: number | null;
  /** Of a completion: the claim that stands or was verified, by every position that says so. */
  readonly claim: readonly number[];
}

/** SQL: whether an entry `r` brings in a value: it says something, and of a rating not what held already. */
const bringsIn = (tx: Tx) => tx`
  case r.facet
    when 'rag' then r.value ->> 'rag' is not null and r.value ->> 'rag' is distinct from lag(r.value ->> 'rag') over fold
    when 'narrative' then r.value ->> 'narrative' is not null
    when 'completion' then r.value ->> 'status' <> 'open'
    when 'request' then r.value ->> 'status' = 'pending'
    when 'withdrawal' then (r.value ->> 'isWithdrawn')::boolean
    else r.value <> '{}' end`;

/** Every facet of these actions at a point, each with where it comes from. */
export const provenanceAt = async (
  tx: Tx,
  { tenant, actionIds }: { readonly tenant: string; readonly actionIds: readonly string[] },
  at: At,
): Promise<ProvenEntry[]> => {
  const rows = await tx<ProvenEntry[]>`
    select e.action_id as "actionId", e.plan_id as "planId", e.known_from as position, ${heldColumns(tx)}, e.before,
           e.unchanged_since as "unchangedSince", e.became,
           (select count(*)::integer from read.action_register k
             where k.tenant = e.tenant and k.root = e.root and k.facet = e.facet
               and k.known_from > e.root and k.known_from <= e.known_from) as corrections,
           request.position as request, coalesce(claim.positions, '{}') as claim
      from (select distinct on (s.action_id, s.facet) s.*,
                   (count(*) filter (where s.brings_in) over (partition by s.action_id, s.facet) - 1)::integer as before,
                   first_value(s.effective_from) over latest as unchanged_since, first_value(s.known_from) over latest as became
              from (select r.*, ${bringsIn(tx)} as brings_in
                      from read.action_register r
                     where r.tenant = ${tenant} and r.action_id = any (${[...actionIds]}::uuid[]) and ${inForceOfAny(tx, 'r', at)}
                    window fold as (partition by r.action_id, r.facet order by r.effective_from, r.root)) s
            window latest as (partition by s.action_id, s.facet order by s.brings_in desc, ${latestFirst(tx, 's')})
             order by s.action_id, s.facet, ${latestFirst(tx, 's')}) e
      left join lateral (
        select q.known_from as position
          from read.action_register a
          join read.action_register q
            on q.tenant = a.tenant and q.action_id = a.action_id and q.facet = 'request'
           and q.value -> 'requestId' = a.value -> 'requestId' and q.value ->> 'status' = 'pending'
           and q.known_from <= ${at.knownAt} and q.known_to > ${at.knownAt} and not q.retracted
         where e.facet = 'due' and a.tenant = e.tenant and a.known_from = e.known_from and a.facet = 'request'
         order by q.known_from limit 1) request on true
      left join lateral (
        select array_agg(c.known_from) as positions
          from (select s.root from read.action_register s
                 where e.facet = 'completion' and s.tenant = e.tenant and s.action_id = e.action_id and s.facet = 'completion'
                   and s.value ->> 'status' = 'claimed' and ${inForce(tx, 's', at)}
                 order by ${latestFirst(tx, 's')} limit 1) latest
          join read.action_register c on c.tenant = e.tenant and c.root = latest.root and c.facet = 'completion'
           and c.known_from <= ${at.knownAt}) claim on true
     order by e.action_id, e.facet, e.root`;
  return openTexts(tx, tenant, [...rows]);
};
