/**
 * What was said of the actions of a scope, told apart by the ends of intervals alone: one statement for all intervals and
 * both views, over one range of one index. So the work grows with what was said of the plan, never with the ledger.
 */
import type { Tx } from '@improvement-ledger/event-store';
import type { Fragment } from 'postgres';
import type { RagScope } from './rag-history.js';
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
  // A position is recorded by an instant exactly when its own recorded time is not after it, since those only grow. What is
  // not known or not true by the last instant is left out of the sum, not of the range: whole, it is read in its order. That
  // is the order of the fold, and put in it beforehand entries are joined a quarter faster than by an order of the sum's own.
  const entries = (condition: Fragment, says: Fragment) => tx`
    select action_id as "actionId", facet,
           string_agg(holds || value || case
             when known_to <= ${knownAt} then ':' || told || ':' || known_from || ':' || known_to
             when told > holds then ':' || told || ':' || known_from else '' end, ' ')
             filter (where known_from <= ${knownAt} and holds < ${lastDays.length}) as entries
      from (select r.action_id, r.facet, r.effective_from, r.root, r.known_from, r.known_to, ${says} as value,
                   width_bucket(r.effective_from, (select instants from past)) as holds,
                   width_bucket(r.recorded_at, (select instants from past)) as told
              from read.rag_history r
             where ${inScope(tx, 'r', scope)} and ${condition} and not r.retracted
             order by r.action_id, r.facet, r.effective_from, r.root) entry
     group by action_id, facet`;
  const owned =
    owner === null
      ? tx``
      : tx`union all ${entries(tx`r.facet = 'owned'`, tx`left(${namesOwner(tx, 'r', owner)}::text, 1)`)}`;
  const rows = await tx<Row[]>`
    with past as materialized (
      -- The first instant after each interval.
      select array_agg(least((day + 1)::timestamp at time zone 'Europe/London',
                             ${present}::timestamptz + interval '1 millisecond') order by day) as instants
        from unnest(${[...lastDays]}::date[]) as day)
    ${entries(tx`r.facet not in ('owned', 'unrated')`, value)} ${owned}
    union all
    -- By whose end each correction was recorded: entries name those that replaced them.
    select null, null, string_agg(c.known_from || ':' || width_bucket(c.recorded_at, (select instants from past)), ' ')
      from read.rag_history c
     where ${inScope(tx, 'c', scope)} and c.known_from <> c.root and c.known_from <= ${knownAt}`;
  return { length: lastDays.length, lines: linesOf(rows) };
};

/** The entries of one facet of one action, `null` where none counts; of no action, the corrections. */
type Row =
  | {
      readonly actionId: string;
      readonly facet: keyof Omit<RagLine, 'actionId'>;
      readonly entries: string | null;
    }
  | { readonly actionId: null; readonly facet: null; readonly entries: string | null };

/** For each correction by its position, the first interval by whose end it was recorded. */
type Corrections = ReadonlyMap<number, number>;

const correctionsOf = (text: string | null): Corrections => {
  const corrections = new Map<number, number>();
  for (const each of text?.split(' ') ?? []) {
    const colon = each.indexOf(':');
    corrections.set(Number(each.slice(0, colon)), Number(each.slice(colon + 1)));
  }
  return corrections;
};

/** Told in time, and not replaced: the same in both views. */
const isPlain = ({ position }: RagEntry): boolean => position === null;

/** Where the views differ, colons follow, and behind each a number: when it was told, its position, and what replaced it. */
const entryOf = (holds: number, says: string, corrections: Corrections): RagEntry => {
  const end = says.indexOf(':');
  if (end < 0) return { value: says, holds, told: holds, until: null, position: null, endedBy: null };
  const [value, next] = [says.slice(0, end), says.indexOf(':', end + 1)];
  const [told, last] = [Number(says.slice(end + 1, next)), says.indexOf(':', next + 1)];
  if (last < 0) {
    return { value, holds, told, until: null, position: Number(says.slice(next + 1)), endedBy: null };
  }
  const endedBy = Number(says.slice(last + 1));
  const until = corrections.get(endedBy);
  if (until === undefined) throw new Error(`The correction at ${endedBy} was not read.`);
  return { value, holds, told, until, position: Number(says.slice(next + 1, last)), endedBy };
};

const [ZERO, NINE] = [48, 57];
const endOr = (place: number, text: string): number => (place < 0 ? text.length : place);

/**
 * The entries of one facet, without those that make no difference at the end of any interval: plain ones that say again
 * what the plain one before them said, or that a plain one overtook within their interval. A plan has tens of thousands, most
 * of which say again what was said: these are passed over without being taken apart.
 */
const entriesIn = (text: string, corrections: Corrections): RagEntry[] => {
  const kept: RagEntry[] = [];
  for (let at = 0; at < text.length;) {
    let holds = 0;
    let digit = text.charCodeAt(at);
    for (; digit >= ZERO && digit <= NINE; digit = text.charCodeAt(at)) {
      holds = holds * 10 + digit - ZERO;
      at += 1;
    }
    const end = endOr(text.indexOf(' ', at), text);
    const last = kept.at(-1);
    const before = last !== undefined && isPlain(last) ? last : null;
    if (before === null || end - at !== before.value.length || !text.startsWith(before.value, at)) {
      const entry = entryOf(holds, text.slice(at, end), corrections);
      if (before?.holds === holds && isPlain(entry)) kept.pop();
      kept.push(entry);
    }
    at = end + 1;
  }
  return kept;
};

const linesOf = (rows: readonly Row[]): RagLine[] => {
  const corrections = correctionsOf(rows.find(({ actionId }) => actionId === null)?.entries ?? null);
  const lines = new Map<string, RagLine>();
  for (const { actionId, facet, entries } of rows) {
    if (actionId === null || entries === null) continue;
    const line = lines.get(actionId) ?? { actionId, added: [], rated: [], withdrawn: [], owned: [] };
    lines.set(actionId, { ...line, [facet]: entriesIn(entries, corrections) });
  }
  return [...lines.values()].toSorted((a, b) => (a.actionId < b.actionId ? -1 : 1));
};
