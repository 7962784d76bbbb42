/** Facts of one post and of Ann, who works in it. */
import type { DataOf, DisclosureEventType, PostEventType, WorkerEventType } from '../events.js';
import { councilText, ids, personName } from './sample-parts.js';

const vacancy = { postId: ids.post, vacancyId: ids.vacancy };
const engagement = { personId: ids.ann, engagementId: ids.engagement };
const placement = {
  postId: ids.post,
  teamId: ids.team,
  roleId: ids.role,
  postKind: 'established',
} as const;

const figures = {
  starters: 5,
  leavers: 0,
  conversions: 0,
  agencyStarted: 10,
  agencyEnded: 5,
  inPostFte: 4_500,
  agencyFte: 1_000,
  establishmentFte: 5_554,
};

/** Data of each event type of posts, workers and what is published of them, complete and valid. */
export const staffingData: {
  readonly [Type in PostEventType | WorkerEventType | DisclosureEventType]: DataOf<Type>;
} = {
  PostOpened: {
    postId: ids.post,
    teamId: ids.team,
    roleId: ids.role,
    kind: 'established',
    fte: 100,
    budgetNote: councilText('Paid from the base budget.'),
  },
  PostChanged: { postId: ids.post, fte: 60, budgetNote: null },
  PostClosed: { postId: ids.post, budgetNote: councilText('The money went to the duty team.') },
  VacancyAdvertised: vacancy,
  VacancyOffered: vacancy,
  VacancyFilled: vacancy,
  WorkerStarted: {
    ...engagement,
    ...placement,
    employment: 'agency',
    fte: 100,
    agency: personName('Example Staffing Ltd'),
    plannedEnd: '2026-10-31',
  },
  WorkerLeft: { ...engagement, leavingReason: 'resignation', destination: 'other-council' },
  WorkerMoved: { ...engagement, ...placement, postId: ids.otherPost, teamId: ids.otherTeam },
  WorkingHoursChanged: { ...engagement, fte: 80 },
  WorkerConverted: { ...engagement, employment: 'permanent' },
  AssignmentExtended: { ...engagement, plannedEnd: '2026-12-31' },
  AssignmentEnded: { ...engagement, endedBy: 'agency', endReason: 'better-offer' },
  PostCoverBegun: {
    ...engagement,
    ...placement,
    postId: ids.otherPost,
    coverId: ids.postCover,
    kind: 'interim',
  },
  PostCoverEnded: { ...engagement, coverId: ids.postCover },
  AbsenceReported: { ...engagement, quarter: '2026-Q2', days: 450 },
  MovementPlanned: {
    personId: ids.ann,
    movementId: ids.movement,
    on: '2026-09-01',
    kind: 'leave',
    postId: null,
    engagementId: ids.engagement,
    employment: null,
    fte: null,
  },
  MovementCancelled: { personId: ids.ann, movementId: ids.movement },
  DisclosureThresholdSet: { councilId: ids.council, threshold: 10 },
  WorkforceFiguresPublished: {
    councilId: ids.council,
    quarter: '2026-Q2',
    threshold: 5,
    knownAt: 7,
    whole: figures,
    teams: [{ officeId: ids.team, ...figures }],
    roles: [{ officeId: ids.role, ...figures }],
  },
};
