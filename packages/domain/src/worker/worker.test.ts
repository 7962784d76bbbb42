import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { office } from '../office/office.js';
import { person } from '../person/person.js';
import { post } from '../post/post.js';
import { given, ids, personName, recordedAt, sample, sampleData } from '../testing/index.js';
import { worker } from './worker.js';

const reason = personName('Her own wish.');
const team = { ...office.initial, defined: { kind: 'team', ...sampleData.TeamDefined } } as const;
const { roleId: _, postKind: __, ...starting } = sampleData.WorkerStarted;
const started = { ...sample('WorkerStarted'), effectiveAt: '2026-05-01' };
const employedData = {
  ...sampleData.WorkerStarted,
  employment: 'permanent',
  agency: null,
  plannedEnd: null,
} as const;
const employed = { type: 'WorkerStarted', data: employedData, effectiveAt: '2026-05-01' } as const;
const openPost = {
  ...post.initial,
  opened: sampleData.PostOpened,
  since: '2026-04-01T00:00:00.000Z',
  fte: 100,
};
const otherPost = {
  ...openPost,
  opened: { ...sampleData.PostOpened, postId: ids.otherPost, teamId: ids.otherTeam },
};
const related = {
  person: { ...person.initial, registered: sampleData.PersonRegistered },
  post: openPost,
  team,
};
const elsewhere = { ...related, post: otherPost };
const { roleId: ___, postKind: ____, ...moving } = sampleData.WorkerMoved;
const moveOn = { type: 'MoveWorker', ...moving } as const;
const leave = { type: 'RecordLeaving', ...sampleData.WorkerLeft } as const;
const end = { type: 'EndAssignment', ...sampleData.AssignmentEnded } as const;
const start = { type: 'StartWorker', ...starting } as const;

describe('StartWorker', () => {
  test('records who works where on what terms, with what the post says of itself', () => {
    given(worker).when(start, { related }).then(sample('WorkerStarted'));
    given(worker, started).when(start, { related }).thenNothing();
    given(worker, started)
      .when({ ...start, fte: 60 }, { related })
      .thenRefused('engagement-exists', 'engagementId');
  });

  test('is refused for a person, post or team that is not there or no more', () => {
    given(worker)
      .when(start, { related: { ...related, person: person.initial } })
      .thenRefused('person-not-found', 'personId');
    given(worker)
      .when(start, { related: { ...related, post: post.initial } })
      .thenRefused('post-not-found', 'postId');
    given(worker).when(start, { related: elsewhere }).thenRefused('post-not-found', 'postId');
    const at = '2026-07-01T00:00:00.000Z';
    given(worker)
      .when(start, { related: { ...related, post: { ...openPost, closedFrom: at } } })
      .thenRefused('post-closed', 'postId');
    given(worker)
      .when(start, { related: { ...related, team: { ...team, closedFrom: at } } })
      .thenRefused('team-closed', 'teamId');
    given(worker)
      .when(start, { related, effectiveAt: '2026-03-01' })
      .thenRefused('before-it-began', 'effectiveAt');
    given(worker)
      .when({ ...start, employment: 'permanent' }, { related })
      .thenRefused('agency-only', 'agency');
  });

  test('is refused beside another post where both are more than one person works, and not within the tolerance', () => {
    const second = { ...start, engagementId: ids.otherEngagement };
    given(worker, started).when(second, { related }).thenRefused('fte-beyond-tolerance', 'fte');
    const { fte: _fte, ...rest } = { ...sampleData.WorkerStarted, engagementId: ids.otherEngagement };
    given(worker, started)
      .when({ ...second, fte: 20 }, { related })
      .then({ type: 'WorkerStarted', data: { ...rest, fte: 20 } });
    // Back-dated, it meets the other only later.
    given(worker, started)
      .when(second, { related, effectiveAt: '2026-04-02' })
      .thenRefused('fte-beyond-tolerance', 'fte');
    given(worker, started, sample('AssignmentEnded'))
      .when(second, { related })
      .then({ type: 'WorkerStarted', data: { ...rest, fte: 100 } });
  });
});

