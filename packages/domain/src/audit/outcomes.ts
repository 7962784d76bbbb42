/** What audits come to: shares of their grades, and how many were done of those that were expected. */
import { endOfLondonDay, lastDayOfMonth } from '../london.js';
import { allSaid, lastSaid } from '../register/register.js';
import type { AuditProgramme } from './programme.js';
import type { AuditGrade } from './scale.js';
import { isGoodOrBetter } from './scale.js';

/** How many audits had something in common. */
export interface OutcomeCount {
  readonly type: 'planned' | 'missed' | 'done';
  readonly grade: AuditGrade | null;
  readonly count: number;
}

export interface Outcome {
  readonly planned: number;
  readonly missed: number;
  readonly done: number;
  readonly grades: readonly { readonly grade: AuditGrade; readonly count: number }[];
  readonly goodOrBetter: number;
  readonly inadequate: number;
}

const total = (counts: readonly OutcomeCount[], holds: (each: OutcomeCount) => boolean): number =>
  counts.filter(holds).reduce((sum, { count }) => sum + count, 0);

export const outcomeOf = (counts: readonly OutcomeCount[]): Outcome => {
  const done = counts.filter(({ type }) => type === 'done');
  const grades = new Map<AuditGrade, number>();
  for (const { grade, count } of done)
    if (grade !== null) grades.set(grade, (grades.get(grade) ?? 0) + count);
  return {
    planned: total(counts, ({ type }) => type === 'planned'),
    missed: total(counts, ({ type }) => type === 'missed'),
    done: total(done, () => true),
    grades: [...grades].map(([grade, count]) => ({ grade, count })),
    goodOrBetter: total(done, ({ grade }) => grade !== null && isGoodOrBetter(grade)),
    inadequate: total(done, ({ grade }) => grade === 'inadequate'),
  };
};

/** A part of a whole in percent, to two places; `null` where there is no whole. */
export const percentIn = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 100;

/**
 * How many audits are expected of each auditor in a month: what stood at its end. In the month in which a programme ends
 * none are expected any more.
 */
export const expectedIn = (programme: AuditProgramme, month: string): ReadonlyMap<string, number> => {
  const end = endOfLondonDay(lastDayOfMonth(month));
  const ended = lastSaid(programme, 'AuditProgrammeEnded');
  const expected = new Map<string, number>();
  if (ended !== undefined && ended.from <= end) return expected;
  for (const { data, from } of allSaid(programme, 'AuditsExpected')) {
    if (from <= end) expected.set(data.auditorId, data.monthly);
  }
  return expected;
};

/** Whether an audit was planned for a month that was over at an instant. */
export const isMonthOver = (month: string, at: string): boolean => endOfLondonDay(lastDayOfMonth(month)) < at;
