/** What today's date means as an effective time. */
import type { Recorded } from '@improvement-ledger/domain';
import { action, commitment, fold, plan, workstream } from '@improvement-ledger/domain';
import { ann, ben, ids, planText, ratings, sampleData } from '@improvement-ledger/domain/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { execute } from './execute.js';
import type { Order } from './order.js';
import { step } from './order.js';
import { readStreams } from './read.js';
import { withTenants } from './tenancy.js';
import { createTestDatabase } from './testing/index.js';
import { addAction, orderOf, receiptOf, recordStatus, registerCouncil } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

const TODAY = '2026-07-20';
const at = (time: string): string => `${TODAY}T${time}:00.000Z`;
type Varied = Parameters<typeof orderOf>[2];
let councils = 0;

/** A council with the sample plan on a replayed clock, and what is done in it at a time of the day. */
const beginDay = async () => {
  const tenant = `council-${(councils += 1)}`;
  const order = (steps: Parameters<typeof orderOf>[1], time: string, varied: Varied = {}): Order =>
    orderOf(tenant, steps, { recordedAt: at(time), ...varied, told: { effectiveAt: TODAY, ...varied.told } });
  const run = async (given: Order) => receiptOf(await execute(db.app, given));
  const begun = { told: { effectiveAt: '2026-07-01' } };
  for (const each of [
    registerCouncil(tenant, 'replayed'),
    step(plan, ids.plan, { ...sampleData.PlanDrafted, type: 'DraftPlan', ratings }),
    step(workstream, ids.workstream, { ...sampleData.WorkstreamAdded, type: 'AddWorkstream' }),
    step(commitment, ids.commitment, { ...sampleData.CommitmentAdded, type: 'AddCommitment' }),
    addAction(),
  ]) {
    await run(order(each, '08:00', begun));
  }
  const events = async (): Promise<Recorded<(typeof action)['types'][number]>[]> =>
    withTenants(
      db.app,
      [tenant],
      async (tx) => (await readStreams(tx, tenant, [`action-${ids.action}`])) as never,
    );
  return { order, run, events, state: async () => fold(action, await events()) };
};

const completion = (type: 'ClaimCompletion' | 'VerifyCompletion') =>
  step(action, ids.action, { type, planId: ids.plan, actionId: ids.action, note: null });

test('a change dated today comes after one made earlier in the day', async () => {
  const { order, run, events, state } = await beginDay();
  await run(order(recordStatus('red'), '10:00', { told: { effectiveAt: at('10:00') } }));
  await run(order(recordStatus('green'), '15:00'));
  expect((await events()).at(-1)).toMatchObject({ effectiveAt: at('15:00'), effectiveFrom: at('15:00') });
  expect((await state()).rag).toBe('green');
});

test('a claim of today is verified under the same date', async () => {
  const { order, run, state } = await beginDay();
  await run(
    order(completion('ClaimCompletion'), '10:00', { told: { actor: ann, effectiveAt: at('10:00') } }),
  );
  await run(order(completion('VerifyCompletion'), '15:00', { told: { actor: ben } }));
  expect((await state()).completion).toMatchObject({ status: 'verified', since: at('15:00') });
});

test('a change dated today and sent again on a later day answers the first result', async () => {
  const { order, run, events } = await beginDay();
  const first = order(recordStatus('red'), '10:00');
  const receipt = await run(first);
  const later = { ...first, recordedAt: '2026-07-22T09:00:00.000Z' };
  expect(await run(later)).toEqual({ ...receipt, repeated: true });
  expect(await events()).toHaveLength(2);
});

test('a correction dated today takes the date as it stands, and repeated changes nothing', async () => {
  const { order, run, events } = await beginDay();
  const { positions } = await run(order(recordStatus('red'), '10:00'));
  const correction = step(action, ids.action, {
    type: 'CorrectEvent',
    position: positions[0] ?? 0,
    replacement: {
      type: 'ActionStatusRecorded',
      data: { planId: ids.plan, actionId: ids.action, rag: 'green' },
    },
  });
  const told = { reason: planText('Misread.') };
  expect((await run(order(correction, '11:00', { told }))).positions).toHaveLength(1);
  expect((await events()).at(-1)?.effectiveAt).toBe(TODAY);
  expect((await run(order(correction, '12:00', { told }))).positions).toEqual([]);
});
