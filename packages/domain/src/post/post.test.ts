import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { office } from '../office/office.js';
import { councilText, given, ids, recordedAt, sample, sampleData } from '../testing/index.js';
import { post } from './post.js';

const reason = councilText('The council decided so.');
const team = { ...office.initial, defined: { kind: 'team', ...sampleData.TeamDefined } } as const;
const role = { ...office.initial, defined: { kind: 'role', ...sampleData.RoleDefined } } as const;
const related = { team, role };
const opened = { ...sample('PostOpened'), effectiveAt: '2026-04-01' };
const open = { type: 'OpenPost', ...sampleData.PostOpened } as const;
const change = { type: 'ChangePost', ...sampleData.PostChanged } as const;
const close = { type: 'ClosePost', ...sampleData.PostClosed } as const;
const closed = { ...sample('PostClosed'), effectiveAt: '2026-07-01' };
const vacancy = sampleData.VacancyAdvertised;

describe('OpenPost', () => {
  test('records a post in a team, stays quiet when repeated, and is refused under the id of another', () => {
    given(post).when(open, { related }).then(sample('PostOpened'));
    given(post, opened).when(open, { related }).thenNothing();
    given(post, opened)
      .when({ ...open, kind: 'supernumerary' }, { related })
      .thenRefused('post-exists', 'postId');
  });

  test('is refused without its team or role, and in a team that is closed by then', () => {
    given(post).when(open, { related: { role } }).thenRefused('team-not-found', 'teamId');
    given(post).when(open, { related: { team } }).thenRefused('role-not-found', 'roleId');
    given(post)
      .when(open, { related: { team: role, role: team } })
      .thenRefused('team-not-found', 'teamId');
    const closing = { ...team, closedFrom: '2026-07-01T00:00:00.000Z' };
    given(post)
      .when(open, { related: { team: closing, role } })
      .thenRefused('team-closed', 'teamId');
    given(post)
      .when(open, { related: { team: closing, role }, effectiveAt: '2026-06-01' })
      .then(sample('PostOpened'));
  });
});

describe('ChangePost and ClosePost', () => {
  test('record other hours, and the end, with a reason', () => {
    given(post, opened).when(change, { reason }).then(sample('PostChanged'));
    given(post, opened).when(change).thenRefused('reason-required', 'reason');
    given(post, opened, sample('PostChanged')).when(change, { reason }).thenNothing();
    given(post, opened).when(close, { reason }).then(sample('PostClosed'));
    given(post, opened).when(close).thenRefused('reason-required', 'reason');
  });

  test('are refused for a post that is not there: never opened, not yet, or no more', () => {
    given(post).when(change, { reason }).thenRefused('post-not-found', 'postId');
    given(post, opened)
      .when(change, { reason, effectiveAt: '2026-03-31' })
      .thenRefused('before-it-began', 'effectiveAt');
    given(post, opened, closed).when(change, { reason }).thenRefused('post-closed', 'postId');
    given(post, opened, closed).when(close, { reason }).thenRefused('post-closed', 'postId');
    given(post, opened, closed)
      .when(close, { reason, effectiveAt: '2026-06-01' })
      .thenRefused('post-closed', 'postId');
  });
});

describe('a vacancy', () => {
  test('is advertised, offered and filled, in this order, or filled without an offer', () => {
    const [advertised, offered, filled] = [
      sample('VacancyAdvertised'),
      sample('VacancyOffered'),
      sample('VacancyFilled'),
    ];
    const fill = { type: 'FillVacancy', ...vacancy } as const;
    given(post, opened)
      .when({ type: 'AdvertiseVacancy', ...vacancy })
      .then(advertised);
    given(post, opened, advertised)
      .when({ type: 'OfferVacancy', ...vacancy })
      .then(offered);
    given(post, opened, advertised).when(fill).then(filled);
    given(post, opened, advertised, offered).when(fill).then(filled);
    given(post, opened, advertised, filled).when(fill).thenNothing();
    given(post, opened).when(fill).thenRefused('vacancy-not-found', 'vacancyId');
    given(post, opened, advertised, filled)
      .when({ type: 'OfferVacancy', ...vacancy })
      .thenRefused('vacancy-filled', 'vacancyId');
  });
});

test('a closing that was retracted leaves the post open', () => {
  const retracted = { ...closed, corrects: { position: 2, kind: 'retracted' } } as const;
  given(post, opened, closed)
    .when({ type: 'RetractEvent', position: 2 }, { reason })
    .then({ ...sample('PostClosed'), corrects: { position: 2, kind: 'retracted' } });
  const facts = [opened, closed, retracted].map((fact, index) => recordedAt(index + 1, fact));
  expect(fold(post, facts).closedFrom).toBeNull();
  given(post, opened)
    .when({ type: 'RetractEvent', position: 1 }, { reason })
    .thenRefused('event-not-correctable', 'position');
});

test('a team is closed once, with a reason, and nothing but a team is', () => {
  const defined = sample('TeamDefined', { officeId: ids.team });
  const closeTeam = { type: 'CloseTeam', officeId: ids.team } as const;
  const teamClosed = sample('TeamClosed');
  given(office, defined).when(closeTeam, { reason }).then(teamClosed);
  given(office, defined).when(closeTeam).thenRefused('reason-required', 'reason');
  given(office, defined, teamClosed).when(closeTeam, { reason }).thenNothing();
  given(office, defined, teamClosed)
    .when(closeTeam, { reason, effectiveAt: '2026-07-21' })
    .thenRefused('team-closed', 'officeId');
  given(office, sample('RoleDefined', { officeId: ids.team }))
    .when(closeTeam, { reason })
    .thenRefused('team-not-found', 'officeId');
});
