/**
 * Recruitment churn: who came, who went and who is there, counted over periods of the calendar from what moved in each
 * month. Headcounts are whole workers; FTE is in hundredths. In post are those whom the council employs; agency workers
 * are counted apart, as in the workforce census of the Department for Education.
 */

import type { Amount, MonthFlow } from './flow.js';
import { amounts } from './flow.js';
import { monthNumber, monthsAfter } from './months.js';
import { forYear, tenureOver } from './tenure.js';

/** A period of whole months, both named. */
export interface ChurnPeriod {
  readonly first: string;
  readonly last: string;
}

/** The counts of one period. */
export interface Churn extends ChurnPeriod {
  readonly starters: number;
  readonly leavers: number;
  /** Starters less leavers. */
  readonly net: number;
  readonly conversions: number;
  readonly movedIn: number;
  readonly movedOut: number;
  readonly agencyStarted: number;
  readonly agencyEnded: number;
  readonly inPostAtStart: number;
  readonly inPostAtEnd: number;
  readonly inPostFte: number;
  readonly agencyAtEnd: number;
  readonly agencyFte: number;
  readonly establishmentFte: number;
  readonly supernumeraryFte: number;
  /** Agency workers in established posts. */
  readonly establishedAgencyFte: number;
  /** Established hours in which nobody is in post, whether or not an agency worker covers them. */
  readonly vacancyFte: number;
  /** Those who left in the twelve months to the end of the period. */
  readonly leaversFteOfYear: number;
  readonly agencyEndedEarly: number;
  readonly assignmentDays: number;
  /** Whole quarters in the period: days of absence are known of nothing shorter. */
  readonly quarters: number;
  readonly absenceDays: number;
  readonly absencesReported: number;
  readonly vacanciesFilled: number;
  readonly daysToFill: number;
  /** Different workers of each post, and posts, that were there in the twelve months to the end of the period. */
  readonly workersOfYear: number;
  readonly postsOfYear: number;
  /** Those in post at the end by how long they are employed, in the order of `tenureBands`. */
  readonly tenure: readonly number[];
  /** Those of them employed for twelve months or more. */
  readonly inPostForYear: number;
}

const QUARTER_MONTHS = 3;

type Sums = Record<Amount, number>;
const NOTHING = Object.freeze(Object.fromEntries(amounts.map((amount) => [amount, 0]))) as Sums;

/** The sums of all months up to each month that has flows, so that the sum over any period is one subtraction. */
const runningSums = (flows: readonly MonthFlow[]): ((month: string) => Sums) => {
  const ordered = flows.toSorted((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
  const months: string[] = [];
  const sums: Sums[] = [];
  let last = NOTHING;
  for (const flow of ordered) {
    last = { ...last };
    for (const amount of amounts) last[amount] += flow[amount];
    months.push(flow.month);
    sums.push(last);
  }
  return (month) => sums[lastUpTo(months, month)] ?? NOTHING;
};

/** The place of the last of these ordered months that is not after another; -1 where there is none. */
const lastUpTo = (months: readonly string[], month: string): number => {
  let [low, high] = [0, months.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((months[middle] ?? '') <= month) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Counts of each period from the flows of one cell. Flows before the first period may be summed up under one month before the year it needs. */
export const churnOver = (
  periods: readonly ChurnPeriod[],
): ((flows: readonly MonthFlow[]) => readonly Churn[]) => {
  const bounded = periods.map(({ first, last }) => {
    const quarters = Math.floor((monthNumber(last) - monthNumber(first) + 1) / QUARTER_MONTHS);
    return { first, last, quarters, before: monthsAfter(first, -1), yearBefore: monthsAfter(last, -12) };
  });
  const tenureAt = tenureOver(periods.map(({ last }) => last));
  return (flows) => {
    const upTo = runningSums(flows);
    const tenures = tenureAt(flows);
    return bounded.map((bounds, index) => countsIn(bounds, upTo, tenures[index] ?? []));
  };
};

interface Bounds extends ChurnPeriod {
  /** The month before the first, and that before the twelve months to the end. */
  readonly before: string;
  readonly yearBefore: string;
  readonly quarters: number;
}

const countsIn = (
  { first, last, quarters, before: ended, yearBefore }: Bounds,
  upTo: (month: string) => Sums,
  tenure: readonly number[],
): Churn => {
  const [before, standing] = [upTo(ended), upTo(last)];
  const within = (amount: Amount): number => standing[amount] - before[amount];
  return {
    first,
    last,
    starters: within('starters'),
    leavers: within('leavers'),
    net: within('starters') - within('leavers'),
    conversions: within('conversions'),
    movedIn: within('movedIn'),
    movedOut: within('movedOut'),
    agencyStarted: within('agencyStarted'),
    agencyEnded: within('agencyEnded'),
    inPostAtStart: before.inPost,
    inPostAtEnd: standing.inPost,
    inPostFte: standing.inPostFte,
    agencyAtEnd: standing.agency,
    agencyFte: standing.agencyFte,
    establishmentFte: standing.establishmentFte,
    supernumeraryFte: standing.supernumeraryFte,
    establishedAgencyFte: standing.establishedAgencyFte,
    vacancyFte: Math.max(0, standing.establishmentFte - standing.establishedInPostFte),
    leaversFteOfYear: standing.leaversFte - upTo(yearBefore).leaversFte,
    agencyEndedEarly: within('agencyEndedEarly'),
    assignmentDays: within('assignmentDays'),
    quarters,
    absenceDays: quarters === 0 ? 0 : within('absenceDays'),
    absencesReported: quarters === 0 ? 0 : within('absencesReported'),
    vacanciesFilled: within('vacanciesFilled'),
    daysToFill: within('daysToFill'),
    workersOfYear: standing.workersOfYear,
    postsOfYear: standing.postsOfYear,
    tenure,
    inPostForYear: forYear(tenure),
  };
};
