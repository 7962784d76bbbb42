/**
 * THE MEASURES of recruitment churn, each with its formula and where that comes from. Councils print shares under the same
 * word that the national statistics use for another one: so none is given without its name.
 */
import type { Churn } from './churn.js';

const CENSUS =
  'Department for Education, Children\u2019s social work workforce: checked against the published England row of 2023';
const COUNCIL = 'Councils\u2019 own posts tables, such as West Berkshire\u2019s of July 2015';

export const measureNames = [
  'turnover-rate',
  'vacancy-rate',
  'agency-worker-rate',
  'agency-share-of-establishment',
  'agency-cover-of-vacancies',
] as const;
export type MeasureName = (typeof measureNames)[number];

interface Definition {
  readonly formula: string;
  readonly source: string;
  readonly parts: (churn: MeasuredCounts) => readonly [numerator: number, denominator: number];
}

/** What the formulas need of the counts, in hundredths of FTE. */
export type MeasuredCounts = Pick<
  Churn,
  'inPostFte' | 'agencyFte' | 'establishmentFte' | 'establishedAgencyFte' | 'vacancyFte' | 'leaversFteOfYear'
>;

const definitions: Readonly<Record<MeasureName, Definition>> = {
  'turnover-rate': {
    formula: 'leavers in the 12 months to the end (FTE) / in post at the end (FTE)',
    source: CENSUS,
    parts: ({ leaversFteOfYear, inPostFte }) => [leaversFteOfYear, inPostFte],
  },
  'vacancy-rate': {
    formula: 'vacancies (FTE) / (vacancies + in post) (FTE)',
    source: CENSUS,
    parts: ({ vacancyFte, inPostFte }) => [vacancyFte, vacancyFte + inPostFte],
  },
  'agency-worker-rate': {
    formula: 'agency workers (FTE) / (agency workers + in post) (FTE)',
    source: CENSUS,
    parts: ({ agencyFte, inPostFte }) => [agencyFte, agencyFte + inPostFte],
  },
  'agency-share-of-establishment': {
    formula: 'agency workers in established posts (FTE) / establishment (FTE)',
    source: COUNCIL,
    parts: ({ establishedAgencyFte, establishmentFte }) => [establishedAgencyFte, establishmentFte],
  },
  'agency-cover-of-vacancies': {
    formula: 'agency workers in established posts (FTE) / vacancies (FTE)',
    source: CENSUS,
    parts: ({ establishedAgencyFte, vacancyFte }) => [establishedAgencyFte, vacancyFte],
  },
};

export interface Measure {
  readonly name: MeasureName;
  readonly formula: string;
  readonly source: string;
  /** In hundredths of FTE. */
  readonly numerator: number;
  readonly denominator: number;
  /** With two decimals; `null` where there is nothing to divide by. */
  readonly percent: number | null;
}

const percentOf = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 100;

/** One measure of the counts of a period. */
export const measureOf = (name: MeasureName, counts: MeasuredCounts): Measure => {
  const { formula, source, parts } = definitions[name];
  const [numerator, denominator] = parts(counts);
  return { name, formula, source, numerator, denominator, percent: percentOf(numerator, denominator) };
};
