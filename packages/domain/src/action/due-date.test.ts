import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { noRules } from '../plan/rules.js';
import { plan } from '../plan/plan.js';
import {
  actorOf,
  ann,
  ben,
  dueOn,
  given,
  ids,
  planText,
  recordedAt,
  sample,
  sampleData,
  sampleId,
} from '../testing/index.js';
import { action } from './action.js';

const named = { planId: ids.plan, actionId: ids.action };
const reason = planText('The supplier let us down.');
const ruled = (rules: Partial<typeof noRules>) => ({
  plan: { ...plan.initial, rules: { ...noRules, dueDateChangesNeedApproval: true, ...rules } },
});
const related = ruled({});

const added = sample('ActionAdded');
const requested = { ...sample('ActionDueDateChangeRequested'), actor: ann };
const approved = { ...sample('ActionDueDateChangeApproved'), actor: ben };
const refusedRequest = { ...sample('ActionDueDateChangeRefused'), actor: ben };
const request = { type: 'RequestDueDateChange', ...requested.data } as const;
const decision = { ...named, requestId: ids.request } as const;
const approve = { type: 'ApproveDueDateChange', ...decision, note: approved.data.note } as const;
const refuse = { type: 'RefuseDueDateChange', ...decision, note: refusedRequest.data.note } as const;
const other = { requestId: sampleId(32) };

const fact = <Each extends { readonly type: unknown; readonly data: unknown }>({ type, data }: Each) =>
  ({ type, data }) as Pick<Each, 'type' | 'data'>;

describe('ChangeDueDate', () => {
  const change = { type: 'ChangeDueDate', ...sample('ActionDueDateChanged').data } as const;

  test('is refused where the plan demands approval', () => {
    given(action, added).when(change, { reason, related }).thenRefused('approval-required', 'due');
  });

  test('is free where the plan does not', () => {
    given(action, added).when(change, { reason }).then(sample('ActionDueDateChanged'));
  });
});

describe('RequestDueDateChange', () => {
  test('records what is asked for, and does not move the date', () => {
    given(action, added).when(request, { reason, related }).then(fact(requested));
    expect(fold(action, [recordedAt(1, added), recordedAt(2, requested)])).toMatchObject({
      due: sampleData.ActionAdded.due,
      dueChanges: 0,
      dueRequest: { status: 'pending', requestedBy: ids.ann, due: requested.data.due },
    });
  });

  test('is refused without a reason', () => {
    given(action, added).when(request, { related }).thenRefused('reason-required', 'reason');
  });

  test('is refused while another request awaits a decision', () => {
    given(action, added, requested)
      .when({ ...request, ...other }, { reason, related })
      .thenRefused('request-pending', 'due');
  });

  test('may come again once the first was decided', () => {
    const again = { ...request, ...other, due: dueOn('2027-01-31') };
    for (const decided of [approved, refusedRequest]) {
      const { type: _, ...data } = again;
      given(action, added, requested, decided)
        .when(again, { reason, related })
        .then({ type: 'ActionDueDateChangeRequested', data });
    }
  });

  test('stays quiet when repeated, or when that is the due date already', () => {
    given(action, added, requested).when(request, { reason, related }).thenNothing();
    given(action, added, requested, approved)
      .when({ ...request, ...other }, { reason, related })
      .thenNothing();
  });
});

describe('ApproveDueDateChange', () => {
  test('records who approved, and moves the date to the one asked for', () => {
    given(action, added, requested).when(approve, { actor: ben, related }).then(fact(approved));
    expect(
      fold(action, [recordedAt(1, added), recordedAt(2, requested), recordedAt(3, approved)]),
    ).toMatchObject({
      due: requested.data.due,
      originalDue: sampleData.ActionAdded.due,
      dueChanges: 1,
      dueRequest: { status: 'approved' },
    });
  });

  test('is refused to whoever asked, unless the plan allows it', () => {
    given(action, added, requested)
      .when(approve, { actor: ann, related })
      .thenRefused('own-request', 'requestId');
    given(action, added, requested)
      .when(approve, { actor: ann, related: ruled({ ownApprovalAllowed: true }) })
      .then(fact(approved));
  });

  test('is refused to whoever asked under another id that was merged with theirs', () => {
    const again = actorOf(ids.annAgain);
    given(action, added, requested).when(approve, { actor: again, related }).then(fact(approved));
    for (const merged of [{ [ids.annAgain]: ids.ann }, { [ids.ann]: ids.annAgain }]) {
      given(action, added, requested)
        .when(approve, { actor: again, related, merged })
        .thenRefused('own-request', 'requestId');
    }
  });

  test('is refused to whoever asked also after somebody else put the request right', () => {
    const corrected = { ...requested, actor: ben, corrects: { position: 2, kind: 'wrong' } } as const;
    given(action, added, requested, corrected)
      .when(approve, { actor: ann, related })
      .thenRefused('own-request', 'requestId');
  });

  test('is refused when no such request awaits a decision', () => {
    given(action, added)
      .when(approve, { actor: ben, related })
      .thenRefused('request-not-pending', 'requestId');
    given(action, added, requested)
      .when({ ...approve, ...other }, { actor: ben, related })
      .thenRefused('request-not-pending', 'requestId');
    given(action, added, requested, refusedRequest)
      .when(approve, { actor: ben, related })
      .thenRefused('request-not-pending', 'requestId');
  });

  test('is refused for a time before the request', () => {
    given(action, added, requested)
      .when(approve, { actor: ben, related, effectiveAt: '2026-07-19' })
      .thenRefused('effective-before-latest', 'effectiveAt');
  });

  test('stays quiet when repeated', () => {
    given(action, added, requested, approved).when(approve, { actor: ben, related }).thenNothing();
  });
});

describe('RefuseDueDateChange', () => {
  test('records who refused, and leaves the date', () => {
    given(action, added, requested).when(refuse, { actor: ben, related }).then(fact(refusedRequest));
    expect(
      fold(action, [recordedAt(1, added), recordedAt(2, requested), recordedAt(3, refusedRequest)]),
    ).toMatchObject({ due: sampleData.ActionAdded.due, dueChanges: 0, dueRequest: { status: 'refused' } });
  });

  test('lets whoever asked take the request back', () => {
    given(action, added, requested).when(refuse, { actor: ann, related }).then(fact(refusedRequest));
  });
});

describe('a correction', () => {
  test('of an approval may not change the date that was asked for', () => {
    const replacement = { ...fact(approved), data: { ...approved.data, due: dueOn('2027-03-31') } };
    given(action, added, requested, approved)
      .when({ type: 'CorrectEvent', position: 3, replacement }, { reason })
      .thenRefused('event-not-correctable', 'replacement');
  });

  test('may not take away the request that was approved', () => {
    given(action, added, requested, approved)
      .when({ type: 'RetractEvent', position: 2 }, { reason })
      .thenRefused('request-not-pending', 'requestId');
  });

  test('may take the approval back, and the date stays where it was', () => {
    const retracted = { ...approved, corrects: { position: 3, kind: 'retracted' } } as const;
    given(action, added, requested, approved)
      .when({ type: 'RetractEvent', position: 3 }, { reason })
      .then({ ...fact(approved), corrects: retracted.corrects });
    const state = fold(
      action,
      [added, requested, approved, retracted].map((each, index) => recordedAt(index + 1, each)),
    );
    expect(state).toMatchObject({ due: sampleData.ActionAdded.due, dueRequest: { status: 'pending' } });
  });
});
