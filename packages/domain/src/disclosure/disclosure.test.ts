import { describe, expect, test } from 'vitest';
import { given, ids, sample } from '../testing/index.js';
import { councilText } from '../testing/sample-parts.js';
import { disclosure } from './disclosure.js';
import { publishedOf } from './published.js';

const reason = councilText('The adviser asked for it.');
const set = { type: 'SetDisclosureThreshold', councilId: ids.council, threshold: 10 } as const;
const none = {
  starters: 0,
  leavers: 0,
  conversions: 0,
  agencyStarted: 0,
  agencyEnded: 0,
  inPostFte: 0,
  agencyFte: 0,
  establishmentFte: 0,
};
const counted = {
  teams: [
    { officeId: ids.team, ...none, leavers: 3, inPostFte: 1_240, establishmentFte: 1_500 },
    { officeId: ids.otherTeam, ...none, leavers: 4, inPostFte: 990, establishmentFte: 1_000 },
  ],
  roles: [{ officeId: ids.role, ...none, leavers: 7, inPostFte: 2_230, establishmentFte: 2_500 }],
};
const publish = {
  type: 'PublishWorkforceFigures',
  councilId: ids.council,
  quarter: '2026-Q2',
  knownAt: 7,
  ...counted,
} as const;
const published = sample('WorkforceFiguresPublished');

describe('SetDisclosureThreshold', () => {
  test('records the threshold, with a reason', () => {
    const { type: _, ...data } = set;
    given(disclosure).when(set, { reason }).then({ type: 'DisclosureThresholdSet', data });
    given(disclosure).when(set).thenRefused('reason-required', 'reason');
  });

  test('stays quiet where it is that already', () => {
    given(disclosure)
      .when({ ...set, threshold: 5 })
      .thenNothing();
  });
});

describe('PublishWorkforceFigures', () => {
  test('records multiples of the threshold, of which teams and roles add up to the whole', () => {
    const { type: _, teams, roles, ...said } = publish;
    const office = { ...none, leavers: 5 };
    given(disclosure)
      .when(publish)
      .then({
        type: 'WorkforceFiguresPublished',
        data: {
          ...said,
          threshold: 5,
          whole: { ...office, inPostFte: 2_000, establishmentFte: 2_500 },
          teams: [
            { ...none, officeId: ids.team, inPostFte: 1_000, establishmentFte: 1_500 },
            { ...office, officeId: ids.otherTeam, inPostFte: 1_000, establishmentFte: 1_000 },
          ],
          roles: [{ ...office, officeId: ids.role, inPostFte: 2_000, establishmentFte: 2_500 }],
        },
      });
    expect([teams.length, roles.length]).toEqual([2, 1]);
  });

  test('takes the threshold that is set', () => {
    expect(publishedOf(counted, 10).whole).toMatchObject({ leavers: 10, inPostFte: 2_000 });
  });

  test('is refused of a quarter that is not over, and of one that was published', () => {
    given(disclosure)
      .when({ ...publish, quarter: '2026-Q3' })
      .thenRefused('period-not-over', 'quarter');
    given(disclosure, published).when(publish).thenRefused('figures-published', 'quarter');
  });

  test('is never put right: what is between two figures would be seen', () => {
    given(disclosure, published)
      .when({ type: 'RetractEvent', position: 1 }, { reason })
      .thenRefused('event-not-correctable', 'changeId');
    given(disclosure, published)
      .when({ type: 'CorrectEvent', position: 1, replacement: published }, { reason })
      .thenRefused('event-not-correctable', 'changeId');
  });
});
