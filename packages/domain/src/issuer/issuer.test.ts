import { describe, test } from 'vitest';
import { councilText, given, ids, sample, sampleData } from '../testing/index.js';
import { issuer } from './issuer.js';

const trusted = sample('IssuerTrusted');
const distrusted = sample('IssuerDistrusted');
const trust = { type: 'TrustIssuer', ...sampleData.IssuerTrusted } as const;
const distrust = { type: 'DistrustIssuer', issuerId: ids.issuer } as const;

describe('TrustIssuer', () => {
  test('records whom the council takes at its word', () => {
    given(issuer).when(trust).then(trusted);
  });

  test('stays quiet when repeated, and is refused under the id of another', () => {
    given(issuer, trusted).when(trust).thenNothing();
    given(issuer, trusted)
      .when({ ...trust, audience: 'another' })
      .thenRefused('issuer-exists', 'issuerId');
  });
});

describe('DistrustIssuer', () => {
  test('records that it is taken at its word no longer', () => {
    given(issuer, trusted).when(distrust).then(distrusted);
  });

  test('is refused for one that is not trusted, or no longer', () => {
    given(issuer).when(distrust).thenRefused('issuer-not-found', 'issuerId');
    given(issuer, trusted, distrusted).when(distrust).thenRefused('issuer-not-found', 'issuerId');
  });
});

test('the audience may be put right, not the issuer: that is another', () => {
  const reason = councilText('A slip.');
  const correct = (replacement: typeof trusted) =>
    ({ type: 'CorrectEvent', position: 1, replacement }) as never;
  const replacement = sample('IssuerTrusted', { audience: 'ledger' });
  given(issuer, trusted)
    .when(correct(replacement), { reason })
    .then({ ...replacement, corrects: { position: 1, kind: 'wrong' } });
  given(issuer, trusted)
    .when(correct(sample('IssuerTrusted', { issuer: 'https://other.example.org' })), { reason })
    .thenRefused('event-not-correctable', 'replacement');
});
