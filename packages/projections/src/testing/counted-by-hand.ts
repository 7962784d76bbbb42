/**
 * What the counts of recruitment churn have to be, by looking at the fold of each worker on every day on which anything
 * moved: slow, and plain to see.
 */
import type { At, Engagement, Recorded, WorkerEventType } from '@improvement-ledger/domain';
import {
  effectiveFrom,
  fold,
  lastDayOfMonth,
  londonDay,
  monthsAfter,
  worker,
} from '@improvement-ledger/domain';
import { days } from './workers.js';

interface Seen {
  readonly from: string;
  /** The day on which it is looked again; `null` for the last. */
  readonly until: string | null;
  readonly engagements: readonly Engagement[];
}

const onEachDay = (recorded: readonly Recorded<WorkerEventType>[], at: At): Seen[] => {
  const lookedAt = days.filter((day) => (effectiveFrom(day) ?? '') <= at.asOf);
  return lookedAt.map((from, index) => {
    const { engagements } = fold(worker, recorded, { ...at, asOf: effectiveFrom(from) ?? '' });
    const until = lookedAt[index + 1] ?? null;
    return { from, until, engagements: [...engagements.values()].filter((each) => each.until === null) };
  });
};

/** The same day so many months later, or the last of that month where it has no such day. */
const later = (day: string, months: number): string => {
  const month = monthsAfter(day.slice(0, 7), months);
  const [same, last] = [`${month}${day.slice(7)}`, lastDayOfMonth(month)];
  return same < last ? same : last;
};
const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

const ofWorker = (recorded: readonly Recorded<WorkerEventType>[], at: At, month: string) => {
  const seen = onEachDay(recorded, at);
  const yearBegan = `${monthsAfter(month, -11)}-01`;
  const posts = seen.flatMap(({ until, engagements }) =>
    until === null || until > yearBegan ? engagements.map(({ postId }) => postId) : [],
  );
  const all = [...fold(worker, recorded, at).engagements.values()];
  const inPost = all.filter(({ until, employment }) => until === null && employment !== 'agency');
  const employedSince = ({ started: { engagementId } }: Engagement): string =>
    seen.find(({ engagements }) =>
      engagements.some((each) => each.started.engagementId === engagementId && each.employment !== 'agency'),
    )?.from ?? '';
  const ended = all.flatMap(({ since, until, employment }) =>
    until !== null && employment === 'agency' ? [{ since: londonDay(since), until: londonDay(until) }] : [],
  );
  return {
    workersOfYear: new Set(posts).size,
    inPostForYear: inPost.filter((each) => later(employedSince(each), 12) <= `${monthsAfter(month, 1)}-01`)
      .length,
    agencyEndedEarly: ended.filter(({ since, until }) => until < later(since, 3)).length,
    assignmentDays: ended.reduce((sum, { since, until }) => sum + daysBetween(since, until), 0),
  };
};

/** Counts from January 2015 to the end of a month, of all workers together. */
export const countedByHand = (
  records: Iterable<readonly Recorded<WorkerEventType>[]>,
  at: At,
  month: string,
): ReturnType<typeof ofWorker> =>
  [...records]
    .map((recorded) => ofWorker(recorded, at, month))
    .reduce((sum, each) => ({
      workersOfYear: sum.workersOfYear + each.workersOfYear,
      inPostForYear: sum.inPostForYear + each.inPostForYear,
      agencyEndedEarly: sum.agencyEndedEarly + each.agencyEndedEarly,
      assignmentDays: sum.assignmentDays + each.assignmentDays,
    }));