describe('the end of an engagement', () => {
  test('is a leaving, or of an agency worker an end of the assignment, and comes once', () => {
    given(worker, employed).when(leave, { related }).then(sample('WorkerLeft'));
    given(worker, started).when(end, { related }).then(sample('AssignmentEnded'));
    given(worker, started).when(leave, { related }).thenRefused('not-of-agency', 'engagementId');
    given(worker, employed).when(end, { related }).thenRefused('agency-only', 'engagementId');
    given(worker, started, sample('AssignmentEnded'))
      .when(end, { related })
      .thenRefused('engagement-over', 'engagementId');
    given(worker, employed, sample('WorkerLeft'))
      .when(leave, { related, effectiveAt: '2026-06-01' })
      .thenRefused('engagement-over', 'engagementId');
  });

  test('is refused before the start, and before a later movement', () => {
    given(worker, employed)
      .when(leave, { related, effectiveAt: '2026-04-30' })
      .thenRefused('before-it-began', 'effectiveAt');
    given(worker, employed, sample('WorkingHoursChanged'))
      .when(leave, { related, effectiveAt: '2026-06-01' })
      .thenRefused('later-movement', 'effectiveAt');
    given(worker).when(leave, { related }).thenRefused('engagement-not-found', 'engagementId');
  });
});

describe('a movement of an engagement', () => {
  test('goes to another post, changes hours or terms, and stays quiet when it changes nothing', () => {
    given(worker, started).when(moveOn, { related: elsewhere }).then(sample('WorkerMoved'));
    given(worker, started, sample('WorkerMoved')).when(moveOn, { related: elsewhere }).thenNothing();
    const hours = { type: 'ChangeWorkingHours', ...sampleData.WorkingHoursChanged } as const;
    given(worker, started).when(hours, { related }).then(sample('WorkingHoursChanged'));
    given(worker, started, sample('WorkingHoursChanged')).when(hours, { related }).thenNothing();
    const convert = { type: 'ConvertWorker', ...sampleData.WorkerConverted } as const;
    given(worker, started).when(convert, { related }).then(sample('WorkerConverted'));
    given(worker, started, sample('WorkerConverted'))
      .when(convert, { related })
      .thenRefused('agency-only', 'engagementId');
    const extend = { type: 'ExtendAssignment', ...sampleData.AssignmentExtended } as const;
    given(worker, started).when(extend, { related }).then(sample('AssignmentExtended'));
    given(worker, started, sample('AssignmentExtended')).when(extend, { related }).thenNothing();
  });

  test('to a team that is closed by then is refused, and nothing comes after the end', () => {
    const closed = { ...team, closedFrom: '2026-07-01T00:00:00.000Z' };
    given(worker, started)
      .when(moveOn, { related: { ...elsewhere, team: closed } })
      .thenRefused('team-closed', 'teamId');
    given(worker, started, sample('AssignmentEnded'))
      .when(moveOn, { related: elsewhere })
      .thenRefused('engagement-over', 'engagementId');
  });

  test('covers another post until that ends', () => {
    const { roleId: _role, postKind: _kind, ...covering } = sampleData.PostCoverBegun;
    const begin = { type: 'BeginPostCover', ...covering, teamId: ids.otherTeam } as const;
    const begun = sample('PostCoverBegun', { teamId: ids.otherTeam });
    const endCover = { type: 'EndPostCover', ...sampleData.PostCoverEnded } as const;
    given(worker, started).when(begin, { related: elsewhere }).then(begun);
    given(worker, started, begun)
      .when({ ...begin, coverId: ids.cover }, { related: elsewhere })
      .thenRefused('post-cover-stands', 'postId');
    given(worker, started, begun).when(endCover, { related }).then(sample('PostCoverEnded'));
    given(worker, started).when(endCover, { related }).thenRefused('post-cover-not-found', 'coverId');
  });

  test('counts days of absence, also once the engagement is over', () => {
    const report = { type: 'ReportAbsence', ...sampleData.AbsenceReported } as const;
    const over = sample('AssignmentEnded');
    given(worker, started, over)
      .when(report, { related, effectiveAt: '2026-07-25' })
      .then(sample('AbsenceReported'));
    given(worker, started, sample('AbsenceReported')).when(report, { related }).thenNothing();
  });
});

