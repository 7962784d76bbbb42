import { describe, test } from 'vitest';
import { person } from '../person/person.js';
import { given, ids, personName, sample, sampleData, SAMPLE_NOW } from '../testing/index.js';
import { invitation } from './invitation.js';

const because = { reason: personName('She advises the board.') } as const;
const known = { person: { ...person.initial, registered: sampleData.PersonRegistered } };
const made = sample('InvitationMade');
const accepted = sample('InvitationAccepted');
const revoked = sample('InvitationRevoked');
const invite = { type: 'InvitePerson', ...sampleData.InvitationMade } as const;
const accept = { type: 'AcceptInvitation', ...sampleData.InvitationAccepted } as const;
const revoke = { type: 'RevokeInvitation', invitationId: ids.invitation } as const;

describe('InvitePerson', () => {
  test('records who is invited to what, and until when the code is good', () => {
    given(invitation)
      .when(invite, { ...because, related: known })
      .then(made);
  });

  test('is refused without a reason, and for somebody whom the council does not know, or knows by another id now', () => {
    given(invitation).when(invite, { related: known }).thenRefused('reason-required', 'reason');
    given(invitation).when(invite, because).thenRefused('person-not-found', 'personId');
    const merged = { person: { ...known.person, mergedInto: ids.ben } };
    given(invitation)
      .when(invite, { ...because, related: merged })
      .thenRefused('person-merged', 'personId');
  });

  test.each([
    ['has no end for an adviser', { until: null }, 'grant-end-required', 'until'],
    ['ends before it begins', { from: '2027-01-01T00:00:00.000Z' }, 'grant-ends-before-it-begins', 'until'],
    ['is over already', { until: SAMPLE_NOW }, 'grant-ends-before-it-begins', 'until'],
    ['has expired already', { expiresAt: SAMPLE_NOW }, 'invalid-input', 'expiresAt'],
    [
      'would wait for more than 30 days',
      { expiresAt: '2026-08-30T12:00:00.001Z' },
      'invalid-input',
      'expiresAt',
    ],
    [
      'would wait beyond the end of the access',
      { until: '2026-08-07T11:00:00.000Z' },
      'invalid-input',
      'expiresAt',
    ],
  ] as const)('is refused when it %s', (_, change, code, field) => {
    given(invitation)
      .when({ ...invite, ...change }, { ...because, related: known })
      .thenRefused(code, field);
  });

  test('stays quiet when repeated, and is refused under the id of another invitation', () => {
    given(invitation, made).when(invite, because).thenNothing();
    given(invitation, made)
      .when({ ...invite, role: 'auditor' }, because)
      .thenRefused('invitation-exists', 'invitationId');
  });
});

describe('AcceptInvitation', () => {
  test('records which access it gave', () => {
    given(invitation, made).when(accept).then(accepted);
  });

  test('is refused alike whether it was never made, has expired, was used or was revoked', () => {
    const expired = sample('InvitationMade', { expiresAt: SAMPLE_NOW });
    given(invitation).when(accept).thenRefused('invitation-not-found', 'code');
    given(invitation, expired).when(accept).thenRefused('invitation-not-found', 'code');
    given(invitation, made, accepted).when(accept).thenRefused('invitation-not-found', 'code');
    given(invitation, made, revoked).when(accept).thenRefused('invitation-not-found', 'code');
  });
});

describe('RevokeInvitation', () => {
  test('records it, once', () => {
    given(invitation, made).when(revoke, because).then(revoked);
    given(invitation, made, revoked).when(revoke, because).thenRefused('invitation-revoked', 'invitationId');
  });

  test('is refused once it was accepted, without a reason, and for one that was never made', () => {
    given(invitation, made, accepted)
      .when(revoke, because)
      .thenRefused('invitation-accepted', 'invitationId');
    given(invitation, made).when(revoke).thenRefused('reason-required', 'reason');
    given(invitation).when(revoke, because).thenRefused('invitation-not-found', 'invitationId');
  });
});

test('an invitation is revoked, neither corrected nor brought back', () => {
  given(invitation, made)
    .when({ type: 'CorrectEvent', position: 1, replacement: made }, because)
    .thenRefused('event-not-correctable', 'replacement');
  given(invitation, made, revoked)
    .when({ type: 'RetractEvent', position: 2 }, because)
    .thenRefused('event-not-correctable', 'position');
});
