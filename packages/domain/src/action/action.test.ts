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
  const status = { type: 'ActionStatusRecorded', data: { ...amber, vocabulary: 1 } } as const;

  test('records a rating and a narrative', () => {
    given(action, added).when(recordAmber, { related }).then(status);
  });

  test('records a rating alone, a blank rating, or a narrative alone', () => {
    const said = [
      [{ rag: 'red' }, { vocabulary: 1 }],
      [{ rag: null }, {}],
      [{ narrative: planText('Under way.') }, {}],
    ] as const;
    for (const [status1, words] of said) {
      given(action, added)
        .when({ type: 'RecordStatus', ...named, ...status1 }, { related })
        .then({ type: 'ActionStatusRecorded', data: { ...named, ...status1, ...words } });
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

  test('names the version of the vocabulary that the rating is a word of, in whatever words a plan rates', () => {
    for (const keys of [
      ['black', 'red', 'amber', 'green'],
      ['not-yet', 'on-the-way', 'in-place'],
      ['inadequate', 'requires-improvement', 'good', 'outstanding'],
    ]) {
      const words = keys.map((key, index) => ({
        key,
        label: planText(`Words of ${key}`),
        order: index + 1,
        meaning: null,
        colour: null,
      }));
      const worded = { plan: { ...related.plan, vocabulary: { version: 7, ratings: words } } };
      for (const rag of keys) {
        given(action, added)
          .when({ type: 'RecordStatus', ...named, rag }, { related: worded })
          .then({ type: 'ActionStatusRecorded', data: { ...named, rag, vocabulary: 7 } });
      }
      given(action, added)
        .when({ type: 'RecordStatus', ...named, rag: 'mauve' }, { related: worded })
        .thenRefused('rag-unknown', 'rag');
    }
  });

  test('corrected in words alone keeps a rating that the plan no longer uses; another must be one of today', () => {
    const only = { plan: { ...related.plan, vocabulary: { version: 2, ratings: ratings.slice(0, 1) } } };
    const worded = { ...status.data, narrative: planText('Thirteen.') };
    const correct = (rag: string) =>
      given(action, added, status).when(
        {
          type: 'CorrectEvent',
          position: 2,
          replacement: { type: 'ActionStatusRecorded', data: { ...worded, rag } },
        },
        { reason, related: only },
      );
    const corrects = { position: 2, kind: 'wrong' } as const;
    correct('amber').then({ type: 'ActionStatusRecorded', data: worded, corrects });
    correct('green').thenRefused('rag-unknown', 'rag');
    correct('red').then({
      type: 'ActionStatusRecorded',
      data: { ...worded, rag: 'red', vocabulary: 2 },
      corrects,
    });
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
      .then({ type: 'ActionStatusRecorded', data: { ...amber, rag: 'green', vocabulary: 1 } });
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
