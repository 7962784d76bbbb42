/** The closed lists of reported figures and of joining. */
import type {
  discrepancyReaders,
  FigureMeasure,
  interviewKinds,
  milestones,
} from '@improvement-ledger/domain';
import type { JoiningStatus, JoiningStepKind } from '@improvement-ledger/projections';
import { enumeration } from '../enums.js';

export const FigureMeasureEnum = enumeration<FigureMeasure>(
  'FigureMeasure',
  'What a reported figure of the workforce measures.',
  {
    starters: 'People whom the council began to employ.',
    leavers: 'Employed people who left.',
    establishment: 'Established posts.',
    'in-post': 'Employed people in post.',
    'agency-cover': 'Agency workers in established posts.',
    vacancies: 'Established hours in which nobody is in post.',
    'agency-share-of-establishment':
      "Agency workers as a share of the established posts: the councils' own rate.",
    'agency-worker-rate': 'Agency workers as a share of agency workers and those in post: the national rate.',
    'agency-rate':
      'An agency rate of which the source does not say how it is worked out; compared with none.',
    'vacancy-rate': 'Vacancies as a share of vacancies and those in post.',
    'turnover-rate': 'Leavers of twelve months as a share of those in post.',
    'absence-days': 'Days of absence.',
    'assignments-of-three-months':
      'Assignments of agency workers that lasted three months or more, as a share of all.',
    'average-caseload': 'Cases for each worker.',
    'highest-caseload': 'Cases of the worker who has most.',
    'staff-supervised': 'Workers who were supervised in the period, as a share of all.',
  },
);

export const InterviewKindEnum = enumeration<(typeof interviewKinds)[number]>(
  'InterviewKind',
  'How somebody was interviewed.',
  {
    'face-to-face': 'Face to face: the check that an agency worker needs.',
    video: 'By video.',
    telephone: 'By telephone.',
  },
);

export const MilestoneEnum = enumeration<(typeof milestones)[number]>(
  'InductionMilestone',
  'By when a part of the induction is due.',
  {
    'first-day': 'On the day of the start.',
    'first-week': 'A week from it.',
    'first-month': 'A month from it.',
  },
);

export const DiscrepancyReaderEnum = enumeration<(typeof discrepancyReaders)[number]>(
  'DiscrepancyReader',
  'To whom a discrepancy in references was reported.',
  { agency: 'The agency.', 'future-employer': 'Somebody who is to employ the worker.' },
);

export const JoiningStepKindEnum = enumeration<JoiningStepKind>(
  'JoiningStepKind',
  'A check or a part of the induction.',
  {
    interview: 'Of an agency worker: an interview face to face, by the day of the start.',
    references: 'Of an agency worker: references seen and approved, by the day of the start.',
    'first-day': 'The part of the induction that is due on the day of the start.',
    'first-week': 'The part that is due a week from it.',
    'first-month': 'The part that is due a month from it.',
    'exit-reference': 'Of an agency worker who has gone: the references held against how it went.',
    'discrepancy-report': 'A discrepancy in them, reported.',
  },
);

export const JoiningStatusEnum = enumeration<JoiningStatus>('JoiningStatus', 'How a joining step stands.', {
  done: 'It was done when it was due or before.',
  late: 'It was done after it was due.',
  missing: 'It was due and is not done.',
  due: 'It is not done, and not late yet.',
});
