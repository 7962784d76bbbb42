/**
 * The ordinary course of things between what boards.ts tells: owners report, claim, let dates slip; auditors
 * check. By chance, but the same chance on every machine.
 */
import { addDays, daysBetween, lastDayOfMonth } from '@improvement-ledger/domain';
import type { Happening } from './boards.js';
import { boards } from './boards.js';
import type { Chance } from './chance.js';
import { areas, claims, outlook, progress, sendBacks, slipReasons, verifications } from './narratives.js';
import type { Rating } from './northmere.js';
import type { PersonKey } from './structure.js';
import type { Fate, TrackedAction } from './tracked-action.js';

/** An action that this many boards have not dealt with yet goes on as the routine has it. */
const lastDirectedBoard = new Map<string, number>();
boards.forEach(({ happenings }, index) => {
  for (const happening of happenings) {
    if ('action' in happening) lastDirectedBoard.set(happening.action, index);
  }
});
const isDirected = (tracked: TrackedAction, board: number): boolean =>
  (lastDirectedBoard.get(tracked.reference) ?? -1) >= board;

export const fateBy = (chance: Chance): Fate => {
  const drawn = chance.next();
  if (drawn < 0.1) return 'early';
  if (drawn < 0.5) return 'steady';
  if (drawn < 0.78) return 'slow';
  return drawn < 0.89 ? 'stalled' : 'quiet';
};

/** How many boards an action will take, by when it is due and how it fares. */
export const boardsNeededFor = (dueOn: string | null, fate: Fate, chance: Chance): number => {
  const planned = dueOn === null ? 40 : Math.round(daysBetween('2024-01-15', dueOn) / 30.4);
  const late = { early: -1, steady: 0, slow: chance.between(2, 4), stalled: 30, quiet: 1 }[fate];
  return Math.max(2, planned + late);
};

/** Brings an action's progress to where it is at this board. */
export const advance = (tracked: TrackedAction, board: number): void => {
  const reached = Math.floor((5 * (board + 1)) / tracked.boardsNeeded);
  // What has no date is never done; what boards.ts still has plans for is not claimed here.
  const most = tracked.dueOn === null || isDirected(tracked, board) ? 4 : 5;
  tracked.stage = Math.max(tracked.stage, Math.min(reached, most));
};

const fill = (template: string, tracked: TrackedAction, chance: Chance): string => {
  const { topic, kind } = tracked.placed.action;
  const number =
    kind === 'practice'
      ? 44 + tracked.stage * 11 + chance.between(0, 6)
      : 6 + tracked.stage * 13 + chance.between(0, 9);
  const area = chance.of(areas);
  return template
    .replaceAll('{topic}', topic)
    .replaceAll('{Topic}', upper(topic))
    .replaceAll('{area}', area)
    .replaceAll('{Area}', upper(area))
    .replaceAll('{n}', String(number));
};
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How likely each rating is, in the order in which they are drawn. */
type Odds = readonly (readonly [rating: Rating, probability: number])[];
const odds = {
  overdue: [
    ['red', 0.7],
    ['amber', 0.3],
  ],
  stalledEarly: [
    ['amber', 0.6],
    ['green', 0.4],
  ],
  slowAndNear: [
    ['amber', 0.75],
    ['red', 0.1],
    ['green', 0.15],
  ],
  undated: [
    ['green', 0.68],
    ['amber', 0.26],
    ['red', 0.06],
  ],
  onTrack: [
    ['green', 0.84],
    ['amber', 0.14],
    ['red', 0.02],
  ],
} as const satisfies Readonly<Record<string, Odds>>;

const oddsOf = ({ fate, dueOn }: TrackedAction, on: string): Odds => {
  if (dueOn === null) return odds.undated;
  const left = daysBetween(on, dueOn);
  if (left < 0) return odds.overdue;
  if (fate === 'stalled') return left < 60 ? odds.overdue : odds.stalledEarly;
  return fate === 'slow' && left < 75 ? odds.slowAndNear : odds.onTrack;
};

