/** The closed lists of staffing, each value with what it means. */
import type {
  assignmentEnders,
  assignmentEndReasons,
  DataOf,
  destinations,
  Employment,
  leavingReasons,
  MeasureName,
  MeasureUnit,
  postCoverKinds,
  PostKind,
  TenureBand,
  WorkerEventType,
} from '@improvement-ledger/domain';
import { enumeration } from '../enums.js';

export const PostKindEnum = enumeration<PostKind>('PostKind', 'Whether a post is part of the structure.', {
  established: "Part of the council's permanent structure.",
  supernumerary: 'Beyond the structure, for a time.',
});

export const EmploymentEnum = enumeration<Employment>(
  'Employment',
  'On what terms somebody works. All but agency workers are employed by the council, and so in post.',
  {
    permanent: 'Employed without an end.',
    'fixed-term': 'Employed until a day.',
    'newly-qualified': 'Employed in the assessed year after qualifying.',
    trainee: 'Employed while training.',
    agency: 'Supplied by an agency.',
  },
);

type LeavingReason = (typeof leavingReasons)[number];
export const LeavingReasonEnum = enumeration<LeavingReason>(
  'LeavingReason',
  'Why somebody left, after the social work workforce census.',
  {
    resignation: 'They resigned.',
    'end-of-contract': 'The contract ended.',
    retirement: 'They retired.',
    dismissal: 'They were dismissed.',
    'voluntary-redundancy': 'They took redundancy.',
    'compulsory-redundancy': 'They were made redundant.',
    'moved-within-council': "They moved to other work of the council's.",
    deceased: 'They died.',
    other: 'Another reason.',
    'not-known': 'Nobody knows, or has said.',
  },
);

type Destination = (typeof destinations)[number];
export const DestinationEnum = enumeration<Destination>('Destination', 'Where somebody went who left.', {
  'other-council': 'To another council.',
  'agency-work': 'To work through an agency.',
  'other-social-work': 'To social work elsewhere.',
  'other-employment': 'To other work.',
  'not-working': 'To no work.',
  'not-known': 'Nobody knows, or has said.',
});

type AssignmentEnder = (typeof assignmentEnders)[number];
export const AssignmentEnderEnum = enumeration<AssignmentEnder>(
  'AssignmentEnder',
  "Who ended an agency worker's assignment.",
  { council: 'The council.', agency: 'The agency.', worker: 'The worker.' },
);

type AssignmentEndReason = (typeof assignmentEndReasons)[number];
export const AssignmentEndReasonEnum = enumeration<AssignmentEndReason>(
  'AssignmentEndReason',
  "Why an agency worker's assignment ended.",
  {
    completed: 'It ran to its planned end.',
    performance: 'The work was not good enough.',
    conduct: 'The conduct was not good enough.',
    'post-filled': 'Somebody was appointed to the post.',
    'better-offer': 'The worker was offered better terms elsewhere.',
    budget: 'The money ran out.',
    other: 'Another reason.',
    'not-known': 'Nobody knows, or has said.',
  },
);

type PostCoverKind = (typeof postCoverKinds)[number];
export const PostCoverKindEnum = enumeration<PostCoverKind>(
  'PostCoverKind',
  'How somebody covers another post.',
  { 'acting-up': 'Up a grade, from within.', interim: 'As an interim, from outside.' },
);

type PlannedKind = DataOf<'MovementPlanned'>['kind'];
export const PlannedKindEnum = enumeration<PlannedKind>('PlannedMovementKind', 'What is planned.', {
  start: 'That somebody starts.',
  leave: 'That somebody leaves.',
  move: 'That somebody moves to another post.',
  hours: 'That somebody works other hours.',
});

export const MovementTypeEnum = enumeration<WorkerEventType>('MovementType', 'What a movement is.', {
  WorkerStarted: 'The worker started.',
  WorkerLeft: 'The worker left.',
  WorkerMoved: 'The worker moved to another post.',
  WorkingHoursChanged: "The worker's hours became others.",
  WorkerConverted: 'The agency worker was employed by the council.',
  AssignmentExtended: "The last day planned of the agency worker's assignment became another.",
  AssignmentEnded: "The agency worker's assignment ended.",
  PostCoverBegun: 'The worker began to cover another post.',
  PostCoverEnded: 'The worker covers it no more.',
  AbsenceReported: "The worker's days of absence in a quarter were reported.",
  MovementPlanned: 'A movement was planned.',
  MovementCancelled: 'A planned movement was cancelled.',
});

export type VacancyStatus = 'advertised' | 'offered' | 'filled';
export const VacancyStatusEnum = enumeration<VacancyStatus>('VacancyStatus', 'How a vacancy stands.', {
  advertised: 'It is advertised.',
  offered: 'Somebody was offered the post.',
  filled: 'Somebody has accepted.',
});

export const MeasureNameEnum = enumeration<MeasureName>(
  'WorkforceMeasureName',
  'Which measure of the workforce it is. Two of them are both called agency rate: the national and the councils’ own.',
  {
    'turnover-rate': 'Leavers of twelve months as a share of those in post: the national definition.',
    'vacancy-rate': 'Vacancies as a share of vacancies and those in post: the national definition.',
    'agency-worker-rate': 'Agency workers as a share of agency workers and those in post: the national one.',
    'agency-share-of-establishment': "Agency workers as a share of the established posts: the councils' own.",
    'agency-cover-of-vacancies': 'How much of the vacancies agency workers cover.',
    'absence-rate':
      'Days of absence as a share of the working days of those in post: the national definition.',
    'stability-rate': 'Those employed for twelve months or more as a share of those in post.',
    'early-ended-assignments': 'How many of the assignments that ended did so before three months.',
    'length-of-assignments': 'For how many days the assignments that ended had run.',
    'workers-per-post': 'How many different workers a post had in twelve months.',
    'time-to-fill': 'In how many days a vacancy was filled.',
  },
);

export const MeasureUnitEnum = enumeration<MeasureUnit>(
  'WorkforceMeasureUnit',
  'In what the parts of a measure are counted.',
  {
    fte: 'Hundredths of FTE.',
    workers: 'Workers.',
    assignments: 'Assignments of agency workers.',
    vacancies: 'Vacancies.',
    posts: 'Posts.',
    days: 'Hundredths of working days.',
    'whole-days': 'Days of the calendar.',
  },
);

export const TenureBandEnum = enumeration<TenureBand>(
  'TenureBand',
  'For how long somebody has been employed, by conversion or start; their time as an agency worker is not in it.',
  {
    'under-6-months': 'Under six months.',
    'from-6-months': 'Six months, and less than twelve.',
    'from-1-year': 'Twelve months, and less than two years.',
    'from-2-years': 'Two years, and less than five.',
    'from-5-years': 'Five years, and less than ten.',
    'from-10-years': 'Ten years or more.',
  },
);

export type ChurnPeriodKind = 'month' | 'quarter' | 'year' | 'rolling-year';
export const ChurnPeriodEnum = enumeration<ChurnPeriodKind>(
  'ChurnPeriodKind',
  'Over what churn is counted.',
  {
    month: 'A month.',
    quarter: 'A quarter of the calendar.',
    year: 'A financial year, from April to March.',
    'rolling-year': 'The twelve months to the end of each month.',
  },
);

export type ChurnBy = 'team' | 'role' | 'employment';
export const ChurnByEnum = enumeration<ChurnBy>('ChurnBy', 'What churn is counted by.', {
  team: 'The team of the post.',
  role: 'The role of the post.',
  employment: 'The terms of employment; posts are then not counted.',
});
