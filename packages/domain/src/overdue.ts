/**
 * THE RULES of being overdue, in one place. The read model has them once more as SQL, and a property test holds both
 * to one result.
 *
 * - An action is overdue from the day after the last day on which it is due, by London's calendar.
 * - A claim of completion takes it off the list and puts it among those that await verification; sent back, it returns.
 * - What is verified is complete, what is withdrawn is on no list, and what has no date cannot be overdue.
 * - What recurs is never complete for good. Each round that was claimed and verified meets the occurrence that was then
 *   the next one, and all that had passed by the day of the claim; the action is due again on the one after.
 */
import type { Completion } from './action/completion.js';
import type { Withdrawal } from './action/withdrawal.js';
import type { Due, DueMeaning, UndatedReason } from './due.js';
import { addDays, daysBetween, lastDayOfMonth } from './london.js';

export type DueState =
  | { readonly state: 'withdrawn' | 'complete' | 'awaiting-verification' }
  | { readonly state: 'standing'; readonly from: string | null }
  | { readonly state: 'undated'; readonly why: UndatedReason }
  | { readonly state: 'due'; readonly lastDay: string }
  | { readonly state: 'overdue'; readonly lastDay: string; readonly daysOverdue: number };

/** What the rules look at. `due` is the due date that counts: the one in force, or the original. */
export interface Overdueable {
  readonly due: Due;
  readonly completion: Pick<Completion, 'status' | 'rounds'>;
  readonly withdrawal: Pick<Withdrawal, 'isWithdrawn'>;
}

/** How an action stands to its due date on a day. */
export const dueStateOn = (
  { due: { meaning }, completion, withdrawal }: Overdueable,
  on: string,
): DueState => {
  if (withdrawal.isWithdrawn) return { state: 'withdrawn' };
  if (completion.status === 'claimed') return { state: 'awaiting-verification' };
  if (completion.status === 'verified' && meaning.kind !== 'recurring') return { state: 'complete' };
  if (meaning.kind === 'standing') return { state: 'standing', from: meaning.from };
  if (meaning.kind === 'undated') return { state: 'undated', why: meaning.why };
  const lastDay = meaning.kind === 'recurring' ? nextOccurrence(meaning, completion.rounds) : meaning.lastDay;
  return lastDay < on
    ? { state: 'overdue', lastDay, daysOverdue: daysBetween(lastDay, on) }
    : { state: 'due', lastDay };
};

/** Undated reasons that leave somebody to find a date. */
export const missingDateReasons: readonly UndatedReason[] = ['blank', 'to-be-confirmed', 'not-understood'];

type Recurring = Extract<DueMeaning, { kind: 'recurring' }>;
const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** The day of an occurrence, counted from 0. What is due at the end of a month stays at the end of months. */
export const occurrence = ({ lastDay, every, precision }: Recurring, index: number): string => {
  if (every === 'week') return addDays(lastDay, 7 * index);
  const [year = 0, month = 0] = lastDay.split('-').map(Number);
  const count = year * 12 + month - 1 + index * monthsOf[every];
  const end = lastDayOfMonth(`${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`);
  const day = `${end.slice(0, 8)}${lastDay.slice(8)}`;
  return precision === 'day' && day < end ? day : end;
};

/** The first occurrence that no round has met. `rounds`: the days of the claims that were verified, in their order. */
const nextOccurrence = (meaning: Recurring, rounds: readonly string[]): string => {
  let met = 0;
  for (const day of rounds) {
    met += 1;
    while (occurrence(meaning, met) <= day) met += 1;
  }
  return occurrence(meaning, met);
};
