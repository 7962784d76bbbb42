/** An inspection: judgements in the grades of its framework, findings, recommendations, and what of plans answers these. */
import type { Fact } from '../events.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { PlanPart } from './meanings.js';
import { gradesOfFramework } from './meanings.js';
import type { PlanRecord } from './plan-record.js';
import { lastOfRecord, planRecord, saidOf } from './plan-record.js';

type InspectionEventType =
  | 'InspectionRecorded'
  | 'JudgementMade'
  | 'FindingMade'
  | 'RecommendationMade'
  | 'RecommendationMapped'
  | 'RecommendationUnmapped';
type Known = Pick<PlanRecord<InspectionEventType>, 'said'>;

/** The parts of plans that answer a recommendation. */
export const partsAnswering = (known: Known, recommendationId: string): PlanPart[] => {
  let parts: PlanPart[] = [];
  for (const { type, data } of known.said) {
    if (type !== 'RecommendationMapped' && type !== 'RecommendationUnmapped') continue;
    if (data.recommendationId !== recommendationId) continue;
    parts = parts.filter((part) => !same(part, data.about));
    if (type === 'RecommendationMapped') parts.push(data.about);
  }
  return parts;
};

const isMade = (known: Known, recommendationId: string): boolean =>
  saidOf(known, 'RecommendationMade').some(({ data }) => data.recommendationId === recommendationId);

const faultOfGrade = (grade: string, known: Known): Refusal | null => {
  const begun = lastOfRecord(known, 'InspectionRecorded')?.data;
  if (begun?.kind !== 'inspection')
    return refuse('grade-not-of-framework', 'grade', 'A visit gives no grade.');
  const grades: readonly string[] = gradesOfFramework[begun.framework];
  return grades.includes(grade)
    ? null
    : refuse('grade-not-of-framework', 'grade', `It has ${grades.join(', ')}.`);
};

const refusesOf = (fact: Fact<InspectionEventType>, known: Known): Refusal | null => {
  const made = saidOf(known, 'RecommendationMade');
  switch (fact.type) {
    case 'InspectionRecorded':
    case 'FindingMade':
      return null;
    case 'JudgementMade':
      return faultOfGrade(fact.data.grade, known);
    case 'RecommendationMade':
      return made.some(({ data }) => data.number === fact.data.number)
        ? refuse('number-taken', 'number')
        : null;
    case 'RecommendationMapped':
    case 'RecommendationUnmapped':
      return isMade(known, fact.data.recommendationId)
        ? null
        : refuse('recommendation-not-found', 'recommendationId');
  }
};

export const inspection = planRecord<InspectionEventType>({
  category: 'inspection',
  idField: 'inspectionId',
  opening: 'InspectionRecorded',
  types: [
    'InspectionRecorded',
    'JudgementMade',
    'FindingMade',
    'RecommendationMade',
    'RecommendationMapped',
    'RecommendationUnmapped',
  ],
  // An inspection comes before the plan that answers it, and is recorded whenever somebody gets to it.
  isDated: false,
  stands: ({ type, data }, known) => {
    if (type === 'RecommendationMapped' || type === 'RecommendationUnmapped') {
      if (!isMade(known, data.recommendationId)) return false;
      const answers = partsAnswering(known, data.recommendationId).some((part) => same(part, data.about));
      return answers === (type === 'RecommendationMapped');
    }
    return same(lastOfRecord(known, type)?.data, data);
  },
  refuses: refusesOf,
});
