import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { plan } from '../plan/plan.js';
import {
  ben,
  dueOn,
  given,
  ids,
  ownedBy,
  planText,
  ratings,
  recordedAt,
  sample,
  sampleData,
  sampleId,
} from '../testing/index.js';
import { action } from './action.js';

const added = sample('ActionAdded');
const named = { planId: ids.plan, actionId: ids.action };
const related = {
  plan: { ...plan.initial, vocabulary: { version: 1, ratings } },
  commitment: { added: sampleData.CommitmentAdded },
};
const reason = planText('The board asked for it.');

describe('AddAction', () => {
  const add = { type: 'AddAction', ...sampleData.ActionAdded } as const;

  test('records the action with its first due date and owners', () => {
    given(action).when(add, { related }).then(added);
  });

  test('is refused when there is no such commitment', () => {
    given(action).when(add).thenRefused('commitment-not-found', 'commitmentId');
  });

  test('is refused when the commitment is in another workstream', () => {
    given(action)
      .when({ ...add, workstreamId: sampleId(98) }, { related })
      .thenRefused('commitment-not-found', 'commitmentId');
  });

  test('is refused when the id belongs to an action of other content', () => {
    given(action, added)
      .when({ ...add, title: planText('Another') }, { related })
      .thenRefused('action-exists', 'actionId');
  });

  test('stays quiet when repeated', () => {
    given(action, added).when(add, { related }).thenNothing();
  });
});

describe('every command but AddAction', () => {
  const commands = [
    { type: 'RecordStatus', rag: 'red', ...named },
    { type: 'ReassignOwner', owners: ownedBy('Cas'), ...named },
    { type: 'ChangeDueDate', due: dueOn('2026-12-31'), ...named },
    { type: 'ClaimCompletion', note: null, ...named },
    { type: 'VerifyCompletion', note: null, ...named },
    { type: 'SendBackCompletion', note: null, ...named },
    { type: 'ReopenAction', note: null, ...named },
  ] as const;

  test.each(commands)('$type is refused for an action that was never added', (command) => {
    given(action).when(command, { related, reason }).thenRefused('action-not-found', 'actionId');
  });

  test.each(commands)('$type is refused when the action is in another plan', (command) => {
    given(action, added)
      .when({ ...command, planId: sampleId(98) }, { related, reason })
      .thenRefused('action-not-found', 'actionId');
  });

  test('CorrectEvent and RetractEvent are refused for an action that was never added', () => {
    given(action)
      .when({ type: 'CorrectEvent', position: 1, replacement: added }, { reason })
      .thenRefused('action-not-found', 'actionId');
    given(action)
      .when({ type: 'RetractEvent', position: 1 }, { reason })
      .thenRefused('action-not-found', 'actionId');
  });
});

describe('RecordStatus', () => {
  const amber = { ...named, rag: 'amber', narrative: planText('Twelve audits were done.') };
  const recordAmber = { type: 'RecordStatus', ...amber } as const;
  const status = { type: 'ActionStatusRecorded', data: amber } as const;

  test('records a rating and a narrative', () => {
    given(action, added).when(recordAmber, { related }).then(status);
  });

  test('records a rating alone, a blank rating, or a narrative alone', () => {
    for (const said of [{ rag: 'red' }, { rag: null }, { narrative: planText('Under way.') }]) {
      given(action, added)
        .when({ type: 'RecordStatus', ...named, ...said }, { related })
        .then({ type: 'ActionStatusRecorded', data: { ...named, ...said } });
    }
  });

  test('records the same status again when it is reported for another time or by another person', () => {
    const given1 = given(action, added, status);
    given1.when(recordAmber, { related, effectiveAt: '2026-07-21' }).then(status);
    given1.when(recordAmber, { related, actor: ben }).then(status);
  });

  test('is refused when it says nothing', () => {
    given(action, added)
      .when({ type: 'RecordStatus', ...named, narrative: planText(' \n') }, { related })
      .thenRefused('status-empty', 'rag');
  });

  test("is refused for a rating that is not in the plan's vocabulary", () => {
    given(action, added)
      .when({ ...recordAmber, rag: 'mauve' }, { related })
      .thenRefused('rag-unknown', 'rag');
  });

  test('stays quiet when repeated', () => {
    given(action, added, status).when(recordAmber, { related }).thenNothing();
  });

  test('stays quiet with onlyIfChanged when the action stands so, whenever that was reported', () => {
    given(action, added, status)
      .when({ ...recordAmber, onlyIfChanged: true }, { related, effectiveAt: '2026-07-25' })
      .thenNothing();
  });

  test('with onlyIfChanged still records what is new', () => {
    given(action, added, status)
      .when({ ...recordAmber, rag: 'green', onlyIfChanged: true }, { related, effectiveAt: '2026-07-25' })
      .then({ type: 'ActionStatusRecorded', data: { ...amber, rag: 'green' } });
  });

  test('that says nothing of the rating leaves it as it stood, and so with the narrative', () => {
    const state = fold(action, [
      recordedAt(1, added),
      recordedAt(2, status),
      recordedAt(3, { type: 'ActionStatusRecorded', data: { ...named, rag: null } }),
      recordedAt(4, { type: 'ActionStatusRecorded', data: { ...named, narrative: planText('Later.') } }),
    ]);
    expect(state).toMatchObject({ rag: null, narrative: planText('Later.') });
  });
});

describe('ReassignOwner', () => {
  const passed = sample('ActionOwnerReassigned');
  const reassign = { type: 'ReassignOwner', ...passed.data } as const;

  test('records the new owners', () => {
    given(action, added).when(reassign).then(passed);
  });

  test('records the return to an earlier owner', () => {
    const back = { ...named, owners: ownedBy('Ann Example') };
    given(action, added, passed)
      .when({ type: 'ReassignOwner', ...back })
      .then({ type: 'ActionOwnerReassigned', data: back });
  });

  test('records a change for an earlier day on which it did not hold', () => {
    given(action, { ...added, effectiveAt: '2026-07-01' }, passed)
      .when(reassign, { effectiveAt: '2026-07-10' })
      .then(passed);
  });

  test('stays quiet when the owners are those already', () => {
    given(action, added, passed).when(reassign).thenNothing();
  });
});

describe('ChangeDueDate', () => {
  const moved = sample('ActionDueDateChanged');
  const change = { type: 'ChangeDueDate', ...moved.data } as const;

  test('records the new due date and keeps the first as the original', () => {
    given(action, added).when(change, { reason }).then(moved);
    const state = fold(action, [recordedAt(1, added), recordedAt(2, moved)]);
    expect(state).toMatchObject({
      due: moved.data.due,
      originalDue: sampleData.ActionAdded.due,
      dueChanges: 1,
    });
  });

  test('is refused without a reason, and a blank one is none', () => {
    given(action, added).when(change).thenRefused('reason-required', 'reason');
    given(action, added)
      .when(change, { reason: planText(' ') })
      .thenRefused('reason-required', 'reason');
  });

  test('stays quiet when that is the due date already', () => {
    given(action, added, moved).when(change, { reason }).thenNothing();
  });
});
