import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { action } from './action/action.js';
import { effectiveFrom } from './effective-time.js';
import type { ActionEventType } from './events.js';
import { END_OF_TIME, entriesAt, fold, LATEST } from './fold.js';
import { endOfLondonDay } from './london.js';
import { actionRecord } from './testing/arbitrary.js';
import type { GivenFact } from './testing/index.js';
import { ids, recordedAt, sample } from './testing/index.js';

const named = { planId: ids.plan, actionId: ids.action };
const rated = (
  rag: string,
  effectiveAt: string,
  corrects?: { readonly position: number; readonly kind: 'wrong' | 'retracted' },
): GivenFact<ActionEventType> => ({
  type: 'ActionStatusRecorded',
  data: { ...named, rag },
  effectiveAt,
  ...(corrects && { corrects }),
});

/** One action's record: each line is a position. */
const record = [
  { ...sample('ActionAdded'), effectiveAt: '2026-01-01' },
  rated('red', '2026-03-01'),
  rated('amber', '2026-05-01'),
  rated('green', '2026-04-01'), // 4: back-dated
  rated('blue', '2026-05-01', { position: 3, kind: 'wrong' }), // 5: corrected
  rated('white', '2026-05-01', { position: 5, kind: 'wrong' }), // 6: the correction corrected
  rated('white', '2026-05-01', { position: 3, kind: 'retracted' }), // 7: never happened
  rated('black', '2026-05-01', { position: 3, kind: 'wrong' }), // 8: restored
  rated('black', '2026-02-01', { position: 3, kind: 'wrong' }), // 9: was true earlier than was said
  rated('grey', '2026-04-01'), // 10: a second report for the day of position 4
  rated('green', '2026-04-01', { position: 4, kind: 'wrong' }), // 11: keeps the place of 4, so 10 still wins
].map((fact, index) => recordedAt(index + 1, fact));

const ragAt = (day: string, knownAt: number): string | null =>
  fold(action, record, { asOf: endOfLondonDay(day), knownAt }).rag;

describe('the state at a point on both axes of time', () => {
  test.each([
    ['nothing reported yet', '2026-02-28', 1, null],
    ['the day before it took effect', '2026-02-28', 2, null],
    ['the day on which it took effect', '2026-03-01', 2, 'red'],
    ['before the back-dated report was known', '2026-04-15', 3, 'red'],
    ['after the back-dated report was known', '2026-04-15', 4, 'green'],
    ['a back-dated report does not hide a later one', '2026-05-15', 4, 'amber'],
    ['corrected', '2026-05-15', 5, 'blue'],
    ['the board still saw the first report', '2026-05-15', 4, 'amber'],
    ['corrected again', '2026-05-15', 6, 'white'],
    ['retracted: what held before holds on', '2026-05-15', 7, 'green'],
    ['restored after retraction', '2026-05-15', 8, 'black'],
    ['moved to an earlier day: no longer in force as the last', '2026-05-15', 9, 'green'],
    ['moved to an earlier day: in force from there', '2026-02-15', 9, 'black'],
    ['of two for one instant the later recorded wins', '2026-04-15', 10, 'grey'],
    ['a correction keeps the place of what it corrects', '2026-04-15', 11, 'grey'],
  ])('%s', (_, asOf, knownAt, rag) => {
    expect(ragAt(asOf, knownAt)).toBe(rag);
  });

  test('each fact in force names the first event, whatever corrected it', () => {
    const entries = entriesAt(record, LATEST).map(({ root, event, first }) => [
      root,
      first.position,
      event.position,
    ]);
    expect(entries).toEqual([
      [1, 1, 1],
      [3, 3, 9],
      [2, 2, 2],
      [4, 4, 11],
      [10, 10, 10],
    ]);
  });

  test('before the first event is the initial state', () => {
    expect(fold(action, record, { asOf: END_OF_TIME, knownAt: 0 })).toEqual(action.initial);
    expect(fold(action, record, { ...LATEST, asOf: '2025-12-31T23:59:59.999Z' })).toEqual(action.initial);
  });
});

describe('for any record with corrections', () => {
  const instant = fc
    .constantFrom('2026-05', '2026-07', '2026-07-01', '2026-07-10T15:00:00Z', '2026-07-20', '2026-08')
    .map((edtf) => effectiveFrom(edtf) ?? '');
  const knownAt = fc.integer({ min: 0, max: 14 });

  test('what is recorded later changes no answer about what was known earlier', () => {
    fc.assert(
      fc.property(actionRecord, instant, knownAt, (events, asOf, position) => {
        const known = events.filter((event) => event.position <= position);
        expect(fold(action, events, { asOf, knownAt: position })).toEqual(
          fold(action, known, { ...LATEST, asOf }),
        );
      }),
    );
  });

  test('a fact in force at an instant took effect by then, was known, and was not retracted last', () => {
    fc.assert(
      fc.property(actionRecord, instant, knownAt, (events, asOf, position) => {
        for (const { root, event, first } of entriesAt(events, { asOf, knownAt: position })) {
          expect(event.effectiveFrom <= asOf && event.position <= position).toBe(true);
          expect(event.corrects?.kind).not.toBe('retracted');
          expect([first.position, first.corrects]).toEqual([root, null]);
        }
      }),
    );
  });

  test('facts are folded by the instant from which they hold, then by their place in the log', () => {
    fc.assert(
      fc.property(actionRecord, (events) => {
        const keys = entriesAt(events, LATEST).map(({ root, event }) => [event.effectiveFrom, root] as const);
        const sorted = keys.toSorted(([a, m], [b, n]) => (a === b ? m - n : a < b ? -1 : 1));
        expect(keys).toEqual(sorted);
        expect(new Set(keys.map(([, root]) => root)).size).toBe(keys.length);
      }),
    );
  });

  test('the last correction of an event stands for all of them', () => {
    fc.assert(
      fc.property(actionRecord, (events) => {
        // Corrections of corrections are told apart by following them to the first event.
        const rootOf = (event: (typeof events)[number]): number =>
          event.corrects === null ? event.position : rootOf(events[event.corrects.position - 1] ?? event);
        const last = new Map(events.map((event) => [rootOf(event), event]));
        const expected = [...last].filter(([, event]) => event.corrects?.kind !== 'retracted');
        const found = entriesAt(events, LATEST).map(({ root, event }) => [root, event] as const);
        expect(new Map(found)).toEqual(new Map(expected));
      }),
    );
  });

  test('later instants have at least the facts of earlier ones', () => {
    fc.assert(
      fc.property(actionRecord, instant, instant, (events, a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        const roots = (asOf: string) => entriesAt(events, { ...LATEST, asOf }).map(({ root }) => root);
        expect(roots(later)).toEqual(expect.arrayContaining(roots(earlier)));
      }),
    );
  });
});
