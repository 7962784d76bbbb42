/** What the fold of the log says of how actions were rated over time: the slow and plain way, for properties. */
import type {
  Action,
  ActionEventType,
  At,
  Interval,
  IntervalKind,
  Recorded,
} from '@improvement-ledger/domain';
import {
  action,
  endOfLondonDay,
  entriesAt,
  fold,
  intervalAfter,
  intervalsBetween,
  londonDay,
  startOfLondonDay,
} from '@improvement-ledger/domain';
import { ids, sampleId } from '@improvement-ledger/domain/testing';
import type { Tx } from '@improvement-ledger/event-store';
import type { RagGroup } from '../rag-counts.js';
import { ragCounts, ragDifferences, ragViews } from '../rag-counts.js';
import type { RagScope } from '../rag-history.js';
import { ownerIn } from '../rag-owner.js';
import type { RagTimeline } from '../rag-timeline.js';
import { ragTimeline } from '../rag-timeline.js';
import { ragTransitions } from '../rag-transitions.js';

type Streams = ReadonlyMap<string, readonly Recorded<ActionEventType>[]>;

/** Whose history is looked at. */
interface Looked {
  readonly name: string;
  readonly actionId: string | null;
  readonly group: RagGroup;
  readonly personId: string | null;
}
const everybody = { actionId: null, group: null, personId: null } as const;
/** Every grouping there is: of the plan, its parts, its actions, and owners. */
const lookedAt: readonly Looked[] = [
  { ...everybody, name: 'plan' },
  ...[ids.workstream, sampleId(61)].map((group) => ({ ...everybody, name: `workstream ${group}`, group })),
  ...[ids.commitment, sampleId(62)].map((group) => ({ ...everybody, name: `commitment ${group}`, group })),
  ...[101, 102, 103].map((each) => ({ ...everybody, name: `action ${each}`, actionId: sampleId(each) })),
  ...[ids.ann, ids.ben].map((personId) => ({ ...everybody, name: `owner ${personId}`, personId })),
];

interface RagAsked {
  readonly at: At;
  readonly kind: IntervalKind;
  /** How many intervals before that of `asOf`. */
  readonly back: number;
}

type Standing = { readonly rag: string | null; readonly isWithdrawn: boolean } | null;

const isTheirs = ({ owners }: Action, personId: string): boolean =>
  owners?.list.some((owner) => owner.part === 'owner' && owner.personId === personId) ?? false;
const counts = (state: Action, { group, personId }: Looked): boolean =>
  state.added !== null &&
  (group === null || group === state.added.workstreamId || group === state.added.commitmentId) &&
  (personId === null || isTheirs(state, personId));
const standingOf = ({ rag, withdrawal: { isWithdrawn } }: Action): Standing => ({ rag, isWithdrawn });
const said = (standing: Standing): string =>
  standing === null ? 'none' : standing.isWithdrawn ? 'withdrawn' : (standing.rag ?? 'not stated');

const endOf = ({ to }: Interval, present: string): string =>
  endOfLondonDay(to) < present ? endOfLondonDay(to) : present;

/** The last position that had been recorded at an instant, of those known. */
const recordedBy = (streams: Streams, instant: string, knownAt: number): number =>
  Math.max(
    0,
    ...[...streams.values()]
      .flat()
      .filter(({ recordedAt, position }) => recordedAt <= instant && position <= knownAt)
      .map(({ position }) => position),
  );

const transitionsOf = (
  actionId: string,
  events: readonly Recorded<ActionEventType>[],
  looked: Looked,
  at: At,
): string[] => {
  const found: string[] = [];
  let before = action.initial;
  for (const entry of entriesAt(events, at)) {
    const now = action.evolve(before, entry);
    const [was, is] = [before, now].map((state) => said(state.added === null ? null : standingOf(state)));
    if (was !== is && is !== 'none' && counts(now, looked)) {
      found.push(
        `${entry.event.effectiveFrom} ${entry.root} ${actionId} ${was} to ${is} by ${entry.event.position}`,
      );
    }
    before = now;
  }
  return found;
};

interface Told {
  readonly counts: readonly string[];
  readonly differences: readonly string[];
  readonly transitions: readonly string[];
}

