import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActionEventType } from './events.js';
import { action } from './action/action.js';
import type { DueMeaning } from './due.js';
import { fold } from './fold.js';
import { londonDay } from './london.js';
import type { DueState, Overdueable } from './overdue.js';
import { dueStateOn, missingDateReasons, occurrence } from './overdue.js';
import type { GivenFact } from './testing/index.js';
import { ben, dueOn, recordedAt, sample } from './testing/index.js';

const open = { status: 'open', rounds: [] } as const;
const stands = { isWithdrawn: false };
const on = (day: string, given: Partial<Overdueable>): DueState =>
  dueStateOn({ due: dueOn('2026-07-31'), completion: open, withdrawal: stands, ...given }, day);
const meaning = (value: DueMeaning) => ({ due: { asWritten: null, meaning: value } });
const recurring = (
  every: 'week' | 'month' | 'quarter' | 'year',
  lastDay: string,
  precision = 'day' as const,
) => ({ kind: 'recurring', lastDay, precision, every }) as const;
const monthly = { ...recurring('month', '2026-06-30'), precision: 'month' } as const;

describe('an action with a date', () => {
  test('is overdue strictly after its last day', () => {
    expect(on('2026-07-30', {})).toEqual({ state: 'due', lastDay: '2026-07-31' });
    expect(on('2026-07-31', {})).toEqual({ state: 'due', lastDay: '2026-07-31' });
    expect(on('2026-08-01', {})).toEqual({ state: 'overdue', lastDay: '2026-07-31', daysOverdue: 1 });
  });

  test('counts whole days over both changes of the clock', () => {
    const due = dueOn('2026-03-28');
    expect(on('2026-03-30', { due })).toMatchObject({ daysOverdue: 2 });
    expect(on('2026-10-26', { due: dueOn('2026-10-24') })).toMatchObject({ daysOverdue: 2 });
  });

  test.each([
    // Clocks go forward at one in the morning of 29 March: midnight is still that of winter.
    ['2026-03-28T23:59:59.999Z', 'due'],
    ['2026-03-29T00:00:00.000Z', 'overdue'],
    // They went back at one in the morning of 25 October: midnight was still that of summer.
    ['2026-10-24T22:59:59.999Z', 'due'],
    ['2026-10-24T23:00:00.000Z', 'overdue'],
  ])('at %s, by the calendar in London, is %s', (instant, state) => {
    const due = dueOn(instant.startsWith('2026-03') ? '2026-03-28' : '2026-10-24');
    expect(on(londonDay(instant), { due }).state).toBe(state);
  });

  test('awaits verification once it is claimed, and is complete once it is verified', () => {
    expect(on('2026-08-01', { completion: { ...open, status: 'claimed' } }).state).toBe(
      'awaiting-verification',
    );
    expect(on('2026-08-01', { completion: { ...open, status: 'verified' } }).state).toBe('complete');
  });
});

test('what is withdrawn is on no list, whatever else is true of it', () => {
  for (const status of ['open', 'claimed', 'verified'] as const) {
    const withdrawn = { withdrawal: { isWithdrawn: true }, completion: { ...open, status } };
    expect(on('2026-08-01', withdrawn)).toEqual({ state: 'withdrawn' });
  }
});

describe('an action without a date', () => {
  test('is never overdue: it stands, or says why it has none', () => {
    expect(on('2099-01-01', meaning({ kind: 'standing', from: '2026-04-01' }))).toEqual({
      state: 'standing',
      from: '2026-04-01',
    });
    expect(on('2099-01-01', meaning({ kind: 'undated', why: 'to-be-confirmed' }))).toEqual({
      state: 'undated',
      why: 'to-be-confirmed',
    });
  });

  test('lacks one where a date was promised, left blank or not understood; not where none is meant', () => {
    expect(missingDateReasons).toEqual(['blank', 'to-be-confirmed', 'not-understood']);
  });
});

