/**
 * THE MEASURES of recruitment churn, each with its formula and where that comes from. Councils print shares under the same
 * word that the national statistics use for another one: so none is given without its name.
 */
import type { Churn } from './churn.js';

const CENSUS =
  'Department for Education, Children\u2019s social work workforce: checked against the published England row of 2023';
const COUNCIL = 'Councils\u2019 own posts tables, such as West Berkshire\u2019s of July 2015';
const CONTRACTS = 'Councils\u2019 own aim that agency contracts last three months or more';
const LEDGER = 'This ledger\u2019s own, from the movements recorded';

/** In what a measure was counted: `fte` and `days` in hundredths, the others in whole ones. */
export const measureUnits = [
  'fte',
  'workers',
  'assignments',
  'vacancies',
  'posts',
  'days',
  'whole-days',
] as const;
export type MeasureUnit = (typeof measureUnits)[number];

export const measureNames = [
  'turnover-rate',
  'vacancy-rate',
  'agency-worker-rate',
  'agency-share-of-establishment',
  'agency-cover-of-vacancies',
  'absence-rate',
  'stability-rate',
  'early-ended-assignments',
  'length-of-assignments',
  'workers-per-post',
  'time-to-fill',
] as const;
export type MeasureName = (typeof measureNames)[number];

type Ratio = readonly [numerator: number, denominator: number];
interface Definition {
  readonly formula: string;
  readonly source: string;
  readonly units: readonly [numerator: MeasureUnit, denominator: MeasureUnit];
  /** Whether it is a share, in per cent, or a mean. */
  readonly is: 'share' | 'mean';
  /** Whether it takes posts, or all terms of employment: then it is not given of workers on some terms. */
  readonly ofAllTerms: boolean;
  readonly parts: (churn: MeasuredCounts) => Ratio;
}

/** What the formulas need of the counts. */
export type MeasuredCounts = Omit<Churn, 'first' | 'last' | 'tenure'>;

/**
 * Working days of a year, as the published days lost and rate of England come to; of a quarter the fourth part. Days of
 * absence are counted of no shorter period.
 */
const WORKING_DAYS_OF_YEAR = 253;
const QUARTERS_OF_YEAR = 4;
const workingDays = ({ inPostFte, quarters }: MeasuredCounts): number =>
  Math.round((inPostFte * WORKING_DAYS_OF_YEAR * quarters) / QUARTERS_OF_YEAR);

const FTE = ['fte', 'fte'] as const;