const ratingOf = (tracked: TrackedAction, on: string, board: number, chance: Chance): Rating | undefined => {
  const { fate, placed, stage } = tracked;
  if (fate === 'quiet' || placed.action.due === 'tba' || (stage === 0 && board < 2)) return undefined;
  let drawn = chance.next();
  return oddsOf(tracked, on).find(([, probability]) => (drawn -= probability) < 0)?.[0] ?? 'amber';
};

export interface RoutineReport {
  readonly action: string;
  readonly rating: Rating | undefined;
  readonly words: string;
}

/** What an owner reports before a board, or `null` for a month of silence. */
export const reportOf = (
  tracked: TrackedAction,
  on: string,
  board: number,
  chance: Chance,
): RoutineReport | null => {
  const likely = tracked.fate === 'quiet' ? 0.3 : tracked.dueOn === null ? 0.5 : 0.62;
  if (tracked.completion !== 'open' || !chance.happens(likely)) return null;
  const rating = ratingOf(tracked, on, board, chance);
  const stages = progress[tracked.placed.action.kind];
  const stage = Math.min(tracked.stage, stages.length - 1);
  const words = [chance.of(stages[stage] ?? []), outlookOf(rating, stage, chance)];
  return { action: tracked.reference, rating, words: fill(words.join(' ').trim(), tracked, chance) };
};

const outlookOf = (rating: Rating | undefined, stage: number, chance: Chance): string => {
  if (rating !== undefined && rating !== 'blue') return chance.of(outlook[rating]);
  // Only of work that has hardly begun can it be said that it is too early to rate.
  return stage < 2 ? chance.of(outlook.unrated) : '';
};

/** What auditors find on last month's claims. */
export const checkOf = (tracked: TrackedAction, board: number, chance: Chance): Happening | null => {
  if (tracked.completion !== 'claimed' || isDirected(tracked, board)) return null;
  const by: PersonKey = tracked.claimedBy === 'quality' || chance.happens(0.5) ? 'auditor' : 'quality';
  const days = -chance.between(12, 19);
  const drawn = chance.next();
  if (drawn < 0.77)
    return { days, does: 'verifies', action: tracked.reference, by, note: chance.of(verifications) };
  if (drawn > 0.92) return null;
  tracked.boardsNeeded = board + 3;
  tracked.stage = 4;
  return { days, does: 'sends-back', action: tracked.reference, by, note: chance.of(sendBacks) };
};

export const claimOf = (
  tracked: TrackedAction,
  board: number,
  by: PersonKey,
  chance: Chance,
): Happening | null => {
  if (tracked.completion !== 'open' || tracked.stage < 5 || isDirected(tracked, board)) return null;
  // A claim that was sent back is made again only once the work has caught up.
  if (board + 1 < tracked.boardsNeeded) return null;
  const note = fill(chance.of(claims), tracked, chance);
  return { days: -chance.between(3, 5), does: 'claims', action: tracked.reference, by, note };
};

/** A date that cannot be kept is moved, most often on the eve of the board. */
export const slipOf = (
  tracked: TrackedAction,
  on: string,
  board: number,
  by: PersonKey,
  chance: Chance,
): Happening | null => {
  const { dueOn, fate, slips } = tracked;
  if (dueOn === null || tracked.completion !== 'open' || isDirected(tracked, board)) return null;
  if ((fate !== 'slow' && fate !== 'stalled') || slips >= (fate === 'slow' ? 3 : 1)) return null;
  const left = daysBetween(on, dueOn);
  if (left < -12 || left > 24 || !chance.happens(0.8)) return null;
  const month = lastDayOfMonth(addDays(`${dueOn.slice(0, 7)}-15`, chance.between(1, 3) * 30).slice(0, 7));
  const because = fill(chance.of(slipReasons), tracked, chance);
  const days = chance.happens(0.65) ? -chance.between(1, 2) : -chance.between(6, 10);
  return {
    days,
    does: 'slips',
    action: tracked.reference,
    by,
    to: `End ${monthName(month)}`,
    because: upper(because),
  };
};

const monthName = (day: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
