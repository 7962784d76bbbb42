/** What figures of the workforce measure, each in its unit. A measure that the ledger also computes has the same name there. */
import type { Unit } from '../reading.js';

export const figureMeasures = [
  'starters',
  'leavers',
  'establishment',
  'in-post',
  'agency-cover',
  'vacancies',
  'agency-share-of-establishment',
  'agency-worker-rate',
  'agency-rate',
  'vacancy-rate',
  'turnover-rate',
  'absence-days',
  'assignments-of-three-months',
  'average-caseload',
  'highest-caseload',
  'staff-supervised',
] as const;
export type FigureMeasure = (typeof figureMeasures)[number];

const unitsOf: Readonly<Record<FigureMeasure, Unit>> = {
  starters: 'count',
  leavers: 'count',
  establishment: 'fte',
  'in-post': 'fte',
  'agency-cover': 'fte',
  vacancies: 'fte',
  'agency-share-of-establishment': 'percent',
  'agency-worker-rate': 'percent',
  'agency-rate': 'percent',
  'vacancy-rate': 'percent',
  'turnover-rate': 'percent',
  'absence-days': 'days',
  'assignments-of-three-months': 'percent',
  'average-caseload': 'per-worker',
  'highest-caseload': 'count',
  'staff-supervised': 'percent',
};
export const unitOf = (measure: FigureMeasure): Unit => unitsOf[measure];

/** Measures of what happens, and not of how things stand: those of the months of a year come to that of the year. */
const addingUp: ReadonlySet<FigureMeasure> = new Set(['starters', 'leavers', 'absence-days']);
export const addsUp = (measure: FigureMeasure): boolean => addingUp.has(measure);
