import { describe, expect, test } from 'vitest';
import type { ActionEventType } from '../events.js';
import { fold } from '../fold.js';
import type { GivenFact } from '../testing/index.js';
import { ann, ben, actorOf, dueOn, given, ids, planText, recordedAt, sample } from '../testing/index.js';
import type { ActionCommand } from './action.js';
import { action } from './action.js';

const named = { planId: ids.plan, actionId: ids.action };
const note = { ...named, note: null };
const reason = planText('It was entered for the wrong action.');
const cas = actorOf(ids.cas);

const added = sample('ActionAdded');
const claimed = { type: 'ActionCompletionClaimed', data: note, actor: ann } as const;
const verified = { type: 'ActionCompletionVerified', data: note, actor: ben } as const;
const sentBack = { type: 'ActionCompletionSentBack', data: note, actor: ben } as const;
const reopened = { type: 'ActionReopened', data: note, actor: ben } as const;
const claim = { type: 'ClaimCompletion', ...note } as const;
const verify = { type: 'VerifyCompletion', ...note } as const;
const sendBack = { type: 'SendBackCompletion', ...note } as const;
const reopen = { type: 'ReopenAction', ...note } as const;
const fact = ({ type, data }: GivenFact<ActionEventType>) => ({ type, data }) as GivenFact<ActionEventType>;

describe('ClaimCompletion', () => {
  test('records the claim', () => {
    given(action, added).when(claim).then(fact(claimed));
  });

  test('records a second claim after the first was sent back, even for the same day', () => {
    given(action, added, claimed, sentBack).when(claim).then(fact(claimed));
  });

  test('is refused while another claim awaits verification', () => {
    given(action, added, claimed).when(claim, { actor: cas }).thenRefused('completion-already-claimed');
  });

  test('is refused once the action is verified as complete', () => {
    given(action, added, claimed, verified)
      .when(claim, { actor: cas })
      .thenRefused('completion-already-verified');
  });

  test('is refused for a time before the latest change of completion', () => {
    given(action, added, claimed, sentBack)
      .when(claim, { effectiveAt: '2026-07-19' })
      .thenRefused('effective-before-latest', 'effectiveAt');
  });

  test('of what recurs may be made again once the last was verified', () => {
    const recurs = sample('ActionAdded', {
      due: {
        asWritten: null,
        meaning: { ...dueOn('2026-09-30').meaning, kind: 'recurring', every: 'year' } as never,
      },
    });
    given(action, recurs, claimed, verified).when(claim, { actor: cas }).then(fact(claimed));
  });

  test('stays quiet when repeated, also once it was verified', () => {
    given(action, added, claimed).when(claim).thenNothing();
    given(action, added, claimed, verified).when(claim).thenNothing();
  });
});

describe('VerifyCompletion', () => {
  test('is refused to the claimant under another id that was merged with theirs', () => {
    const again = actorOf(ids.annAgain, 'auditor');
    given(action, added, claimed).when(verify, { actor: again }).then(fact(verified));
    for (const merged of [{ [ids.annAgain]: ids.ann }, { [ids.ann]: ids.annAgain }]) {
      given(action, added, claimed).when(verify, { actor: again, merged }).thenRefused('own-claim');
    }
  });

  test('records that somebody else confirmed the claim', () => {
    given(action, added, claimed).when(verify, { actor: ben }).then(fact(verified));
  });

  test('is refused to the person who made the claim', () => {
    given(action, added, claimed).when(verify).thenRefused('own-claim');
  });

  test('is refused to the claimant also after somebody else put the claim right', () => {
    const corrected = {
      ...claimed,
      actor: ben,
      data: { ...note, note: planText('All twenty.') },
      corrects: { position: 2, kind: 'wrong' },
    } as const;
    given(action, added, claimed, corrected).when(verify).thenRefused('own-claim');
    expect(
      fold(
        action,
        [added, claimed, corrected].map((each, index) => recordedAt(index + 1, each)),
      ).completion.claimedBy,
    ).toBe(ids.ann);
  });

  test('is refused when nothing is claimed', () => {
    given(action, added).when(verify, { actor: ben }).thenRefused('completion-not-claimed');
    given(action, added, claimed, sentBack)
      .when(verify, { actor: ben })
      .thenRefused('completion-not-claimed');
  });

  test('is refused for a time before the claim', () => {
    given(action, added, claimed)
      .when(verify, { actor: ben, effectiveAt: '2026-07-19' })
      .thenRefused('effective-before-latest', 'effectiveAt');
  });

  test('stays quiet when repeated', () => {
    given(action, added, claimed, verified).when(verify, { actor: ben }).thenNothing();
  });
});

describe('SendBackCompletion', () => {
  test('records that the claim was not accepted', () => {
    given(action, added, claimed).when(sendBack, { actor: ben }).then(fact(sentBack));
  });

  test('lets the claimant withdraw the claim', () => {
    given(action, added, claimed).when(sendBack).then(fact(sentBack));
  });

  test('is refused when nothing is claimed', () => {
    given(action, added, claimed, verified)
      .when(sendBack, { actor: cas })
      .thenRefused('completion-not-claimed');
  });

  test('stays quiet when repeated', () => {
    given(action, added, claimed, sentBack).when(sendBack, { actor: ben }).thenNothing();
  });
});

describe('ReopenAction', () => {
  test('records that a verified action is open again', () => {
    given(action, added, claimed, verified).when(reopen, { actor: ben }).then(fact(reopened));
  });

  test('is refused when the action is not verified as complete', () => {
    given(action, added, claimed).when(reopen, { actor: ben }).thenRefused('completion-not-verified');
  });

  test('stays quiet when repeated', () => {
    given(action, added, claimed, verified, reopened).when(reopen, { actor: ben }).thenNothing();
  });
});

describe('a correction or retraction of a change of completion', () => {
  const correctTo = (position: number, replacement: GivenFact<ActionEventType>) =>
    ({
      type: 'CorrectEvent',
      position,
      replacement: { ...fact(replacement), data: { ...note, note: planText('Checked.') } },
    }) as Extract<ActionCommand, { type: 'CorrectEvent' }>;
  const retraction = { position: 3, kind: 'retracted' } as const;

  test('is recorded when the claim and its verification still follow from each other', () => {
    given(action, added, claimed, verified)
      .when(correctTo(3, verified), { actor: ben, reason })
      .then({
        ...fact(verified),
        data: { ...note, note: planText('Checked.') },
        corrects: { position: 3, kind: 'wrong' },
      } as never);
  });

  test('is refused to the claimant who would so verify the own claim', () => {
    given(action, added, claimed, verified).when(correctTo(3, verified), { reason }).thenRefused('own-claim');
    given(action, added, claimed, verified, { ...verified, corrects: retraction })
      .when(correctTo(3, verified), { reason })
      .thenRefused('own-claim');
  });

  test('is refused when it would move a verification to before its claim', () => {
    given(action, added, claimed, verified)
      .when(correctTo(3, verified), { actor: ben, reason, effectiveAt: '2026-07-19' })
      .thenRefused('completion-not-claimed');
  });

  test('is refused when it would leave a verification without its claim', () => {
    given(action, added, claimed, verified)
      .when({ type: 'RetractEvent', position: 2 }, { reason })
      .thenRefused('completion-not-claimed');
  });

  test('withdraws a verification, and the claim awaits another', () => {
    given(action, added, claimed, verified)
      .when({ type: 'RetractEvent', position: 3 }, { actor: ben, reason })
      .then({ ...fact(verified), corrects: retraction });
  });
});
