/** From counts to the wire shape, in the words of each interval's time. */
import type { Interval } from '@improvement-ledger/domain';
import { daysBetween, endOfLondonDay, intervalOf, londonDay } from '@improvement-ledger/domain';
import type {
  RagCounts,
  RagDifference,
  RagStatus,
  RagTransition,
  RagView,
  VocabularyRow,
} from '@improvement-ledger/projections';
import { ratingOf } from '../plan/parts.js';
import type {
  RagCountsType,
  RagDifferenceType,
  RagHistoryType,
  RagIntervalType,
  RagStatusType,
  RagTimeType,
  RagTransitionType,
} from './rag-history.types.js';
import type { RagPage } from './rag-page.js';

type Words = readonly VocabularyRow[];
type BothCounts = Readonly<Record<RagView, RagCounts>>;

/** The vocabularies that were to be used by the end of a day; all, where none was yet. */
export const wordsOf = (vocabularies: Words, lastDay: string, present: string): Words => {
  const ofItsTime = vocabularies.filter(({ since }) => since <= present && londonDay(since) <= lastDay);
  return ofItsTime.length === 0 ? vocabularies : ofItsTime;
};

const shareOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;

const UNORDERED = 1_000;
/** The worst first, then what has no place in the order, then what is not stated. */
const worstFirst = <
  Item extends { readonly rag: { readonly order: number | null; readonly key: string } | null },
>(
  items: readonly Item[],
): Item[] => {
  const placeOf = ({ rag }: Item): number => (rag === null ? UNORDERED + 1 : (rag.order ?? UNORDERED));
  return items.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || (a.rag?.key ?? '').localeCompare(b.rag?.key ?? ''),
  );
};

const countsAt = (counts: RagCounts, interval: number, words: Words): RagCountsType => {
  const there = [...counts].flatMap(([rag, numbers]) => {
    const count = numbers[interval] ?? 0;
    return count === 0 ? [] : [{ rag, count }];
  });
  const total = there.reduce((sum, { count }) => sum + count, 0);
  return {
    total,
    counts: worstFirst(
      there.map(({ rag, count }) => ({ rag: ratingOf(rag, words), count, share: shareOf(count, total) })),
    ),
  };
};

export const presentInterval = (
  { name, from, to }: Interval,
  index: number,
  {
    counts,
    lateIn,
    vocabularies,
    present,
  }: {
    readonly counts: BothCounts;
    readonly lateIn: (interval: number) => number;
    readonly vocabularies: Words;
    readonly present: string;
  },
): RagIntervalType => {
  const words = wordsOf(vocabularies, to, present);
  return {
    name,
    from,
    to,
    isOpen: to >= londonDay(present) && endOfLondonDay(to) > present,
    asKnownThen: countsAt(counts.asKnownThen, index, words),
    asKnownNow: countsAt(counts.asKnownNow, index, words),
    late: () => lateIn(index),
  };
};

const sumOf = (numbers: readonly number[] | undefined): number =>
  (numbers ?? []).reduce((sum, number) => sum + number, 0);

const daysIn = (counts: RagCounts) => {
  const whole = sumOf([...counts.values()].map(sumOf));
  return (rag: string | null) => {
    const days = sumOf(counts.get(rag));
    return { days, share: shareOf(days, whole) };
  };
};

/** Days at each rating, from counts by day. */
export const presentTimes = ({ asKnownThen, asKnownNow }: BothCounts, words: Words): RagTimeType[] => {
  const [daysThen, daysNow] = [daysIn(asKnownThen), daysIn(asKnownNow)];
  const ratings = [...new Set([...asKnownThen.keys(), ...asKnownNow.keys()])];
  return worstFirst(
    ratings.map((rag) => ({
      rag: ratingOf(rag, words),
      asKnownThen: daysThen(rag),
      asKnownNow: daysNow(rag),
    })),
  );
};

const presentStatus = (status: RagStatus | null, vocabularies: Words): RagStatusType | null =>
  status === null
    ? null
    : { isWithdrawn: status.isWithdrawn, rag: ratingOf(status.rag, vocabularies, status) };

const daysOf = ({ since, until }: RagTransition, present: string): number =>
  until === null
    ? daysBetween(londonDay(since), londonDay(present)) + 1
    : daysBetween(londonDay(since), londonDay(until));

export const presentTransition = (
  row: RagTransition,
  { by, subject: { view } }: RagHistoryType,
  vocabularies: Words,
  page: RagPage,
): RagTransitionType => {
  const { to } = intervalOf(by, londonDay(row.since));
  const daysLate = Math.max(0, daysBetween(to, londonDay(row.recordedAt)));
  return {
    action: page.actions.get(row.actionId) ?? null,
    from: presentStatus(row.from, vocabularies),
    to: { isWithdrawn: row.to.isWithdrawn, rag: ratingOf(row.to.rag, vocabularies, row.to) },
    since: row.since,
    until: row.until,
    days: daysOf(row, view.present),
    recordedAt: row.recordedAt,
    isLate: daysLate > 0,
    daysLate,
    row,
    page,
  };
};

export const presentDifference = (
  row: RagDifference,
  { name, to }: Interval,
  words: Words,
  page: RagPage,
): RagDifferenceType => {
  const status = (standing: RagDifference['asKnownThen']): RagStatusType | null =>
    standing === null ? null : { isWithdrawn: standing.isWithdrawn, rag: ratingOf(standing.rag, words) };
  return {
    interval: name,
    action: page.actions.get(row.actionId) ?? null,
    asKnownThen: status(row.asKnownThen),
    asKnownNow: status(row.asKnownNow),
    row,
    lastDay: to,
    page,
  };
};
