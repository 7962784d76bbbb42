import { describe, test } from 'vitest';
import { grant } from './grant.js';
import { person } from '../person/person.js';
import { councilText, given, ids, personName, sample, sampleData, SAMPLE_NOW } from '../testing/index.js';

const reason = personName('She advises the board.');
const because = { reason } as const;
const known = { person: { ...person.initial, registered: sampleData.PersonRegistered } };
const granted = sample('AccessGranted');
const ended = sample('AccessEnded');
const give = { type: 'GrantAccess', ...sampleData.AccessGranted } as const;
const end = { type: 'EndAccess', grantId: ids.grant } as const;
describe('GrantAccess', () => {
  test('records who may do what, and until when', () => {
    given(grant)
      .when(give, { ...because, related: known })
      .then(granted);
  });

  test('is refused for an adviser when it has no end', () => {
    given(grant)
      .when({ ...give, until: null }, { ...because, related: known })
      .thenRefused('grant-end-required', 'until');
  });

  test.each([
    ['ends before it begins', { until: '2026-07-19T00:00:00.000Z' }],
    ['ends as it begins', { until: give.from }],
    ['has ended already', { from: '2026-01-01T00:00:00.000Z', until: SAMPLE_NOW }],
  ])('is refused when it %s', (_, times) => {
    given(grant)
      .when({ ...give, ...times }, { ...because, related: known })
      .thenRefused('grant-ends-before-it-begins', 'until');
  });

  test('is refused without a reason', () => {
    given(grant).when(give, { related: known }).thenRefused('reason-required', 'reason');
  });

  test('is refused for somebody whom the council does not know, or knows by another id now', () => {
    given(grant).when(give, because).thenRefused('person-not-found', 'principalId');
    const merged = { person: { ...known.person, mergedInto: ids.ben } };
    given(grant)
      .when(give, { ...because, related: merged })
      .thenRefused('person-merged', 'principalId');
  });

  test('asks the name of a service, which has no record of its own', () => {
    const service = { ...give, kind: 'service', role: 'integration' } as const;
    given(grant).when(service, because).thenRefused('invalid-input', 'name');
    const { type: _, ...data } = { ...service, name: councilText('BI export') };
    given(grant)
      .when({ type: 'GrantAccess', ...data }, because)
      .then({ type: 'AccessGranted', data });
  });

  test('stays quiet when repeated, and is refused under the id of another grant', () => {
    given(grant, granted).when(give, because).thenNothing();
    given(grant, granted)
      .when({ ...give, role: 'auditor' }, because)
      .thenRefused('grant-exists', 'grantId');
  });
});

describe('EndAccess', () => {
  test('records the end', () => {
    given(grant, granted).when(end, because).then(ended);
  });

  test('is refused twice, for a grant that was never given, and without a reason', () => {
    given(grant, granted, ended).when(end, because).thenRefused('grant-ended', 'grantId');
    given(grant).when(end, because).thenRefused('grant-not-found', 'grantId');
    given(grant, granted).when(end).thenRefused('reason-required', 'reason');
  });
});

describe('CorrectEvent', () => {
  const correct = (replacement: typeof granted) =>
    ({ type: 'CorrectEvent', position: 1, replacement }) as never;

  test('puts the times right', () => {
    const replacement = sample('AccessGranted', { until: '2026-09-30T00:00:00.000Z' });
    given(grant, granted)
      .when(correct(replacement), because)
      .then({ ...replacement, corrects: { position: 1, kind: 'wrong' } });
  });

  test('does not make another grant of it', () => {
    given(grant, granted)
      .when(correct(sample('AccessGranted', { role: 'administrator' })), because)
      .thenRefused('event-not-correctable', 'replacement');
    given(grant, granted)
      .when(correct(sample('AccessGranted', { until: null })), because)
      .thenRefused('grant-end-required', 'until');
  });
});

describe('RetractEvent', () => {
  test('takes back an end', () => {
    given(grant, granted, ended)
      .when({ type: 'RetractEvent', position: 2 }, because)
      .then({ ...ended, corrects: { position: 2, kind: 'retracted' } });
  });

  test('is refused for the grant itself: it was given', () => {
    given(grant, granted)
      .when({ type: 'RetractEvent', position: 1 }, because)
      .thenRefused('event-not-correctable', 'position');
  });
});
