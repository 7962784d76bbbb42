/** Due dates that move by request and approval, as a caller sees them. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { changeOf } from '../testing/change.js';
import type { RunningApi } from '../testing/running-api.js';
import { runTestApi } from '../testing/running-api.js';
import type { SampleRecords } from '../testing/sample-records.js';
import { makeRecords } from '../testing/sample-records.js';

let api: RunningApi;
let change: ReturnType<typeof changeOf>;
let records: SampleRecords;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  change = changeOf(api);
  records = await makeRecords(api, 'northmere');
});
afterAll(async () => api.stop());

const DUE = `action { due { lastDay } originalDue { lastDay } dueChanges
  dueRequest { requestId reason due { lastDay } requestedBy { name } } }`;
const due = { asWritten: 'End September 2015' };
const reason = 'The supplier let us down.';

interface Asked {
  readonly dueRequest: { readonly requestId: string };
}
const request = async (actionId: string): Promise<Asked> => {
  const { userErrors, ...payload } = await change(
    'requestDueDateChange',
    { actionId, due, reason },
    { role: 'actionOwner', fields: DUE },
  );
  expect(userErrors).toEqual([]);
  return payload['action'] as Asked;
};

describe('where the plan demands approval', () => {
  test('it says so', async () => {
    const { planId } = records;
    const demanded = await change(
      'setPlanRules',
      { planId, dueDateChangesNeedApproval: true },
      { fields: 'plan { rules { dueDateChangesNeedApproval ownApprovalAllowed } }' },
    );
    expect(demanded['plan']).toEqual({
      rules: { dueDateChangesNeedApproval: true, ownApprovalAllowed: false },
    });
  });

  test('a date is not simply moved', async () => {
    const before = await api.heads();
    const { actionId } = records;
    expect((await change('changeDueDate', { actionId, due, reason })).userErrors).toMatchObject([
      { code: 'APPROVAL_REQUIRED', field: 'due' },
    ]);
    expect(await api.heads()).toEqual(before);
  });

  test('a request stands on the action and in lists, and the date stays until it is approved', async () => {
    const { planId, actionId } = records;
    const asked = await request(actionId);
    expect(asked).toMatchObject({
      due: { lastDay: '2015-07-31' },
      dueChanges: 0,
      dueRequest: { reason, due: { lastDay: '2015-09-30' }, requestedBy: { name: 'Test actionOwner' } },
    });
    const { data } = await api.ask(
      `{ plan(id: "${planId}") { actions(first: 9) { edges { node { reference dueRequest { reason } } } } } }`,
    );
    expect(data).toMatchObject({
      plan: {
        actions: {
          edges: [
            { node: { reference: 'A1.1', dueRequest: { reason } } },
            { node: { reference: 'A1.2', dueRequest: null } },
          ],
        },
      },
    });

    const { requestId } = asked.dueRequest;
    const approved = await change('approveDueDateChange', { actionId, requestId }, { fields: DUE });
    expect(approved).toMatchObject({
      userErrors: [],
      action: {
        due: { lastDay: '2015-09-30' },
        originalDue: { lastDay: '2015-07-31' },
        dueChanges: 1,
        dueRequest: null,
      },
    });
  });

  test('history says who asked, who approved, and what that changed', async () => {
    const { data } = await api.ask(`{ action(id: "${records.actionId}") { history(first: 9, after: 7) {
      edges { node { type reason actor { name } changes { field before after } } } } } }`);
    const { history } = data!['action'] as { history: { edges: { node: object }[] } };
    const asked = 'pending: End September 2015 (2015-09-30)';
    expect(history.edges.map(({ node }) => node).slice(-2)).toEqual([
      {
        type: 'ActionDueDateChangeRequested',
        reason,
        actor: { name: 'Test actionOwner' },
        changes: [{ field: 'request', before: null, after: asked }],
      },
      {
        type: 'ActionDueDateChangeApproved',
        reason: null,
        actor: { name: 'Test planManager' },
        changes: [
          {
            field: 'due',
            before: 'End July 2015 (2015-07-31)',
            after: 'End September 2015 (2015-09-30)',
          },
          { field: 'request', before: asked, after: asked.replace('pending', 'approved') },
        ],
      },
    ]);
  });

  test('a refused request leaves the date, and another may be made', async () => {
    const { otherActionId: actionId } = records;
    const { requestId } = (await request(actionId)).dueRequest;
    const note = 'July was promised.';
    const refused = await change('refuseDueDateChange', { actionId, requestId, note }, { fields: DUE });
    expect(refused).toMatchObject({
      userErrors: [],
      action: { due: { lastDay: '2015-07-31' }, dueChanges: 0, dueRequest: null },
    });
    await request(actionId);
  });

  test('nobody approves a request of their own, unless the plan allows it', async () => {
    const { planId, actionId } = records;
    const date = { actionId, due: { date: '2015-12-31' }, reason };
    const asked = await change('requestDueDateChange', date, { fields: DUE });
    const { requestId } = (asked['action'] as Asked).dueRequest;
    const approve = { actionId, requestId };
    const heads = await api.heads();
    expect((await change('approveDueDateChange', approve)).userErrors).toMatchObject([
      { code: 'OWN_REQUEST', field: 'requestId' },
    ]);
    expect(await api.heads()).toEqual(heads);

    await change('setPlanRules', { planId, dueDateChangesNeedApproval: true, ownApprovalAllowed: true });
    const approved = await change('approveDueDateChange', approve, { fields: DUE });
    expect(approved).toMatchObject({ userErrors: [], action: { due: { lastDay: '2015-12-31' } } });
    expect((await change('approveDueDateChange', { ...approve, note: 'Again.' })).userErrors).toMatchObject([
      { code: 'REQUEST_NOT_PENDING', field: 'requestId' },
    ]);
  });

  test('what the plan demands may be corrected, and never having demanded it retracted', async () => {
    const { planId } = records;
    const set = await change('setPlanRules', { planId, dueDateChangesNeedApproval: true });
    const changeId = set.event?.id;
    const corrected = await change(
      'correctEvent',
      { changeId, ownApprovalAllowed: true, reason: 'Misread.' },
      { fields: 'plan { rules { ownApprovalAllowed } }' },
    );
    expect(corrected).toMatchObject({ userErrors: [], plan: { rules: { ownApprovalAllowed: true } } });
    expect(await change('retractEvent', { changeId, reason: 'Never decided.' })).toMatchObject({
      userErrors: [],
    });
  });
});
