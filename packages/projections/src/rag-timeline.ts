/**
 * What was said of the actions of a scope, told apart by the ends of intervals alone: one statement for all intervals and
 * both views, over one range of one index. So the work grows with what was said of the plan, never with the ledger.
 */
import type { Tx } from '@improvement-ledger/event-store';
import type { Fragment } from 'postgres';
import type { RagFacet, RagScope } from './rag-history.js';
import { inScope } from './rag-history.js';
import type { OwnerFound } from './rag-owner.js';
import { namesOwner } from './rag-owner.js';

/** One entry. Intervals are named by their number, from 0. */
export interface RagEntry {
  /** What it says: a rating (`''`: not stated), `t` or `f`, or the ids of workstream and commitment. */
  readonly value: string;
  /** The first interval at whose end it was true. */
  readonly holds: number;
  /** The first interval by whose end it was recorded. */
  readonly told: number;
  /** The first interval by whose end a correction had replaced it; `null` where none has, as far as is known. */
  readonly until: number | null;
  /** Its position, and that of the correction that replaced it; only where they can make a difference. */
  readonly position: number | null;
  readonly endedBy: number | null;
}

/** What was said of one action, facet by facet, in the order in which facts are folded. */
export interface RagLine {
  readonly actionId: string;
  readonly added: readonly RagEntry[];
  readonly rated: readonly RagEntry[];
  readonly withdrawn: readonly RagEntry[];
  /** Empty, unless an owner is looked at. */
  readonly owned: readonly RagEntry[];
}

export interface RagTimeline {
  /** How many intervals there are. */
  readonly length: number;
  readonly lines: readonly RagLine[];
}

/** The intervals asked about, and the point that they are seen from. */
export interface RagPoint {
  /** The last day of each interval, in order: each ends with that day in London, or at `present` if that comes first. */
  readonly lastDays: readonly string[];
  readonly present: string;
  readonly knownAt: number;
}

export const ragTimeline = async (
  tx: Tx,
  scope: RagScope,
  { lastDays, present, knownAt }: RagPoint,
  owner: OwnerFound | null,
): Promise<RagTimeline> => {
  const value = tx`coalesce(r.rag, case r.facet when 'rated' then '' when 'withdrawn' then left(r.is_withdrawn::text, 1)
      else '/' || r.workstream_id || '/' || r.commitment_id end)`;
  // A position is recorded by an instant exactly when its own recorded time is not after it, since those only grow.
  const entries = (condition: Fragment, says: Fragment) => tx`
    select r.action_id, r.facet, r.effective_from, r.root, r.tenant, r.known_from, r.known_to, ${says} as value,
           width_bucket(r.effective_from, (select instants from past)) as holds,
           width_bucket(r.recorded_at, (select instants from past)) as told
      from read.rag_history r
     where ${inScope(tx, 'r', scope)} and ${condition} and not r.retracted and r.known_from <= ${knownAt}
       and r.effective_from < ((select instants from past))[${lastDays.length}::integer]`;
  const owned =
    owner === null
      ? tx``
      : tx`union all ${entries(tx`r.facet = 'owned'`, tx`left(${namesOwner(tx, 'r', owner)}::text, 1)`)}`;
  const rows = await tx<{ actionId: string; facet: RagFacet; entries: string }[]>`
    with past as materialized (
      -- The first instant after each interval.
      select array_agg(least((day + 1)::timestamp at time zone 'Europe/London',
                             ${present}::timestamptz + interval '1 millisecond') order by day) as instants
        from unnest(${[...lastDays]}::date[]) as day)
    select action_id as "actionId", facet,
           string_agg(holds || value || case
             when known_to <= ${knownAt} then concat(':', told, ':', known_from, ':', known_to, ':', width_bucket(
               (select e.recorded_at from ledger.events e where e.tenant = entry.tenant and e.position = known_to),
               (select instants from past)))
             when told > holds then ':' || told || ':' || known_from else '' end, ' ' order by effective_from, root) as entries
      from (${entries(tx`r.facet <> 'owned'`, value)} ${owned}) entry
     group by action_id, facet
     order by action_id`;
  return { length: lastDays.length, lines: linesOf(rows) };
};

const numberIn = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

/** What it says follows the number of its interval; where it differs between the views, more numbers follow. */
const entryOf = (text: string): RagEntry => {
  const end = text.indexOf(':');
  const says = end < 0 ? text : text.slice(0, end);
  const holds = Number.parseInt(says, 10);
  const value = says.slice(String(holds).length);
  if (end < 0) return { value, holds, told: holds, until: null, position: null, endedBy: null };
  const [told, position, endedBy, until] = text.slice(end + 1).split(':');
  return {
    value,
    holds,
    told: Number(told),
    until: numberIn(until),
    position: numberIn(position),
    endedBy: numberIn(endedBy),
  };
};

const linesOf = (
  rows: readonly { readonly actionId: string; readonly facet: RagFacet; readonly entries: string }[],
): RagLine[] => {
  const lines = new Map<string, RagLine>();
  for (const { actionId, facet, entries } of rows) {
    const line = lines.get(actionId) ?? { actionId, added: [], rated: [], withdrawn: [], owned: [] };
    lines.set(actionId, { ...line, [facet]: entries.split(' ').map(entryOf) });
  }
  return [...lines.values()];
};
