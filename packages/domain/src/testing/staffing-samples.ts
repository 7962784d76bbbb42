/** Facts of one post and of Ann, who works in it. */
import type { DataOf, PostEventType, WorkerEventType } from '../events.js';
import { councilText, ids, personName } from './sample-parts.js';

const vacancy = { postId: ids.post, vacancyId: ids.vacancy };
const engagement = { personId: ids.ann, engagementId: ids.engagement };
const placement = {
  postId: ids.post,
  teamId: ids.team,
  roleId: ids.role,
  postKind: 'established',
} as const;

/** Data of each event type of posts and workers, complete and valid. */
export const staffingData: { readonly [Type in PostEventType | WorkerEventType]: DataOf<Type> } = {
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
};
