/** What can be said of inspections, and of what answers their recommendations. */
import { inspection } from '@improvement-ledger/domain';
import { Int } from 'type-graphql';
import { DateScalar } from '../scalars.js';
import {
  aboutOne,
  listOfWords,
  optional,
  ownId,
  ownIds,
  perhaps,
  plain,
  planParts,
  words,
} from './input-fields.js';
import {
  FindingKindEnum,
  FrameworkEnum,
  InspectionKindEnum,
  RecommendationClassEnum,
} from './inspection.types.js';
import type { RecordMutation } from './record-mutation.js';

const ofInspection = { kind: inspection, node: 'Inspection', of: 'record' } as const;
const recommendationId = ownId('The recommendation.');
const about = aboutOne(
  planParts,
  'The plan, or the workstream, commitment or action of it, that answers it.',
);

export const inspectionMutations = {
  recordInspection: {
    kind: inspection,
    node: 'Inspection',
    type: 'InspectionRecorded',
    of: 'council',
    description: 'Records an inspection or a visit.',
    input: 'An inspection or a visit.',
    fields: {
      framework: plain(() => FrameworkEnum, 'Under which rules.'),
      kind: plain(() => InspectionKindEnum, 'Inspection or visit.'),
      title: words('What it is called.'),
      from: plain(() => DateScalar, 'Its first day.'),
      until: optional(plain(() => DateScalar, 'Its last day.')),
      published: optional(plain(() => DateScalar, 'The day on which its report was published.')),
    },
  },
  makeJudgement: {
    ...ofInspection,
    type: 'JudgementMade',
    makes: 'judgementId',
    description: 'Records a judgement, in a grade of the framework. Visits give none.',
    input: 'A judgement of an inspection.',
    fields: {
      title: words('What was judged.'),
      grade: plain(() => String, 'The grade, such as requires-improvement.'),
      isLimiting: plain(() => Boolean, 'Because of it the overall judgement could be no better.'),
      isOverall: plain(() => Boolean, 'It is the overall judgement.'),
    },
  },
  makeFinding: {
    ...ofInspection,
    type: 'FindingMade',
    makes: 'findingId',
    description: 'Records a finding, and which earlier findings or recommendations it says again.',
    input: 'A finding of an inspection or visit.',
    fields: {
      kind: plain(() => FindingKindEnum, 'A strength, or what needs to improve.'),
      title: words('What was found.'),
      repeats: perhaps(ownIds('The ids of earlier findings and recommendations that it says again.')),
    },
  },
  makeRecommendation: {
    ...ofInspection,
    type: 'RecommendationMade',
    makes: 'recommendationId',
    description: 'Records a recommendation. Each number stands once.',
    input: 'A recommendation of an inspection.',
    fields: {
      number: plain(() => Int, 'Its number.'),
      class: plain(() => RecommendationClassEnum, 'Its class.'),
      title: words('What is recommended.'),
      points: perhaps(listOfWords('Its points, one by one.')),
    },
  },
  mapRecommendation: {
    ...ofInspection,
    type: 'RecommendationMapped',
    description: 'Says that a part of a plan answers a recommendation.',
    input: 'What answers a recommendation.',
    fields: { recommendationId, about },
  },
  unmapRecommendation: {
    ...ofInspection,
    type: 'RecommendationUnmapped',
    description: 'Says that a part of a plan does not answer a recommendation after all.',
    input: 'What does not answer a recommendation.',
    fields: { recommendationId, about, note: optional(words('Why not.')) },
  },
} as const satisfies Record<string, RecordMutation>;
