/** The wire shape of inspections and recommendations. */
import { findingKinds, frameworks, inspectionKinds, recommendationClasses } from '@improvement-ledger/domain';
import { Float, ID, Int } from 'type-graphql';
import { connectionType } from '../connection.js';
import { enumeration } from '../enums.js';
import { DateScalar } from '../scalars.js';
import { nodeType, objectType } from './object-type.js';
import { PlanPartType } from './plan-part.js';

export const FrameworkEnum = enumeration(
  'Framework',
  'Under which rules a council is inspected.',
  frameworks,
);
export const InspectionKindEnum = enumeration('InspectionKind', 'Inspection or visit.', inspectionKinds);
export const FindingKindEnum = enumeration('FindingKind', 'What kind of finding it is.', findingKinds);
export const RecommendationClassEnum = enumeration(
  'RecommendationClass',
  'How urgent a recommendation is.',
  recommendationClasses,
);

const JudgementType = objectType('Judgement', 'What an inspection judged.', {
  id: [() => ID, 'Its id.'],
  title: [() => String, 'What was judged.', 'nullable'],
  grade: [() => String, 'The grade, in the words of the framework.'],
  place: [() => Int, 'The place of the grade among those of the framework: 1 is the best.'],
  isLimiting: [() => Boolean, 'Because of it the overall judgement could be no better.'],
  isOverall: [() => Boolean, 'It is the overall judgement.'],
});

const GradeCountType = objectType('GradeCount', 'How many judgements were in a grade.', {
  grade: [() => String, 'The grade.'],
  count: [() => Int, 'How many.'],
});

const RepeatedType = objectType('Repeated', 'An earlier finding or recommendation that is said again.', {
  id: [() => ID, 'Its id.'],
  title: [() => String, 'What it says.', 'nullable'],
  number: [() => Int, 'Of a recommendation: its number.', 'nullable'],
  inspection: [() => String, 'The inspection that said it first.', 'nullable'],
  from: [() => DateScalar, 'When that was.', 'nullable'],
});

const FindingType = objectType('Finding', 'What an inspection or visit found.', {
  id: [() => ID, 'Its id.'],
  kind: [() => FindingKindEnum, 'A strength, or what needs to improve.'],
  title: [() => String, 'What was found.', 'nullable'],
  repeats: [() => [RepeatedType], 'The earlier findings and recommendations that it says again.'],
});

const RecommendationType = objectType(
  'Recommendation',
  'What an inspection recommended, and what answers it.',
  {
    id: [() => ID, 'Its id.'],
    number: [() => Int, 'Its number.'],
    class: [() => RecommendationClassEnum, 'Its class.'],
    title: [() => String, 'What is recommended.', 'nullable'],
    points: [() => [String], 'Its points.'],
    inspection: [() => String, 'The inspection that made it.', 'nullable'],
    parts: [() => [PlanPartType], 'The parts of plans that answer it.'],
    actionCount: [() => Int, 'How many actions answer it, of all these parts.'],
    claimedCount: [() => Int, 'How many of them are claimed to be complete, and not yet verified.'],
    verifiedCount: [() => Int, 'How many of them were verified as complete.'],
    shareDone: [
      () => Float,
      'The verified ones as a part of all, from 0 to 1; null where no action answers it.',
      'nullable',
    ],
  },
);
export const RecommendationConnection = connectionType('Recommendation', RecommendationType);
export type RecommendationConnection = InstanceType<typeof RecommendationConnection>;

const InspectionType = nodeType('Inspection', 'An inspection or a visit.', {
  framework: [() => FrameworkEnum, 'Under which rules.'],
  kind: [() => InspectionKindEnum, 'Inspection or visit.'],
  title: [() => String, 'What it is called.', 'nullable'],
  from: [() => DateScalar, 'Its first day.'],
  until: [() => DateScalar, 'Its last day.', 'nullable'],
  published: [() => DateScalar, 'When its report was published.', 'nullable'],
  judgements: [() => [JudgementType], 'What it judged, in the order of recording.'],
  gradeCounts: [() => [GradeCountType], 'How many judgements were in each grade, the best first.'],
  findings: [() => [FindingType], 'What it found.'],
  recommendations: [() => [RecommendationType], 'What it recommended, by number.'],
  version: [() => Int, 'How many events its record has: give it as `expectedVersion`.'],
});
export const InspectionConnection = connectionType('Inspection', InspectionType);
export type InspectionConnection = InstanceType<typeof InspectionConnection>;