const definitions: Readonly<Record<MeasureName, Definition>> = {
  'turnover-rate': {
    formula: 'leavers in the 12 months to the end (FTE) / in post at the end (FTE)',
    source: CENSUS,
    units: FTE,
    is: 'share',
    ofAllTerms: false,
    parts: ({ leaversFteOfYear, inPostFte }) => [leaversFteOfYear, inPostFte],
  },
  'vacancy-rate': {
    formula: 'vacancies (FTE) / (vacancies + in post) (FTE)',
    source: CENSUS,
    units: FTE,
    is: 'share',
    ofAllTerms: true,
    parts: ({ vacancyFte, inPostFte }) => [vacancyFte, vacancyFte + inPostFte],
  },
  'agency-worker-rate': {
    formula: 'agency workers (FTE) / (agency workers + in post) (FTE)',
    source: CENSUS,
    units: FTE,
    is: 'share',
    ofAllTerms: true,
    parts: ({ agencyFte, inPostFte }) => [agencyFte, agencyFte + inPostFte],
  },
  'agency-share-of-establishment': {
    formula: 'agency workers in established posts (FTE) / establishment (FTE)',
    source: COUNCIL,
    units: FTE,
    is: 'share',
    ofAllTerms: true,
    parts: ({ establishedAgencyFte, establishmentFte }) => [establishedAgencyFte, establishmentFte],
  },
  'agency-cover-of-vacancies': {
    formula: 'agency workers in established posts (FTE) / vacancies (FTE)',
    source: CENSUS,
    units: FTE,
    is: 'share',
    ofAllTerms: true,
    parts: ({ establishedAgencyFte, vacancyFte }) => [establishedAgencyFte, vacancyFte],
  },
  'absence-rate': {
    formula:
      'days of absence reported of the quarters / (in post at the end (FTE) x 253 working days a year, 63.25 a quarter)',
    source: CENSUS,
    units: ['days', 'days'],
    is: 'share',
    ofAllTerms: false,
    parts: (churn) => [churn.absenceDays, churn.absencesReported === 0 ? 0 : workingDays(churn)],
  },
  'stability-rate': {
    formula: 'in post at the end and employed for 12 months or more (workers) / in post at the end (workers)',
    source: LEDGER,
    units: ['workers', 'workers'],
    is: 'share',
    ofAllTerms: false,
    parts: ({ inPostForYear, inPostAtEnd }) => [inPostForYear, inPostAtEnd],
  },
  'early-ended-assignments': {
    formula:
      'assignments that ended in the period, before three months / assignments that ended in the period',
    source: CONTRACTS,
    units: ['assignments', 'assignments'],
    is: 'share',
    ofAllTerms: false,
    parts: ({ agencyEndedEarly, agencyEnded }) => [agencyEndedEarly, agencyEnded],
  },
  'length-of-assignments': {
    formula: 'days of the assignments that ended in the period / assignments that ended in the period',
    source: LEDGER,
    units: ['whole-days', 'assignments'],
    is: 'mean',
    ofAllTerms: false,
    parts: ({ assignmentDays, agencyEnded }) => [assignmentDays, agencyEnded],
  },
  'workers-per-post': {
    formula:
      'different workers of each post, employed or of agencies, in the 12 months to the end / posts open in the 12 months to the end',
    source: LEDGER,
    units: ['workers', 'posts'],
    is: 'mean',
    ofAllTerms: true,
    parts: ({ workersOfYear, postsOfYear }) => [workersOfYear, postsOfYear],
  },
  'time-to-fill': {
    formula:
      'days from advertised to filled, of the vacancies filled in the period / vacancies filled in the period',
    source: LEDGER,
    units: ['whole-days', 'vacancies'],
    is: 'mean',
    ofAllTerms: true,
    parts: ({ daysToFill, vacanciesFilled }) => [daysToFill, vacanciesFilled],
  },
};

export interface Measure {
  readonly name: MeasureName;
  readonly formula: string;
  readonly source: string;
  readonly numerator: number;
  readonly numeratorUnit: MeasureUnit;
  readonly denominator: number;
  readonly denominatorUnit: MeasureUnit;
  /** Of a share, with two decimals; `null` where there is nothing to divide by. */
  readonly percent: number | null;
  /** Of a mean the same. */
  readonly mean: number | null;
}

const inHundredths = (numerator: number, denominator: number, times: number): number | null =>
  denominator === 0 ? null : Math.round((numerator / denominator) * 100 * times) / 100;

/** One measure of the counts of a period. */
export const measureOf = (name: MeasureName, counts: MeasuredCounts): Measure =>
  measureFrom(name, definitions[name].parts(counts));

/** A measure of parts that were counted elsewhere. */
export const measureFrom = (name: MeasureName, [numerator, denominator]: Ratio): Measure => {
  const { formula, source, units, is } = definitions[name];
  const [numeratorUnit, denominatorUnit] = units;
  return {
    name,
    formula,
    source,
    numerator,
    numeratorUnit,
    denominator,
    denominatorUnit,
    percent: is === 'share' ? inHundredths(numerator, denominator, 100) : null,
    mean: is === 'mean' ? inHundredths(numerator, denominator, 1) : null,
  };
};

/** The measures that can be given of workers on some terms: those that take neither posts nor other terms. */
export const measuresOfTerms: readonly MeasureName[] = measureNames.filter(
  (name) => !definitions[name].ofAllTerms,
);