const foldedRagHistory = (streams: Streams, looked: Looked, { at, kind, back }: RagAsked): Told => {
  const intervals = intervalsOf(at, kind, back);
  const own = [...streams].filter(([id]) => looked.actionId === null || looked.actionId === id);
  const standingAt = (events: readonly Recorded<ActionEventType>[], point: At): Standing => {
    const state = fold(action, events, point);
    return counts(state, looked) ? standingOf(state) : null;
  };
  const rows = intervals.flatMap((interval, index) => {
    const asOf = endOf(interval, at.asOf);
    const knownThen = recordedBy(streams, asOf, at.knownAt);
    return own.map(([actionId, events]) => ({
      index,
      actionId,
      asKnownThen: standingAt(events, { asOf, knownAt: knownThen }),
      asKnownNow: standingAt(events, { asOf, knownAt: at.knownAt }),
    }));
  });
  return {
    counts: ragViews.flatMap((view) =>
      rows.flatMap((row) => {
        const standing = row[view];
        return standing === null || standing.isWithdrawn
          ? []
          : [`${view} ${row.index} ${standing.rag ?? ''}`];
      }),
    ),
    differences: rows.flatMap(({ index, actionId, asKnownThen: then, asKnownNow }) =>
      said(then) === said(asKnownNow) ? [] : [`${index} ${actionId} ${said(then)} to ${said(asKnownNow)}`],
    ),
    transitions: own
      .flatMap(([actionId, events]) => transitionsOf(actionId, events, looked, at))
      .filter((line) => line >= startOfLondonDay(intervals[0]?.from ?? '')),
  };
};

const intervalsOf = ({ asOf }: At, kind: IntervalKind, back: number): Interval[] => {
  const last = londonDay(asOf);
  return intervalsBetween(kind, intervalAfter(kind, last, -back).from, last);
};

/** The same, as the read model says it. What is under a part of the plan is counted from the timeline of the plan. */
const readRagHistory = async (
  tx: Tx,
  tenant: string,
  { actionId, group, personId }: Looked,
  { at, kind, back }: RagAsked,
  timelines: Map<string, RagTimeline>,
): Promise<Told> => {
  const scope: RagScope = { tenant, planId: ids.plan, actionId };
  const sought = { kind: 'person', part: 'owner', personId, name: null } as const;
  const owner = personId === null ? null : await ownerIn(tx, scope, sought, at.knownAt);
  const intervals = intervalsOf(at, kind, back);
  if (personId !== null && owner === null) return { counts: [], differences: [], transitions: [] };
  const lastDays = intervals.map(({ to }) => to);
  const read = `${actionId ?? 'all'} ${personId ?? 'all'}`;
  const timeline =
    timelines.get(read) ??
    (await ragTimeline(tx, scope, { lastDays, present: at.asOf, knownAt: at.knownAt }, owner));
  timelines.set(read, timeline);
  const which = { group, byOwner: owner !== null };
  const transitions = await ragTransitions(tx, scope, {
    group,
    owner,
    from: startOfLondonDay(intervals[0]?.from ?? ''),
    to: at.asOf,
    present: at.asOf,
    knownAt: at.knownAt,
  });
  return {
    counts: ragViews.flatMap((view) =>
      [...ragCounts(timeline, view, which)].flatMap(([rag, numbers]) =>
        numbers.flatMap((count, index) =>
          Array.from({ length: count }, () => `${view} ${index} ${rag ?? ''}`),
        ),
      ),
    ),
    differences: ragDifferences(timeline, which).map(
      ({ interval, asKnownThen, asKnownNow, ...difference }) => {
        if (difference.positions.length === 0) throw new Error('Nothing makes the difference.');
        return `${interval} ${difference.actionId} ${said(asKnownThen)} to ${said(asKnownNow)}`;
      },
    ),
    transitions: transitions.map(
      ({ since, root, position, from, to, ...transition }) =>
        `${since} ${root} ${transition.actionId} ${said(from)} to ${said(to)} by ${position}`,
    ),
  };
};

const inOrder = (told: Told): Told => ({
  counts: told.counts.toSorted(),
  differences: told.differences.toSorted(),
  transitions: told.transitions.toSorted(),
});

/** What the fold says, for every grouping by name. */
export const foldedRagHistories = (streams: Streams, asked: RagAsked): Readonly<Record<string, Told>> =>
  Object.fromEntries(
    lookedAt.map((looked) => [looked.name, inOrder(foldedRagHistory(streams, looked, asked))]),
  );

/** What the read model says, for every grouping by name. */
export const readRagHistories = async (
  tx: Tx,
  tenant: string,
  asked: RagAsked,
): Promise<Readonly<Record<string, Told>>> => {
  const timelines = new Map<string, RagTimeline>();
  const read: Record<string, Told> = {};
  for (const looked of lookedAt) {
    read[looked.name] = inOrder(await readRagHistory(tx, tenant, looked, asked, timelines));
  }
  return read;
};
