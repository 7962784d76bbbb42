/** Digests in the council that has one of each: every kind scheduled, and somebody who gets them. */
import type { RecipientCommand } from '@improvement-ledger/domain';
import { escalation, recipient } from '@improvement-ledger/domain';
import type { EffectKind } from '@improvement-ledger/event-store';
import {
  beginEffect,
  claimEffects,
  planDigests,
  renderEffects,
  reportEffect,
  settleEffect,
  step,
} from '@improvement-ledger/event-store';
import { carriedOut as recorded } from '@improvement-ledger/event-store/testing';
import { v7 } from 'uuid';
import { refOf } from '../ids.js';
import type { RunningApi } from './running-api.js';
import type { SampleRecords } from './sample-records.js';
import { carriedOut } from './sample-records.js';

/** As the workers have it. */
const digest: EffectKind = {
  name: 'digest',
  delivery: 'at-most-once',
  attemptsMax: 1,
  retryDelayMs: () => 0,
  leaseMs: 60_000,
};

/** A digest of a day long over that told somebody of an action, and arrived. */
const deliverOne = async (
  { database: { effects } }: RunningApi,
  { council, otherActionId }: SampleRecords,
  personId: string,
): Promise<void> => {
  const onDay = '2015-08-03';
  const planned = { key: `daily/${onDay}/${personId}`, payload: { personId } };
  await planDigests(effects, digest, council, { kind: 'daily', onDay, position: 1, effects: [planned] });
  const items = [{ actionId: refOf(otherActionId).key, basis: 'owner', because: null }];
  const told = { total: 1, position: 1, lists: [{ name: 'overdue', total: 1, items }] };
  for (const effect of await claimEffects(effects, digest, 1)) {
    await renderEffects(effects, digest, [{ effect, contentHash: 'c'.repeat(64), told }]);
    const attempt = (await beginEffect(effects, digest, effect)) ?? 0;
    await settleEffect(effects, digest, effect, attempt, { outcome: 'sent', providerId: effect.id });
    await reportEffect(effects, digest, effect.id, { report: 'delivered', providerId: effect.id });
  }
};

/** Answers with the id of the name that leads somewhere. */
export const sendDigests = async (
  api: RunningApi,
  records: SampleRecords,
  personId: string,
): Promise<string> => {
  const { council, planId, commitmentId, otherActionId } = records;
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
  await deliverOne(api, records, personId);
  return mappingId;
};
