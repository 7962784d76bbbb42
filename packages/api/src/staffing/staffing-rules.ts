/** The lines of the rules (`rules.ts`) on posts and workers. */
import type { EventType, Role } from '@improvement-ledger/domain';
import type { FieldRule } from '../field-rule.js';
import { whoSees } from '../field-rule.js';

/** Who keeps posts and workers, and alone sees them: what can be told of one person is for nobody else. */
const workforce: readonly Role[] = ['workforceLead', 'administrator'];

export const staffingMutations = {
  closeTeam: ['planManager', ...workforce],
  openPost: workforce,
  changePost: workforce,
  closePost: workforce,
  advertiseVacancy: workforce,
  offerVacancy: workforce,
  fillVacancy: workforce,
  startWorker: workforce,
  recordLeaving: workforce,
  moveWorker: workforce,
  changeWorkingHours: workforce,
  convertWorker: workforce,
  extendAssignment: workforce,
  endAssignment: workforce,
  beginPostCover: workforce,
  endPostCover: workforce,
  reportAbsence: workforce,
  planMovement: workforce,
  cancelMovement: workforce,
  // What is published is for everybody; how coarsely, the council's administrators decide.
  publishWorkforceFigures: workforce,
  setDisclosureThreshold: ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export const staffingSaidBy = {
  TeamClosed: 'closeTeam',
  PostOpened: 'openPost',
  PostChanged: 'changePost',
  PostClosed: 'closePost',
  VacancyAdvertised: 'advertiseVacancy',
  VacancyOffered: 'offerVacancy',
  VacancyFilled: 'fillVacancy',
  WorkerStarted: 'startWorker',
  WorkerLeft: 'recordLeaving',
  WorkerMoved: 'moveWorker',
  WorkingHoursChanged: 'changeWorkingHours',
  WorkerConverted: 'convertWorker',
  AssignmentExtended: 'extendAssignment',
  AssignmentEnded: 'endAssignment',
  PostCoverBegun: 'beginPostCover',
  PostCoverEnded: 'endPostCover',
  AbsenceReported: 'reportAbsence',
  MovementPlanned: 'planMovement',
  MovementCancelled: 'cancelMovement',
  WorkforceFiguresPublished: 'publishWorkforceFigures',
  DisclosureThresholdSet: 'setDisclosureThreshold',
} as const satisfies Partial<Record<EventType, keyof typeof staffingMutations>>;

export const staffingEventReaders: Partial<Readonly<Record<EventType, readonly Role[]>>> = {
  PostOpened: workforce,
  PostChanged: workforce,
  PostClosed: workforce,
  VacancyAdvertised: workforce,
  VacancyOffered: workforce,
  VacancyFilled: workforce,
  WorkerStarted: workforce,
  WorkerLeft: workforce,
  WorkerMoved: workforce,
  WorkingHoursChanged: workforce,
  WorkerConverted: workforce,
  AssignmentExtended: workforce,
  AssignmentEnded: workforce,
  PostCoverBegun: workforce,
  PostCoverEnded: workforce,
  AbsenceReported: workforce,
  MovementPlanned: workforce,
  MovementCancelled: workforce,
};

/** Who may ask a council for them. */
export const staffingOfCouncil: Readonly<Record<string, FieldRule>> = {
  engagements: workforce,
  plannedMovements: workforce,
  posts: workforce,
  recruitmentChurn: workforce,
  disclosureThreshold: 'viewers',
  publishedFigures: 'viewers',
};

export const staffingFields: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
  Engagement: whoSees(
    'agency changes covers employment fte id person plannedEnd post role since team until version',
  ),
  EngagementConnection: whoSees('edges pageInfo totalCount'),
  EngagementEdge: whoSees('cursor node'),
  Measure: whoSees(
    'denominator denominatorUnit formula incomplete mean name numerator numeratorUnit percent source',
  ),
  Movement: whoSees('change since type'),
  PlannedMovement: whoSees('employment engagementId fte id kind on person postId since'),
  Post: whoSees('budgetNote closedFrom fte id kind role since team vacancies version'),
  PostConnection: whoSees('edges pageInfo totalCount'),
  PostCover: whoSees('id postId'),
  PostEdge: whoSees('cursor node'),
  PublishedFigures: whoSees(
    'agencyEnded agencyFte agencyStarted conversions establishmentFte inPostFte leavers measures office starters',
  ),
  PublishedQuarter: whoSees('change knownAt quarter roles since teams threshold whole'),
  PublishedQuarterConnection: whoSees('edges pageInfo totalCount'),
  PublishedQuarterEdge: whoSees('cursor node'),
  RecruitmentChurn: whoSees(
    'agencyAtEnd agencyEnded agencyEndedEarly agencyFte agencyStarted conversions employment establishmentFte first inPostAtEnd',
    'inPostAtStart inPostFte incomplete last leavers measures movedIn movedOut net role starters supernumeraryFte',
    'team tenure vacanciesFilled vacancyFte',
  ),
  RecruitmentChurnConnection: whoSees('edges pageInfo totalCount'),
  RecruitmentChurnEdge: whoSees('cursor node'),
  StaffingPayload: whoSees('event id position userErrors'),
  Tenure: whoSees('band workers'),
  Vacancy: whoSees('id status'),
};
