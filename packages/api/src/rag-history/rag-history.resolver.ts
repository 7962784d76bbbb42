/** How ratings moved: each part of a RAG history is read only when it is asked for. */
import { endOfLondonDay, intervalsBetween, londonDay, startOfLondonDay } from '@improvement-ledger/domain';
import type { RagTimeline } from '@improvement-ledger/projections';
import {
  ragCounts,
  ragDifferences,
  ragHistory,
  ragTimeline,
  ragTransitions,
} from '@improvement-ledger/projections';
import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArguments, checkFirst, connectionOf } from '../connection.js';
import { once, planIn } from '../view.js';
import { behindDifference, behindTransition, differenceCursor, transitionCursor } from './cursors.js';
import { presentDifference, presentInterval, presentTimes, presentTransition, wordsOf } from './present.js';
import {
  RagDifferenceConnection,
  RagHistoryType,
  RagIntervalType,
  RagTimeType,
  RagTransitionConnection,
} from './rag-history.types.js';
import { ragPage } from './rag-page.js';

const scopeOf = ({ subject: { view, planId, actionId } }: RagHistoryType) => ({
  tenant: view.tenant,
  planId,
  actionId,
});
const whichOf = ({ subject: { group }, owner }: RagHistoryType) => ({ group, byOwner: owner !== null });

/** What was said of the actions up to the ends of these days: of all parts of a plan at once, however many are asked for. */
const timelineOf = async (history: RagHistoryType, lastDays: readonly string[]): Promise<RagTimeline> => {
  const { subject, owner } = history;
  const { view } = subject;
  if (lastDays.length === 0) return { length: 0, lines: [] };
  const scope = scopeOf(history);
  const asked = ['rag timeline', scope.planId, scope.actionId, JSON.stringify(owner), lastDays.join()].join(
    ' ',
  );
  return once(view, asked, async () =>
    view.read([ragHistory], async (tx) =>
      ragTimeline(tx, scope, { lastDays, present: view.present, knownAt: view.at.knownAt }, owner),
    ),
  );
};

const bothOf = (timeline: RagTimeline, history: RagHistoryType) => ({
  asKnownThen: ragCounts(timeline, 'asKnownThen', whichOf(history)),
  asKnownNow: ragCounts(timeline, 'asKnownNow', whichOf(history)),
});

/** How many actions stood otherwise in an interval than was known then; found out once, when somebody asks. */
const lateIn = (timeline: RagTimeline, history: RagHistoryType): ((interval: number) => number) => {
  let late: number[] | null = null;
  return (interval) => {
    if (late === null) {
      late = Array.from({ length: timeline.length }, () => 0);
      for (const difference of ragDifferences(timeline, whichOf(history))) {
        late[difference.interval] = (late[difference.interval] ?? 0) + 1;
      }
    }
    return late[interval] ?? 0;
  };
};

const vocabulariesOf = async ({ subject: { view, planId } }: RagHistoryType) =>
  (await planIn(view, planId))?.vocabularies ?? [];

@Resolver(() => RagHistoryType)
export class RagHistoryResolver {
  @FieldResolver(() => [RagIntervalType], {
    description: 'The intervals in order. One that has not begun at the point asked about is not listed.',
  })
  async intervals(@Root() history: RagHistoryType): Promise<RagIntervalType[]> {
    const { spans, subject } = history;
    const timeline = await timelineOf(
      history,
      spans.map(({ to }) => to),
    );
    const counted = {
      counts: bothOf(timeline, history),
      lateIn: lateIn(timeline, history),
      vocabularies: await vocabulariesOf(history),
      present: subject.view.present,
    };
    return spans.map((span, index) => presentInterval(span, index, counted));
  }

  @FieldResolver(() => [RagTimeType], {
    description:
      'How long they stood at each rating from the first to the last of the intervals, the worst first: the days at whose end they did.',
  })
  async timeInStatus(@Root() history: RagHistoryType): Promise<RagTimeType[]> {
    const { present } = history.subject.view;
    const [first, last] = [history.spans[0], history.spans.at(-1)];
    if (first === undefined || last === undefined) return [];
    const today = londonDay(present);
    const days = intervalsBetween('day', first.from, last.to < today ? last.to : today);
    const timeline = await timelineOf(
      history,
      days.map(({ to }) => to),
    );
    return presentTimes(bothOf(timeline, history), wordsOf(await vocabulariesOf(history), last.to, present));
  }

  @FieldResolver(() => RagTransitionConnection, {
    description:
      'Every change of how an action stands that took effect from the first to the last of the intervals, the earliest first: as known at the point asked about.',
  })
  async transitions(
    @Root() history: RagHistoryType,
    @Args(() => PageArguments) { first, after }: PageArguments,
  ): Promise<RagTransitionConnection> {
    checkFirst(first);
    const { subject, owner, spans } = history;
    const { view, group } = subject;
    const behind = behindTransition(after);
    const [begin, end] = [spans[0], spans.at(-1)];
    const all =
      begin === undefined || end === undefined
        ? []
        : await view.read([ragHistory], async (tx) =>
            ragTransitions(tx, scopeOf(history), {
              group,
              owner,
              from: startOfLondonDay(begin.from),
              to: endOfLondonDay(end.to),
              present: view.present,
              knownAt: view.at.knownAt,
            }),
          );
    const rows = all.filter(behind).slice(0, first + 1);
    const page = await ragPage(
      view,
      rows.slice(0, first).map(({ actionId, position }) => ({ actionId, positions: [position] })),
    );
    const vocabularies = await vocabulariesOf(history);
    return connectionOf({ rows, total: all.length }, first, transitionCursor, (row) =>
      presentTransition(row, history, vocabularies, page),
    );
  }

  @FieldResolver(() => RagDifferenceConnection, {
    description:
      'What was recorded late: each action that stood otherwise at the end of an interval than was known then, by interval, with the changes that make the difference.',
  })
  async recordedLate(
    @Root() history: RagHistoryType,
    @Args(() => PageArguments) { first, after }: PageArguments,
  ): Promise<RagDifferenceConnection> {
    checkFirst(first);
    const { spans, subject } = history;
    const { view } = subject;
    const timeline = await timelineOf(
      history,
      spans.map(({ to }) => to),
    );
    const all = ragDifferences(timeline, whichOf(history)).flatMap((row) => {
      const span = spans[row.interval];
      return span === undefined ? [] : [{ ...row, span }];
    });
    const rows = all.filter(behindDifference(after)).slice(0, first + 1);
    const page = await ragPage(view, rows.slice(0, first));
    const vocabularies = await vocabulariesOf(history);
    return connectionOf({ rows, total: all.length }, first, differenceCursor, ({ span, ...row }) =>
      presentDifference(row, span, wordsOf(vocabularies, span.to, view.present), page),
    );
  }
}
