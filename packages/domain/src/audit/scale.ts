/**
 * The four-point scales of their times. Grades of all scales have an order, 1 the best: good or better is 1 or 2, the worst
 * is inadequate on each. A word of one scale is not a word of another, and is never read as one.
 */

/** By the inspection framework whose words they are: 2009 to 2012, 2013 to 2017, from 2018. */
export const auditScales = ['slac-2009', 'sif-2013', 'ilacs-2018'] as const;
export type AuditScale = (typeof auditScales)[number];

export const auditGrades = ['outstanding', 'good', 'adequate', 'requires-improvement', 'inadequate'] as const;
export type AuditGrade = (typeof auditGrades)[number];

const third: Readonly<Record<AuditScale, AuditGrade>> = {
  'slac-2009': 'adequate',
  'sif-2013': 'requires-improvement',
  'ilacs-2018': 'requires-improvement',
};

/** The grades of a scale, the best first. */
export const gradesOf = (scale: AuditScale): readonly AuditGrade[] => [
  'outstanding',
  'good',
  third[scale],
  'inadequate',
];

/** 1 is the best, 4 inadequate. */
export const gradeOrder: Readonly<Record<AuditGrade, number>> = {
  outstanding: 1,
  good: 2,
  adequate: 3,
  'requires-improvement': 3,
  inadequate: 4,
};

export const isGoodOrBetter = (grade: AuditGrade): boolean => gradeOrder[grade] <= gradeOrder.good;

export type GradeAgreement = 'agreed' | 'lowered' | 'raised';
/** What a second grade says of the first: `lowered` where it is worse. */
export const gradeAgreementOf = (first: AuditGrade, second: AuditGrade): GradeAgreement => {
  if (gradeOrder[first] === gradeOrder[second]) return 'agreed';
  return gradeOrder[second] > gradeOrder[first] ? 'lowered' : 'raised';
};