describe('an action that recurs', () => {
  const round = (...rounds: readonly string[]) => ({
    ...meaning(monthly),
    completion: { status: 'verified', rounds } as const,
  });

  test('is due on its first day, and overdue after it', () => {
    expect(on('2026-06-30', meaning(monthly))).toEqual({ state: 'due', lastDay: '2026-06-30' });
    expect(on('2026-07-01', meaning(monthly)).state).toBe('overdue');
  });

  test('is due again on the next day once a round was verified, early or late', () => {
    for (const day of ['2026-06-20', '2026-06-30', '2026-07-15']) {
      expect(on('2026-07-20', round(day))).toEqual({ state: 'due', lastDay: '2026-07-31' });
    }
    expect(on('2026-08-01', round('2026-06-20')).state).toBe('overdue');
  });

  test('has met all that had passed when it was done after a long time', () => {
    expect(on('2026-09-01', round('2026-08-31'))).toEqual({ state: 'due', lastDay: '2026-09-30' });
  });

  test('counts each round once', () => {
    expect(on('2026-08-15', round('2026-06-20', '2026-07-20'))).toEqual({
      state: 'due',
      lastDay: '2026-08-31',
    });
  });

  test('awaits verification while a round is claimed', () => {
    const claimed = {
      ...round('2026-06-20'),
      completion: { status: 'claimed', rounds: ['2026-06-20'] } as const,
    };
    expect(on('2026-12-01', claimed).state).toBe('awaiting-verification');
  });

  test('stays at the end of months where it is due at the end of one, and else keeps its day', () => {
    const days = (value: Parameters<typeof occurrence>[0]) =>
      [0, 1, 2, 3].map((index) => occurrence(value, index));
    expect(days(monthly)).toEqual(['2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30']);
    expect(days(recurring('month', '2026-01-30'))).toEqual([
      '2026-01-30',
      '2026-02-28',
      '2026-03-30',
      '2026-04-30',
    ]);
    expect(days(recurring('week', '2026-12-25'))).toEqual([
      '2026-12-25',
      '2027-01-01',
      '2027-01-08',
      '2027-01-15',
    ]);
    expect(days(recurring('quarter', '2026-11-15'))).toEqual([
      '2026-11-15',
      '2027-02-15',
      '2027-05-15',
      '2027-08-15',
    ]);
    expect(days(recurring('year', '2024-02-29'))).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
    ]);
  });

  test('moves on with every occurrence', () => {
    const every = fc.constantFrom('week' as const, 'month' as const, 'quarter' as const, 'year' as const);
    fc.assert(
      fc.property(every, fc.nat(400), (step, index) => {
        const value = recurring(step, '2024-02-29');
        expect(occurrence(value, index) < occurrence(value, index + 1)).toBe(true);
      }),
    );
  });
});

describe('the rounds of an action', () => {
  const entry = (type: ActionEventType, effectiveAt: string) =>
    ({ ...sample(type), effectiveAt, actor: ben }) as GivenFact<ActionEventType>;
  const roundsOf = (...entries: readonly GivenFact<ActionEventType>[]) =>
    fold(
      action,
      [sample('ActionAdded'), ...entries].map((each, index) => recordedAt(index + 1, each)),
    ).completion.rounds;
  const claimed = entry('ActionCompletionClaimed', '2026-07-20T23:30:00Z');
  const verified = entry('ActionCompletionVerified', '2026-07-25');

  test('are the days of the claims that were verified, in London', () => {
    expect(roundsOf(claimed)).toEqual([]);
    expect(roundsOf(claimed, verified)).toEqual(['2026-07-21']);
  });

  test('lose the last when it is reopened, and none when a later claim is sent back', () => {
    const later = entry('ActionCompletionClaimed', '2026-08-20');
    expect(roundsOf(claimed, verified, entry('ActionReopened', '2026-07-28'))).toEqual([]);
    expect(roundsOf(claimed, verified, later, entry('ActionCompletionSentBack', '2026-08-21'))).toEqual([
      '2026-07-21',
    ]);
  });
});
