import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { office } from '../office/office.js';
import { given, planText, recordedAt, sample, sampleData, sampleId } from '../testing/index.js';
import { workstream } from '../workstream/workstream.js';
import { body, meeting, meetingOf, meetingTimes, stewards } from './boards.js';

const board = { ...office.initial, defined: { kind: 'body', ...sampleData.BodyDefined } } as const;
const related = { office: board };
const reason = planText('No quorum.');
const say = <Data extends object>(fact: Data) => ({ type: 'RecordFact', fact }) as const;
const planned = sample('MeetingPlanned');
const held = sample('MeetingHeld');
const cancelled = sample('MeetingCancelled');

describe('a meeting', () => {
  test('is planned for a body, once', () => {
    given(meeting).when(say(planned), { related }).then(planned);
    given(meeting, planned).when(say(planned), { related }).thenNothing();
    given(meeting, planned)
      .when(say(sample('MeetingPlanned', { on: '2026-09-01' })), { related })
      .thenRefused('record-exists', 'meetingId');
    given(meeting).when(say(planned)).thenRefused('body-not-found', 'bodyId');
    given(meeting)
      .when(say(planned), { related: { office: { ...board, defined: { ...board.defined, kind: 'team' } } } })
      .thenRefused('body-not-found', 'bodyId');
  });

  test('is moved and held, or cancelled with a reason, but not both', () => {
    given(meeting, planned)
      .when(say(sample('MeetingMoved')))
      .then(sample('MeetingMoved'));
    given(meeting, planned).when(say(held)).then(held);
    given(meeting, planned).when(say(cancelled), { reason }).then(cancelled);
    given(meeting, planned).when(say(cancelled)).thenRefused('reason-required', 'reason');
    given(meeting, planned, held).when(say(cancelled), { reason }).thenRefused('meeting-held');
    given(meeting, planned, cancelled).when(say(held)).thenRefused('meeting-cancelled', 'meetingId');
    given(meeting, planned, cancelled)
      .when(say(sample('MeetingMoved')))
      .thenRefused('meeting-cancelled');
    given(meeting, planned)
      .when(say(sample('MeetingHeld', { on: '2026-08-01' })))
      .thenRefused('effective-in-future', 'on');
  });

  test('is not there before it was planned', () => {
    given(meeting).when(say(held)).thenRefused('record-not-found', 'meetingId');
    given(meeting, planned)
      .when(say(held), { effectiveAt: '2026-07-19' })
      .thenRefused('before-it-began', 'effectiveAt');
  });

  test('that was held by mistake is planned again once that is retracted', () => {
    const retracted = { ...held, corrects: { position: 2, kind: 'retracted' } } as const;
    const facts = [planned, held, retracted].map((fact, index) => recordedAt(index + 1, fact));
    expect(meetingOf(fold(meeting, facts.slice(0, 2)))).toMatchObject({ status: 'held', on: '2026-07-22' });
    expect(meetingOf(fold(meeting, facts))).toMatchObject({ status: 'planned', on: planned.data.on });
    given(meeting, planned)
      .when({ type: 'RetractEvent', position: 1 }, { reason })
      .thenRefused('event-not-correctable', 'position');
  });

  test('of which the day alone is known may be at any time of it', () => {
    expect(meetingTimes('2026-07-21')).toEqual({
      from: '2026-07-20T23:00:00.000Z',
      until: '2026-07-21T22:59:59.999Z',
    });
    expect(meetingTimes('2026-07-21T13:00:00Z').until).toBe('2026-07-21T13:00:00.000Z');
  });
});

describe('a setting', () => {
  test('of how often a body meets is made anew, and stays quiet when repeated', () => {
    const monthly = sample('BodyCadenceSet');
    given(body).when(say(monthly), { related }).then(monthly);
    given(body, monthly).when(say(monthly), { related }).thenNothing();
    const weekly = sample('BodyCadenceSet', { cadence: 'weekly' });
    given(body, monthly).when(say(weekly), { related }).then(weekly);
  });

  test('of who answers for a workstream is of one that is in the plan', () => {
    const set = sample('WorkstreamStewardsSet');
    const drafted = { drafted: sampleData.PlanDrafted } as never;
    const added = { ...workstream.initial, added: sampleData.WorkstreamAdded };
    given(stewards)
      .when(say(set), { related: { plan: drafted, workstream: added } })
      .then(set);
    given(stewards).when(say(set)).thenRefused('plan-not-found', 'planId');
    const elsewhere = { added: { ...sampleData.WorkstreamAdded, planId: sampleId(98) } };
    given(stewards)
      .when(say(set), { related: { plan: drafted, workstream: elsewhere } })
      .thenRefused('workstream-not-found', 'workstreamId');
  });
});
