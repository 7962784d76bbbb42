/** Which intervals a RAG history has. */
import type { Interval, IntervalKind } from '@improvement-ledger/domain';
import {
  intervalAfter,
  intervalCount,
  intervalOf,
  intervalsBetween,
  londonDay,
} from '@improvement-ledger/domain';
import { apiError } from '../errors.js';
import { INTERVALS_MAX } from '../limits.js';

export interface IntervalsAsked {
  readonly by: IntervalKind;
  /** Days within the first and the last interval; where they are open, from the beginning up to the present. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The intervals meant, none of them still to come at `present`. `began` is when the first action is part of the plan. Where
 * `from` is open and there are more than are served, they are the last ones. Throws `BAD_USER_INPUT`.
 */
export const intervalsAsked = (
  { by, from, to }: IntervalsAsked,
  began: string | null,
  present: string,
): Interval[] => {
  const first = began === null ? null : londonDay(began);
  const begin = from ?? first;
  if (begin === null) return [];
  if (to !== null && begin > to) throw reversed(begin, to, from);
  const today = londonDay(present);
  const end = to === null || to > today ? today : to;
  if (begin > end) return [];
  if (intervalCount(by, begin, end) <= INTERVALS_MAX) return intervalsBetween(by, begin, end);
  if (from !== null) throw tooMany(by, from, end);
  return intervalsBetween(by, intervalAfter(by, end, 1 - INTERVALS_MAX).from, end);
};

const reversed = (begin: string, to: string, from: string | null) =>
  from === null
    ? apiError('BAD_USER_INPUT', `to is ${to}, before the first action began, on ${begin}.`, 'to')
    : apiError('BAD_USER_INPUT', `from (${from}) is after to (${to}). Give the earlier day as from.`, 'from');

const tooMany = (by: IntervalKind, from: string, end: string) => {
  const { to } = intervalAfter(by, from, INTERVALS_MAX - 1);
  const begun = intervalOf(by, from).from;
  return apiError(
    'BAD_USER_INPUT',
    `From ${begun} to ${end} are ${intervalCount(by, from, end)} ${by}s; at most ${INTERVALS_MAX} are served. ` +
      `Ask in parts, from ${begun} to ${to} first, or by longer intervals.`,
    'from',
  );
};
