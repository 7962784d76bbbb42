/** A team with two posts, and somebody who works in one and covers the other. */
import type { RunningApi } from './running-api.js';
import { carriedOut } from './sample-records.js';

export interface Staff {
  readonly teamId: string;
  readonly roleId: string;
  readonly postId: string;
  readonly otherPostId: string;
  readonly vacancyId: string;
  readonly engagementId: string;
  readonly postCoverId: string;
  readonly movementId: string;
  /** The change that planned that movement. */
  readonly plannedId: string;
}

export const staffCouncil = async (api: RunningApi, council: string, personId: string): Promise<Staff> => {
  const make = async (mutation: string, input: object, type?: string): Promise<string> => {
    const payload = await carriedOut(api, mutation, { council, ...input }, 'id', type);
    return payload['id'] as string;
  };
  const since = { effectiveAt: '2015-01-01' };
  const define = async (mutation: string, name: string) =>
    make(mutation, { name, ...since }, 'DefineOfficeInput');
  const teamId = await define('defineTeam', 'Duty team');
  const roleId = await define('defineRole', 'Social worker');
  const post = { teamId, roleId, kind: 'ESTABLISHED', fte: 100, budgetNote: 'Base budget.', ...since };
  const postId = await make('openPost', post);
  const otherPostId = await make('openPost', post);
  const vacancyId = await make('advertiseVacancy', { postId, ...since });
  await make('offerVacancy', { postId, vacancyId }, 'VacancyInput');
  const start = { personId, postId, employment: 'AGENCY', fte: 50, agency: 'Example Staffing', ...since };
  const engagementId = await make('startWorker', { ...start, plannedEnd: '2100-01-01' });
  const engagement = { personId, engagementId };
  const cover = { ...engagement, postId: otherPostId, kind: 'INTERIM' };
  const postCoverId = await make('beginPostCover', cover);
  const plan = { ...engagement, kind: 'MOVE', postId: otherPostId, on: '2100-01-01' };
  const planned = await carriedOut(
    api,
    'planMovement',
    { council, ...plan, employment: 'AGENCY', fte: 100 },
    'id event { id }',
  );
  const movementId = planned['id'] as string;
  const { id: plannedId } = planned['event'] as { readonly id: string };
  const made = {
    teamId,
    roleId,
    postId,
    otherPostId,
    vacancyId,
    engagementId,
    postCoverId,
    movementId,
    plannedId,
  };
  await endOfEach(make, made, personId);
  return made;
};

type Make = (mutation: string, input: object, type?: string) => Promise<string>;

/** What else can happen, each once, to another post and another engagement. */
const endOfEach = async (
  make: Make,
  { teamId, roleId, otherPostId }: Staff,
  personId: string,
): Promise<void> => {
  const since = { effectiveAt: '2015-02-01' };
  const reason = 'To have one of each.';
  const postId = await make('openPost', { teamId, roleId, kind: 'SUPERNUMERARY', fte: 100, ...since });
  const vacancyId = await make('advertiseVacancy', { postId, ...since });
  await make('fillVacancy', { postId, vacancyId }, 'VacancyInput');
  const start = { personId, postId, employment: 'AGENCY', fte: 50, ...since };
  const engagement = { personId, engagementId: await make('startWorker', start) };
  await make('moveWorker', { ...engagement, postId: otherPostId });
  await make('changeWorkingHours', { ...engagement, fte: 40 });
  await make('extendAssignment', { ...engagement, plannedEnd: '2100-06-30' });
  const coverId = await make('beginPostCover', { ...engagement, postId, kind: 'ACTING_UP' });
  await make('endPostCover', { ...engagement, coverId });
  await make('reportAbsence', { ...engagement, quarter: '2015-Q1', days: 150 });
  const leave = { ...engagement, kind: 'LEAVE', on: '2100-01-01' };
  await make('cancelMovement', { personId, movementId: await make('planMovement', leave), reason });
  await make('convertWorker', { ...engagement, employment: 'PERMANENT' });
  await make('recordLeaving', engagement);
  const again = { personId, engagementId: await make('startWorker', { ...start, fte: 20 }) };
  await make('endAssignment', { ...again, endedBy: 'COUNCIL' });
  await make('changePost', { postId, fte: 60, reason });
  await make('closePost', { postId, reason });
  await make('setDisclosureThreshold', { threshold: 4, reason });
  await make('publishWorkforceFigures', { quarter: '2015-Q1' });
};