describe('a planned movement', () => {
  const plan = { type: 'PlanMovement', ...sampleData.MovementPlanned } as const;
  const planned = { ...sample('MovementPlanned'), effectiveAt: '2026-07-01' };
  const cancel = { type: 'CancelMovement', ...sampleData.MovementCancelled } as const;
  const goes = { ...leave, movementId: ids.movement };

  test('lies in the future and moves nothing, until the movement itself names it', () => {
    given(worker, employed).when(plan, { related }).then(sample('MovementPlanned'));
    given(worker, employed, planned).when(plan, { related }).thenNothing();
    given(worker, employed, planned)
      .when({ ...plan, on: '2026-10-01' }, { related })
      .thenRefused('movement-exists', 'movementId');
    given(worker, employed, planned)
      .when(goes, { related })
      .then(sample('WorkerLeft', { movementId: ids.movement }));
    given(worker, employed).when(goes, { related }).thenRefused('movement-not-found', 'movementId');
  });

  test('is cancelled once, with a reason, and then cannot be confirmed', () => {
    given(worker, employed, planned).when(cancel, { related, reason }).then(sample('MovementCancelled'));
    given(worker, employed, planned).when(cancel, { related }).thenRefused('reason-required', 'reason');
    given(worker, employed, planned, sample('MovementCancelled'))
      .when(goes, { related })
      .thenRefused('movement-not-found', 'movementId');
    given(worker).when(cancel, { related, reason }).thenRefused('movement-not-found', 'movementId');
  });

  test('needs an engagement that is not over or, for a start, a post', () => {
    given(worker).when(plan, { related }).thenRefused('engagement-not-found', 'engagementId');
    given(worker, employed, sample('WorkerLeft'))
      .when(plan, { related })
      .thenRefused('engagement-over', 'engagementId');
    const startThen = { ...plan, kind: 'start', engagementId: null } as const;
    given(worker).when(startThen, { related }).thenRefused('post-not-found', 'postId');
    given(worker)
      .when({ ...startThen, postId: ids.post, engagementId: ids.engagement }, { related })
      .thenRefused('engagement-not-found', 'engagementId');
    given(worker)
      .when({ ...startThen, postId: ids.post }, { related })
      .then(sample('MovementPlanned', { kind: 'start', engagementId: null, postId: ids.post }));
  });
});

test('a correction or retraction that would leave movements without a start is refused', () => {
  const left = sample('WorkerLeft');
  const corrected = { type: 'WorkerStarted', data: { ...employedData, fte: 80 } } as const;
  const command = { type: 'CorrectEvent', position: 1, replacement: corrected } as const;
  given(worker, employed, left)
    .when(command, { related, reason, effectiveAt: '2026-06-01' })
    .then({ ...corrected, corrects: { position: 1, kind: 'wrong' } });
  given(worker, employed, left)
    .when(command, { related, reason, effectiveAt: '2026-07-21' })
    .thenRefused('later-movement', 'effectiveAt');
  given(worker, employed, left)
    .when({ type: 'RetractEvent', position: 1 }, { related, reason })
    .thenRefused('later-movement', 'effectiveAt');
  const asAgency = { type: 'WorkerStarted', data: sampleData.WorkerStarted } as const;
  given(worker, employed, left)
    .when({ ...command, replacement: asAgency }, { related, reason, effectiveAt: '2026-05-01' })
    .thenRefused('later-movement', 'effectiveAt');
  const facts = [employed, left].map((fact, index) => recordedAt(index + 1, fact));
  expect(fold(worker, facts).engagements.get(ids.engagement)?.until).toBe('2026-07-19T23:00:00.000Z');
});
