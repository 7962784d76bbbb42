import { describe, expect, test } from 'vitest';
import { catalogue } from '../events.js';
import { fold } from '../fold.js';
import { given, ids, planText, recordedAt, sample, sampleData, sampleId } from '../testing/index.js';
import { action } from './action.js';

const reason = planText('It names a family.');
const added = sample('ActionAdded');
const claimed = sample('ActionCompletionClaimed');
const attached = sample('EvidenceAttached');
const withdrawn = sample('EvidenceWithdrawn');
const attach = { type: 'AttachEvidence', ...sampleData.EvidenceAttached } as const;
const withdraw = { type: 'WithdrawEvidence', ...sampleData.EvidenceWithdrawn } as const;
const again = { ...attach, evidenceId: sampleId(99) };
const takes = (data: object): boolean =>
  catalogue.EvidenceAttached.safeParse({ ...sampleData.EvidenceAttached, ...data }).success;

describe('AttachEvidence', () => {
  test('records where the document lies and what its bytes hash to', () => {
    given(action, added).when(attach).then(attached);
    const state = fold(action, [recordedAt(1, added), recordedAt(2, attached)]);
    expect([...state.evidence.keys()]).toEqual([ids.evidence]);
  });

  test('may be for a claim of completion of the same action, and of nothing else', () => {
    given(action, added, claimed)
      .when({ ...attach, claim: 2 })
      .then(sample('EvidenceAttached', { claim: 2 }));
    for (const claim of [1, 3]) {
      given(action, added, claimed)
        .when({ ...attach, claim })
        .thenRefused('event-not-found', 'claim');
    }
  });

  test('is refused when the same bytes are attached already, unless they are for a claim', () => {
    given(action, added, attached).when(again).thenRefused('evidence-exists', 'sha256');
    const { type: _, ...data } = { ...again, claim: 3 };
    given(action, added, attached, claimed)
      .when({ type: 'AttachEvidence', ...data })
      .then({ type: 'EvidenceAttached', data });
  });

  test('stays quiet when repeated', () => {
    given(action, added, attached).when(attach).thenNothing();
  });
});

describe('WithdrawEvidence', () => {
  test('records that it was taken back, and why', () => {
    given(action, added, attached).when(withdraw, { reason }).then(withdrawn);
  });

  test('is refused without a reason, and for what is not attached', () => {
    given(action, added, attached).when(withdraw).thenRefused('reason-required', 'reason');
    given(action, added).when(withdraw, { reason }).thenRefused('evidence-not-found', 'evidenceId');
  });
});

describe('evidence', () => {
  test('lies on the web', () => {
    const at = (url: string) => takes({ url: planText(url) });
    expect(['https://example.org/a.pdf', 'http://intranet/minutes?id=4'].every(at)).toBe(true);
    expect(['', 'minutes.pdf', 'file:///etc/passwd', 'javascript:alert(1)', 'https://'].some(at)).toBe(false);
  });

  test('has a hash and a media type that leave no room for words', () => {
    expect(takes({ sha256: 'AB'.repeat(32) })).toBe(false);
    expect(takes({ sha256: 'ab'.repeat(31) })).toBe(false);
    expect(takes({ mediaType: 'the minutes' })).toBe(false);
    expect(takes({ mediaType: 'application/vnd.ms-excel', size: null })).toBe(true);
    expect(takes({ size: -1 })).toBe(false);
  });
});
