/** Digests in the council that has one of each: every kind scheduled, and somebody who gets them. */
import type { RecipientCommand } from '@improvement-ledger/domain';
import { escalation, recipient } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { carriedOut as recorded } from '@improvement-ledger/event-store/testing';
import { v7 } from 'uuid';
import { refOf } from '../ids.js';
import type { RunningApi } from './running-api.js';
import type { SampleRecords } from './sample-records.js';
import { carriedOut } from './sample-records.js';

/** Answers with the id of the name that leads somewhere. */
export const sendDigests = async (
  api: RunningApi,
  { council, planId, commitmentId, otherActionId }: SampleRecords,
  personId: string,
): Promise<string> => {
  const make = async (mutation: string, input: object, type?: string): Promise<string> =>
    (await carriedOut(api, mutation, { council, ...input }, 'id', type))['id'] as string;
  const schedule = async (kind: string, more: object) =>
    make('setDigestSchedule', { kind, time: '07:00', ...more });
  await schedule('DAILY', { weekdays: [1, 2, 3, 4, 5] });
  await schedule('WEEKLY', { weekdays: [1], withNarratives: true });
  await schedule('MONTHLY', { isStatutory: true });
  await schedule('BOARD', { workingDaysBefore: 3 });
  await make('endDigestSchedule', { kind: 'BOARD' });
  await make('setClosureDays', { days: ['2026-12-29'] });
  const mappingId = await make('mapOwner', { kind: 'TEAM', name: 'Team managers', personId });
  const gone = await make('mapOwner', { kind: 'EXTERNAL', name: 'Training provider', personId });
  await make('unmapOwner', { mappingId: gone });
  await make('setDigestAddress', { personId, address: 'ann@example.org' });
  await make('removeDigestAddress', { personId }, 'OfRecipientInput');
  await make('setDigestAddress', { personId, address: 'ann@example.com' });
  const said = async (command: RecipientCommand): Promise<void> => {
    await recorded(api.database.app, council, step(recipient, personId, command));
  };
  await said({ type: 'Unsubscribe', councilId: v7(), personId, kind: 'daily' });
  await said({ type: 'RecordComplaint', personId });
  await said({ type: 'RecordAddressFailure', personId, isPermanent: false, code: '450' });
  await make('setDigestPreferences', { personId, off: ['WEEKLY'], weekdays: [1, 2, 3] });
  await make('recordRecipientLeft', { personId }, 'OfRecipientInput');
  await make('recordRecipientReturned', { personId }, 'OfRecipientInput');
  const ladder = { planId, reminder: 5, owner: 1, lead: 5, sponsor: 10, board: 20 };
  await carriedOut(api, 'setEscalationLadder', ladder, 'id');
  const [plan, action] = [refOf(planId).key, refOf(otherActionId).key];
  const climb = { step: 'owner', lastDay: '2015-07-31', from: '2015-07-20' } as const;
  const named = { planId: plan, actionId: action, personIds: [personId] };
  const escalated = { type: 'EscalateAction', ...named, ...climb } as const;
  await recorded(api.database.app, council, step(escalation, action, escalated));
  // What a digest tells of, whoever looks and whenever.
  const added = {
    commitmentId,
    reference: 'A1.9',
    title: 'Visit a school each month.',
    due: { asWritten: 'End July 2015' },
  };
  const owners = [{ kind: 'TEAM', name: 'Team managers' }];
  await carriedOut(api, 'addAction', { ...added, owners }, 'action { id }');
  return mappingId;
};
