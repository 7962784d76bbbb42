import { describe, test } from 'vitest';
import { councilText, given, ids, sample, sampleData, SAMPLE_NOW } from '../testing/index.js';
import { token } from './token.js';

const issued = sample('TokenIssued');
const revoked = sample('TokenRevoked');
const issue = { type: 'IssueToken', ...sampleData.TokenIssued } as const;
const revoke = { type: 'RevokeToken', tokenId: ids.token } as const;
const live = { granted: sampleData.AccessGranted, isEnded: false };

describe('IssueToken', () => {
  test('records a token under a grant', () => {
    given(token)
      .when(issue, { related: { grant: live } })
      .then(issued);
  });

  test('is refused without a grant, and under one that was ended or is over', () => {
    given(token).when(issue).thenRefused('grant-not-found', 'grantId');
    given(token)
      .when(issue, { related: { grant: { ...live, isEnded: true } } })
      .thenRefused('grant-ended', 'grantId');
    const over = { ...live, granted: { ...live.granted, until: SAMPLE_NOW } };
    given(token)
      .when(issue, { related: { grant: over } })
      .thenRefused('grant-ended', 'grantId');
  });

  test('is refused more than its grant has', () => {
    const reader = { ...live, granted: { ...live.granted, scopes: ['read'] } } as const;
    given(token)
      .when({ ...issue, scopes: ['read', 'write'] }, { related: { grant: reader as unknown as typeof live } })
      .thenRefused('invalid-input', 'scopes');
  });

  test.each(['2026-07-31T12:00:00.000Z', '2027-08-02T00:00:00.000Z'])(
    'is refused when it would expire at %s: not after now, or in more than a year',
    (expiresAt) => {
      given(token)
        .when({ ...issue, expiresAt }, { related: { grant: live } })
        .thenRefused('invalid-input', 'expiresAt');
    },
  );

  test('stays quiet when repeated, and is refused under the id of another', () => {
    given(token, issued).when(issue).thenNothing();
    given(token, issued)
      .when({ ...issue, name: councilText('Another') })
      .thenRefused('token-exists', 'tokenId');
  });
});

test('RevokeToken records it, once', () => {
  given(token, issued).when(revoke).then(revoked);
  given(token, issued, revoked).when(revoke).thenRefused('token-revoked', 'tokenId');
  given(token).when(revoke).thenRefused('token-not-found', 'tokenId');
});

test('a token is revoked, neither corrected nor brought back', () => {
  const reason = councilText('It was the wrong one.');
  given(token, issued)
    .when({ type: 'CorrectEvent', position: 1, replacement: issued }, { reason })
    .thenRefused('event-not-correctable', 'replacement');
  given(token, issued, revoked)
    .when({ type: 'RetractEvent', position: 2 }, { reason })
    .thenRefused('event-not-correctable', 'position');
});
