/** Figures that are reported of a council's team, and what was checked of two engagements. */
import type { RunningApi } from './running-api.js';
import { carriedOut } from './sample-records.js';
import type { Staff } from './staff.js';

export interface Workforce {
  readonly figureId: string;
  /** The change by which references were approved. */
  readonly approvalChangeId: string;
}

/** Lets the owner of an action work for the council, and leave. */
const letOwnerLeave = async (
  api: RunningApi,
  make: (mutation: string, input: object) => Promise<string>,
  postId: string,
  actionId: string,
): Promise<void> => {
  const owners = `{ action(id: "${actionId}") { owners { personId } } }`;
  const { data, text } = await api.ask(owners, { token: api.tokens.administrator });
  const action = data?.['action'] as { owners: { personId: string | null }[] } | null | undefined;
  const personId = action?.owners.find((owner) => owner.personId !== null)?.personId;
  if (personId === undefined) throw new Error(text);
  const start = { personId, postId, employment: 'PERMANENT', fte: 10, effectiveAt: '2015-01-05' };
  const engagementId = await make('startWorker', start);
  await make('recordLeaving', { personId, engagementId, effectiveAt: '2015-01-20' });
};

const REASON = 'To have one of each.';

const told = async (api: RunningApi, council: string) => {
  const make = async (mutation: string, input: object): Promise<string> =>
    (await carriedOut(api, mutation, { council, reason: REASON, ...input }, 'id'))['id'] as string;
  return make;
};

/** Two figures of the same people that disagree, of which one is also compared, restated and below a threshold. */
const report = async (make: Awaited<ReturnType<typeof told>>, { teamId, roleId }: Staff): Promise<string> => {
  const of = { teamId, roleId, measure: 'STARTERS', of: 'Social workers', effectiveAt: '2015-02-01' };
  const figureId = await make('defineFigure', { ...of, source: 'Scorecard' });
  const month = { periodKind: 'MONTH', period: '2015-01', effectiveAt: '2015-02-01' };
  const january = { ...month, numerator: '1', denominator: '1' };
  await make('reportFigure', { figureId, ...january, value: '2', printed: '2' });
  await make('restateFigure', { figureId, ...january, value: '1', printed: '1' });
  const toDate = { periodKind: 'YEAR_TO_DATE', period: '2015-01/2015-01', effectiveAt: '2015-02-01' };
  await make('reportFigure', { figureId, ...toDate, value: '3' });
  const otherId = await make('defineFigure', { ...of, source: 'Report' });
  await make('reportFigure', { figureId: otherId, ...month, value: '4' });
  return figureId;
};

export const reportWorkforce = async (
  api: RunningApi,
  council: string,
  staff: Staff,
  {
    personId,
    otherPersonId,
    ownedId,
  }: { readonly personId: string; readonly otherPersonId: string; readonly ownedId: string },
): Promise<Workforce> => {
  const make = await told(api, council);
  const { postId, engagementId } = staff;
  const before = { effectiveAt: '2014-12-20' };
  await make('recordInterview', { personId, engagementId, interview: 'FACE_TO_FACE', ...before });
  const checked = { council, reason: REASON, personId, engagementId, approvedBy: otherPersonId, ...before };
  const approved = await carriedOut(api, 'approveReferences', checked, 'event { id }');
  const { id: approvalChangeId } = approved['event'] as { id: string };
  await make('completeInduction', {
    personId,
    engagementId,
    milestone: 'FIRST_DAY',
    effectiveAt: '2015-01-01',
  });
  const start = { personId: otherPersonId, postId, employment: 'AGENCY', fte: 10, effectiveAt: '2015-01-05' };
  const gone = { personId: otherPersonId, engagementId: await make('startWorker', start) };
  const end = { effectiveAt: '2015-01-20' };
  await make('endAssignment', { ...gone, endedBy: 'AGENCY', ...end });
  await make('reviewExitReference', { ...gone, discrepancy: 'The dates differ.', ...end });
  await make('reportDiscrepancy', { ...gone, reportedTo: 'AGENCY', ...end });
  await letOwnerLeave(api, make, postId, ownedId);
  return { figureId: await report(make, staff), approvalChangeId };
};
