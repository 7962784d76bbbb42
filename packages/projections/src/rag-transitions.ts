/** Every change of how an action stands, by the time from which it holds, each with the event that says so. */
import type { Tx } from '@improvement-ledger/event-store';
import type { RagGroup } from './rag-counts.js';
import type { RagFacet, RagScope } from './rag-history.js';
import { inScope } from './rag-history.js';
import type { OwnerFound } from './rag-owner.js';
import { namesOwner } from './rag-owner.js';
import { inForce } from './visible.js';

/** How an action stands, and in which words it was rated. */
export interface RagStatus {
  /** `null`: not stated, or withdrawn. */
  readonly rag: string | null;
  /** The version of the vocabulary that it is a word of, and where it was recorded; as the entry says. */
  readonly vocabulary: number | null;
  readonly position: number | null;
  readonly isWithdrawn: boolean;
}

export interface RagTransition {
  readonly actionId: string;
  /** `null`: the action was not there before. */
  readonly from: RagStatus | null;
  readonly to: RagStatus;
  readonly since: string;
  /** When the next transition of the action took effect; `null` while it stands so. */
  readonly until: string | null;
  /** The first event that said so: it tells transitions of one instant apart. */
  readonly root: number;
  /** The event, or correction, that says so as far as is known. */
  readonly position: number;
  readonly recordedAt: string;
}

interface Row {
  readonly actionId: string;
  readonly facet: Exclude<RagFacet, 'unrated'>;
  readonly since: string;
  readonly root: number;
  readonly position: number;
  readonly recordedAt: string;
  readonly rag: string | null;
  readonly vocabulary: number | null;
  readonly isWithdrawn: boolean | null;
  readonly workstreamId: string | null;
  readonly commitmentId: string | null;
  readonly isTheirs: boolean | null;
}

/** How an action stands in the middle of being gone through. */
interface Standing extends RagStatus {
  /** Workstream and commitment; none before the action was added. */
  readonly places: readonly (string | null)[];
  readonly isTheirs: boolean;
}
const NOT_THERE: Standing = {
  rag: null,
  vocabulary: null,
  position: null,
  isWithdrawn: false,
  places: [],
  isTheirs: false,
};

/** What is in force, without ratings that say again what held already. */
const entriesIn = async (
  tx: Tx,
  scope: RagScope,
  at: { readonly asOf: string; readonly knownAt: number },
  owner: OwnerFound | null,
): Promise<Row[]> => tx<Row[]>`
  select action_id as "actionId", facet, effective_from as since, root, known_from as position,
         recorded_at as "recordedAt", rag, vocabulary, is_withdrawn as "isWithdrawn", workstream_id as "workstreamId",
         commitment_id as "commitmentId", "isTheirs"
    from (select h.action_id, h.facet, h.effective_from, h.root, h.known_from, h.recorded_at, h.rag, h.vocabulary,
                 h.is_withdrawn, h.workstream_id, h.commitment_id, null::boolean as "isTheirs",
                 h.facet = 'rated' and lag(h.root) over fold is not null
                   and h.rag is not distinct from lag(h.rag) over fold as repeats
            from read.rag_history h
           where ${inScope(tx, 'h', scope)} and h.facet not in ('owned', 'unrated') and ${inForce(tx, 'h', at)}
          window fold as (partition by h.action_id, h.facet order by h.effective_from, h.root)) entry
   where not repeats
   ${
     owner === null
       ? tx``
       : tx`union all
   select o.action_id, o.facet, o.effective_from, o.root, o.known_from, o.recorded_at, null, null, null, null, null,
          ${namesOwner(tx, 'o', owner)}
     from read.rag_history o
    where ${inScope(tx, 'o', scope)} and o.facet = 'owned' and ${inForce(tx, 'o', at)}`
   }
   order by "actionId", since, root`;

const after = (standing: Standing, row: Row): Standing => {
  switch (row.facet) {
    case 'added':
      return { ...standing, places: [row.workstreamId, row.commitmentId] };
    case 'owned':
      return { ...standing, isTheirs: row.isTheirs === true };
    case 'withdrawn':
      return { ...standing, isWithdrawn: row.isWithdrawn === true };
    case 'rated':
      return { ...standing, rag: row.rag, vocabulary: row.vocabulary, position: row.position };
  }
};

const isThere = ({ places }: Standing): boolean => places.length > 0;
const statusOf = ({ rag, vocabulary, position, isWithdrawn }: Standing): RagStatus => ({
  rag: isWithdrawn ? null : rag,
  vocabulary,
  position,
  isWithdrawn,
});

/** A transition whose end is still to be found. */
type Open = Omit<RagTransition, 'until'> & { until: string | null };

const transitionOf = (
  before: Standing,
  now: Standing,
  { actionId, since, root, position, recordedAt }: Row,
): Open => ({
  actionId,
  from: isThere(before) ? statusOf(before) : null,
  to: statusOf(now),
  since,
  until: null,
  root,
  position,
  recordedAt,
});

/** Goes through the entries, those of one event at once, and notes each change of how an action stands. */
const transitionsOf = (
  rows: readonly Row[],
  counts: (standing: Standing) => boolean,
): readonly RagTransition[] => {
  const found: RagTransition[] = [];
  // The last transition of the action that is gone through, whether or not it counts.
  let open: Open | null = null;
  let [before, now] = [NOT_THERE, NOT_THERE];
  let actionId = '';
  for (const [index, row] of rows.entries()) {
    if (row.actionId !== actionId) [before, now, open, actionId] = [NOT_THERE, NOT_THERE, null, row.actionId];
    now = after(now, row);
    if (rows[index + 1]?.root === row.root) continue;
    if (isThere(now) && !isSame(before, now)) {
      if (open !== null) open.until = row.since;
      open = transitionOf(before, now, row);
      if (counts(now)) found.push(open);
    }
    before = now;
  }
  return found;
};

/** What is rated while it is withdrawn stands as before. */
const isSame = (before: Standing, now: Standing): boolean =>
  isThere(before) === isThere(now) &&
  before.isWithdrawn === now.isWithdrawn &&
  (now.isWithdrawn || before.rag === now.rag);

export interface TransitionsAsked {
  readonly group: RagGroup;
  readonly owner: OwnerFound | null;
  /** From the first instant of the first interval to the last of the last, both included. */
  readonly from: string;
  readonly to: string;
  /** What took effect later than that is not told of, nor that it ended what stood before. */
  readonly present: string;
  readonly knownAt: number;
}

/**
 * The transitions of a scope that took effect within a time, the earliest first: only of actions that, at that moment, were
 * under the workstream or commitment asked for, and the owner's. What took effect at one instant comes in the order of
 * recording, also where it held for no time at all. Being passed on, or moved in the plan, is no transition.
 */
export const ragTransitions = async (
  tx: Tx,
  scope: RagScope,
  { group, owner, from, to, present, knownAt }: TransitionsAsked,
): Promise<RagTransition[]> => {
  const rows = await entriesIn(tx, scope, { asOf: present, knownAt }, owner);
  const counts = ({ places, isTheirs }: Standing): boolean =>
    (group === null || places.includes(group)) && (owner === null || isTheirs);
  return transitionsOf(rows, counts)
    .filter(({ since }) => since >= from && since <= to)
    .toSorted((a, b) => (a.since === b.since ? a.root - b.root : a.since < b.since ? -1 : 1));
};
