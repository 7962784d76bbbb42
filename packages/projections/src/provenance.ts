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
  /** How many values held before it. */
  readonly before: number;
  /** Of a due date that was approved: the position of the request. */
  readonly request: number | null;
  /** Of a completion: the claim that stands or was verified, by every position that says so. */
  readonly claim: readonly number[];
}

/** Every facet of these actions at a point, each with where it comes from. */
export const provenanceAt = async (
  tx: Tx,
  { tenant, actionIds }: { readonly tenant: string; readonly actionIds: readonly string[] },
  at: At,
): Promise<ProvenEntry[]> => {
  const rows = await tx<ProvenEntry[]>`
    select e.action_id as "actionId", e.plan_id as "planId", e.known_from as position, ${heldColumns(tx)}, e.before,
           (select count(*)::integer from read.action_register k
             where k.tenant = e.tenant and k.root = e.root and k.facet = e.facet
               and k.known_from > e.root and k.known_from <= e.known_from) as corrections,
           request.position as request, coalesce(claim.positions, '{}') as claim
      from (select distinct on (r.action_id, r.facet) r.*, (count(*) over (partition by r.action_id, r.facet) - 1)::integer as before
              from read.action_register r
             where r.tenant = ${tenant} and r.action_id = any (${[...actionIds]}::uuid[]) and ${inForceOfAny(tx, 'r', at)}
             order by r.action_id, r.facet, ${latestFirst(tx, 'r')}) e
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
