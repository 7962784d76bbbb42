/** A record of every kind around a plan, in the council that has one of each. */
import type { RunningApi } from './running-api.js';
import type { SampleRecords } from './sample-records.js';
import { carriedOut } from './sample-records.js';

export interface FullRecords {
  readonly bodyId: string;
  readonly meetingId: string;
}

export const makeRecordsAround = async (
  api: RunningApi,
  { council, workstreamId, actionId }: SampleRecords,
  personId: string,
): Promise<FullRecords> => {
  const make = async (mutation: string, input: object, type?: string): Promise<string> =>
    (await carriedOut(api, mutation, input, 'id', type))['id'] as string;
  const since = { effectiveAt: '2015-01-01' };
  const bodyId = await make(
    'defineBody',
    { council, name: 'Improvement board', ...since },
    'DefineOfficeInput',
  );
  await make('appointHolder', { council, officeId: bodyId, personId, ...since }, 'HolderInput');
  await make('setBodyCadence', { council, bodyId, cadence: 'MONTHLY' });
  const meetingId = await make('planMeeting', {
    council,
    bodyId,
    on: '2015-08-01',
    effectiveAt: '2015-07-20',
  });
  await make('moveMeeting', { meetingId, on: '2015-08-02', effectiveAt: '2015-07-21' });
  await make('holdMeeting', { meetingId, on: '2015-08-02', attended: [personId], effectiveAt: '2015-08-02' });
  await make('takeDecision', { meetingId, title: 'Ask again.', note: 'In a month.', about: actionId });
  await make('planMeeting', { council, bodyId, on: '2100-01-01' });
  const cancelled = await make('planMeeting', { council, bodyId, on: '2100-02-01' });
  await make('cancelMeeting', { meetingId: cancelled, reason: 'To have one of each.' });
  const leads = [{ kind: 'TEAM', name: 'Team managers' }];
  await make('setStewards', {
    workstreamId,
    sponsors: leads,
    supportedBy: leads,
    leads,
    title: 'Better practice.',
  });
  return { bodyId, meetingId };
};
