import { describe, expect, test } from 'vitest';
import { action } from '../action/action.js';
import { plan } from '../plan/plan.js';
import { fold } from '../fold.js';
import { given, recordedAt } from '../testing/given.js';
import { dueOn, ids, sample, sampleData } from '../testing/index.js';
import type { ActionEventType, Fact } from '../events.js';
import { escalation, escalationsDue, climbsOf } from './escalation.js';
import type { DigestAction, DigestFacts } from './digest-facts.js';
import { ladder, stepDays } from './ladder.js';

const { planId: _, ...steps } = sampleData.EscalationLadderSet;
const drafted = { ...plan.initial, drafted: sampleData.PlanDrafted };
const set = { type: 'SetEscalationLadder', ...sampleData.EscalationLadderSet } as const;

describe('a ladder', () => {
  test('is set for a plan, and stays quiet when repeated', () => {
    given(ladder)
      .when(set, { related: { plan: drafted } })
      .then(sample('EscalationLadderSet'));
    given(ladder, sample('EscalationLadderSet'))
      .when(set, { related: { plan: drafted } })
      .thenNothing();
    given(ladder).when(set).thenRefused('plan-not-found', 'planId');
  });

  test('ascends; steps may be left out', () => {
    const related = { plan: drafted };
    given(ladder)
      .when({ ...set, lead: 1 }, { related })
      .thenRefused('ladder-not-ascending', 'lead');
    given(ladder)
      .when({ ...set, lead: null, sponsor: 2 }, { related })
      .then(sample('EscalationLadderSet', { lead: null, sponsor: 2 }));
  });

  test('counts working days, over Christmas too', () => {
    const days = stepDays(steps, { lastDay: '2026-12-24', from: '2026-04-01' }, new Set(['2026-12-29']));
    expect(days.map(({ step, day }) => `${step} ${day}`)).toEqual([
      'reminder 2026-12-17',
      'owner 2026-12-30',
      'lead 2027-01-06',
      'sponsor 2027-01-13',
      'board 2027-01-27',
    ]);
  });

  test('begins on the day on which an overdue action was learned of, so that an import starts no storm', () => {
    const [, owner] = stepDays(steps, { lastDay: '2025-01-31', from: '2026-11-25' }, new Set());
    expect(owner).toEqual({ step: 'owner', day: '2026-11-26' });
  });
});

describe('EscalateAction', () => {
  const escalate = { type: 'EscalateAction', ...sampleData.ActionEscalated } as const;
  const stateOf = (...facts: readonly Fact<ActionEventType>[]) =>
    fold(
      action,
      facts.map((fact, index) => recordedAt(index + 1, fact)),
    );
  const added = sample('ActionAdded');
  const when = (...facts: readonly Fact<ActionEventType>[]) => ({
    effectiveAt: '2026-10-02T08:00:00.000Z',
    related: { action: stateOf(added, ...facts) },
  });

  test('records a step, once', () => {
    given(escalation).when(escalate, when()).then(sample('ActionEscalated'));
    given(escalation, sample('ActionEscalated')).when(escalate, when()).thenNothing();
    given(escalation).when(escalate).thenRefused('action-not-found', 'actionId');
  });

  test('stops on a claim, an approved date change and a withdrawal, however late they come', () => {
    given(escalation)
      .when(escalate, when(sample('ActionCompletionClaimed')))
      .thenRefused('escalation-stopped', 'lastDay');
    given(escalation)
      .when(escalate, when(sample('ActionDueDateChangeRequested'), sample('ActionDueDateChangeApproved')))
      .thenRefused('escalation-stopped', 'lastDay');
    given(escalation)
      .when(escalate, when(sample('ActionWithdrawn')))
      .thenRefused('escalation-stopped', 'lastDay');
    given(escalation)
      .when(escalate, when(sample('ActionDueDateChangeRequested')))
      .then(sample('ActionEscalated'));
    given(escalation)
      .when(
        { ...escalate, lastDay: '2026-11-30' },
        when(sample('ActionDueDateChanged', { due: dueOn('2026-11-30') })),
      )
      .then(sample('ActionEscalated', { lastDay: '2026-11-30' }));
  });
});

describe('what is due of a climb', () => {
  const each = (told: Partial<DigestAction>): DigestAction => ({
    actionId: 'action',
    planId: 'plan',
    workstreamId: 'workstream',
    reference: 'A1',
    title: 'Title',
    owners: [{ kind: 'person', part: 'owner', personId: ids.ann, name: 'Ann' }],
    covers: [],
    state: { state: 'overdue', lastDay: '2026-11-20', daysOverdue: 3 },
    originalState: null,
    dueChanges: 0,
    claimedBy: null,
    isReturned: false,
    addedOn: '2026-04-01',
    updatedOn: null,
    narrative: null,
    standsFrom: '2026-04-01',
    escalated: [],
    ...told,
  });
  const facts = (
    on: string,
    told: Partial<DigestAction> = {},
    set2: DigestFacts['ladders'] = { plan: steps },
  ): DigestFacts => ({
    council: { key: 'northmere', name: null },
    at: `${on}T09:00:00.000Z`,
    on,
    position: 1,
    checkpoint: null,
    schedules: [],
    closures: new Set(),
    mappings: [],
    meetings: [],
    actions: [each(told)],
    plans: {},
    workstreams: [],
    offices: [],
    people: [
      {
        personId: ids.ann,
        name: 'Ann',
        hasLeft: false,
        address: null,
        isFailing: false,
        hasComplained: false,
        off: [],
        days: null,
      },
    ],
    ladders: set2,
    advisers: [],
    merged: {},
  });
  const due = (...of: Parameters<typeof facts>) => escalationsDue(facts(...of)).map(({ step }) => step);

  test('is each step on its day, told to whom it comes', () => {
    expect(escalationsDue(facts('2026-11-23'))).toEqual([
      {
        planId: 'plan',
        actionId: 'action',
        step: 'owner',
        lastDay: '2026-11-20',
        from: '2026-04-01',
        personIds: [ids.ann],
      },
    ]);
    expect(due('2026-11-23', { escalated: ['owner'] })).toEqual([]);
    expect(due('2026-11-27', { escalated: ['owner'] })).toEqual(['lead']);
  });

  test('is a reminder before the last day alone', () => {
    const state = { state: 'due', lastDay: '2026-11-30' } as const;
    expect(due('2026-11-20', { state })).toEqual([]);
    expect(due('2026-11-23', { state })).toEqual(['reminder']);
    expect(due('2026-11-24', { state, escalated: ['reminder'] })).toEqual([]);
  });

  test('is the highest step alone, after nothing ran for long', () => {
    expect(due('2026-12-31')).toEqual(['board']);
  });

  test('is nothing where the plan has no ladder, or the action is claimed', () => {
    expect(due('2026-12-31', {}, {})).toEqual([]);
    expect(due('2026-12-31', { state: { state: 'awaiting-verification' } })).toEqual([]);
  });

  test('is shown beforehand, of days to come', () => {
    const [climb] = climbsOf(facts('2026-11-23', { escalated: ['owner'] }));
    expect(
      climb?.steps.map(({ step, day, isReached, isRecorded }) => [step, day, isReached, isRecorded]),
    ).toEqual([
      ['reminder', '2026-11-13', false, false],
      ['owner', '2026-11-23', true, true],
      ['lead', '2026-11-27', false, false],
      ['sponsor', '2026-12-04', false, false],
      ['board', '2026-12-18', false, false],
    ]);
  });
});
