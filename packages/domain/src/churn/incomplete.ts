/** What is missing of the counts of a period, and of each measure, in a sentence. */
import type { Churn, ChurnPeriod } from './churn.js';
import { endOfLondonDay, lastDayOfMonth } from '../london.js';
import type { MeasureName } from './measures.js';
import { monthsAfter } from './months.js';

/** What is known at a point: the first month in which anything moved, if anything did, and the present. */
export interface KnownMovements {
  readonly began: string | null;
  readonly present: string;
}

const isUnderYear = ({ last }: ChurnPeriod, began: string): boolean => monthsAfter(last, -11) < began;

/** Why the counts are not complete; `null` where nothing is known to be missing. */
export const incompleteCounts = (period: ChurnPeriod, { began, present }: KnownMovements): string | null => {
  if (endOfLondonDay(lastDayOfMonth(period.last)) > present)
    return `The period is not over: it is counted up to ${present}.`;
  if (began === null) return 'No movement is known.';
  if (period.first <= began) return `Movements are known from ${began} on.`;
  return isUnderYear(period, began)
    ? `Movements are known from ${began} on: what needs twelve months has less.`
    : null;
};

/** Measures of twelve months, whatever the period. */
const ofYear: ReadonlySet<MeasureName> = new Set(['turnover-rate', 'stability-rate', 'workers-per-post']);

/** Why a measure is not complete; `null` where nothing is known to be missing of it. */
export const incompleteMeasure = (name: MeasureName, churn: Churn, known: KnownMovements): string | null => {
  const { began } = known;
  if (name === 'absence-rate') return missingAbsences(churn);
  if (name === 'time-to-fill' && churn.vacanciesFilled === 0) return 'No vacancy is recorded as filled.';
  if (endOfLondonDay(lastDayOfMonth(churn.last)) > known.present) return incompleteCounts(churn, known);
  return began !== null && ofYear.has(name) && isUnderYear(churn, began)
    ? `Movements are known from ${began} on: less than twelve months.`
    : null;
};

/** Whoever is in post has days of absence reported of each quarter, and be it none. */
const missingAbsences = ({ quarters, absencesReported, inPostAtEnd }: Churn): string | null => {
  if (quarters === 0) return 'Days of absence are reported of quarters: ask for those, or for years.';
  if (absencesReported === 0) return 'No days of absence are reported.';
  const wanted = inPostAtEnd * quarters;
  return absencesReported < wanted
    ? `Days of absence are reported ${absencesReported} times, and of all in post there would be ${wanted}: more may have been lost.`
    : null;
};
