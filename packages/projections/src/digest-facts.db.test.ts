import type { DigestFacts, DigestKind } from '@improvement-ledger/domain';
import { digestOf, digestsDue, escalationsDue, previewDigest } from '@improvement-ledger/domain';
import {
  actorOf,
  dueOn,
  ids,
  ownedBy,
  ownerNamed,
  personName,
  sampleData,
  sampleId,
} from '@improvement-ledger/domain/testing';
import { withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { digestFactsAt, digestFactsNow } from './digest-facts.js';
import { projections } from './list.js';
import type { Log, ToldFact } from './testing/log.js';
import { openLog, planWith } from './testing/log.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const tenant = 'north';
const [late, soon, undated, claimed] = [sampleId(101), sampleId(102), sampleId(103), sampleId(104)];
const WEDNESDAY = '2026-11-25T09:00:00.000Z';
let log: Log;

const about = (actionId: string) => ({ planId: ids.plan, actionId });
const person = (personId: string, name: string): ToldFact => ({
  type: 'PersonRegistered',
  data: { personId, name: personName(name, personId) },
});
const addressed = (personId: string, address: string): ToldFact => ({
  type: 'RecipientAddressSet',
  data: { personId, address: personName(address, personId) },
});
const scheduled = (kind: DigestKind, weekdays: number[]): ToldFact => ({
  type: 'DigestScheduleSet',
  data: { ...sampleData.DigestScheduleSet, kind, weekdays },
});
const dueBy = (actionId: string, day: string): ToldFact => ({
  type: 'ActionDueDateChanged',
  data: { ...about(actionId), due: dueOn(day) },
});

/** Records facts, and lets the read models see them. */
const tell = async (...facts: readonly ToldFact[]): Promise<void> => {
  await log.tell(...facts);
  for (const each of projections) await catchUp(db.projector, each, tenant);
};
const factsAt = async (instant: string): Promise<DigestFacts> =>
  withTenants(db.app, [tenant], async (tx) => digestFactsAt(tx, tenant, instant));
const forAnn = (facts: DigestFacts) => previewDigest(facts, { kind: 'daily', personId: ids.ann });
const listed = (facts: DigestFacts) =>
  forAnn(facts).content?.lists.map(({ name, items }) => [name, items.map(({ actionId }) => actionId)]);

beforeAll(async () => {
  await declareReadModels(db.projector);
  log = await openLog(db.app, tenant);
  await tell(
    ...planWith([late, soon, undated, claimed]),
    person(ids.ben, 'Ben Example'),
    scheduled('daily', [1, 2, 3, 4, 5]),
    scheduled('monthly', []),
    { type: 'EscalationLadderSet', data: sampleData.EscalationLadderSet },
    addressed(ids.ann, 'ann@example.org'),
    { ...dueBy(soon, '2026-12-01') },
    {
      type: 'ActionDueDateChanged',
      data: {
        ...about(undated),
        due: { asWritten: null, meaning: { kind: 'undated', why: 'to-be-confirmed' } },
      },
    },
    {
      type: 'ActionCompletionClaimed',
      data: { ...about(claimed), note: null },
      told: { actor: actorOf(ids.ben) },
    },
    {
      type: 'AccessGranted',
      data: { ...sampleData.AccessGranted, principalId: ids.ben, from: '2026-07-20T00:00:00.000Z' },
    },
  );
});

describe('the facts of digests', () => {
  test('say how each action stands, by the one rule there is, to the date that counts and to the original', async () => {
    const facts = await factsAt(WEDNESDAY);
    expect(
      facts.actions.map(({ actionId, state, originalState, dueChanges }) => [
        actionId,
        state,
        originalState,
        dueChanges,
      ]),
    ).toEqual([
      [late, { state: 'overdue', lastDay: '2026-09-30', daysOverdue: 56 }, null, 0],
      [
        soon,
        { state: 'due', lastDay: '2026-12-01' },
        { state: 'overdue', lastDay: '2026-09-30', daysOverdue: 56 },
        1,
      ],
      [
        undated,
        { state: 'undated', why: 'to-be-confirmed' },
        { state: 'overdue', lastDay: '2026-09-30', daysOverdue: 56 },
        1,
      ],
      [claimed, { state: 'awaiting-verification' }, null, 0],
    ]);
    expect(facts).toMatchObject({ on: '2026-11-25', position: log.head, advisers: [ids.ben] });
    expect(facts.plans).toEqual({ [ids.plan]: 'Improvement Plan 2026' });
    expect(facts.actions.at(-1)?.claimedBy).toBe(ids.ben);
    expect(listed(facts)).toEqual([
      ['overdue', [late]],
      ['due-soon', [soon]],
      ['no-date', [undated]],
    ]);
  });

  test('are those of their time: as they were known, as they are now, and as they would be', async () => {
    const before = log.head;
    expect((await factsAt('2026-04-01T12:00:00.000Z')).schedules).toEqual([]);
    const next = await factsAt('2027-01-04T09:00:00.000Z');
    expect(next.position).toBe(before);
    expect(next.actions.find(({ actionId }) => actionId === soon)?.state).toMatchObject({
      state: 'overdue',
      daysOverdue: 34,
    });
    const now = await withTenants(db.app, [tenant], async (tx) => digestFactsNow(tx, tenant, WEDNESDAY));
    expect(now).toEqual(await factsAt(WEDNESDAY));
  });

  test('send a digest to the address that is sealed, and to nobody else', async () => {
    const facts = await factsAt(WEDNESDAY);
    expect(digestsDue(facts).map(({ personId, period }) => [personId, period.kind, period.key])).toEqual([
      [ids.ann, 'daily', '2026-11-25'],
      [ids.ben, 'monthly', '2026-11'],
    ]);
    expect(digestOf(facts, { kind: 'daily', personId: ids.ann }).address).toBe('ann@example.org');
    expect(digestOf(facts, { kind: 'monthly', personId: ids.ben }).refusal).toBe('no-address');
    const [kept] = await db.admin<{ found: boolean }[]>`
      select bool_or(body::text like '%ann@example.org%') as found from ledger.events where tenant = ${tenant}`;
    expect(kept?.found).toBe(false);
  });
});

describe('what is recorded a second before', () => {
  test('a claim takes an action off, one that is sent back returns it', async () => {
    await tell({ type: 'ActionCompletionClaimed', data: { ...about(late), note: null } });
    expect(listed(await factsAt(WEDNESDAY))?.[0]).toEqual(['due-soon', [soon]]);
    await tell({
      type: 'ActionCompletionSentBack',
      data: { ...about(late), note: null },
      told: { effectiveAt: '2026-04-03' },
    });
    const [overdue] = forAnn(await factsAt(WEDNESDAY)).content?.lists ?? [];
    expect(overdue?.items.map(({ actionId, also }) => [actionId, also])).toEqual([
      [late, ['returned', 'stale']],
    ]);
  });

  test('another date and another owner count', async () => {
    await tell(dueBy(soon, '2027-06-30'));
    expect(listed(await factsAt(WEDNESDAY))?.map(([name]) => name)).toEqual(['overdue', 'no-date', 'stale']);
    await tell({
      type: 'ActionOwnerReassigned',
      data: { ...about(undated), owners: ownedBy('Ben Example', ids.ben) },
    });
    expect(listed(await factsAt(WEDNESDAY))?.map(([name]) => name)).toEqual(['overdue', 'stale']);
  });
});

describe('people', () => {
  test('who left by the establishment, or by what was said of them, get nothing', async () => {
    await tell(
      { type: 'WorkerStarted', data: sampleData.WorkerStarted },
      { type: 'WorkerLeft', data: sampleData.WorkerLeft },
    );
    expect(forAnn(await factsAt(WEDNESDAY)).refusal).toBe('has-left');
    await tell({ type: 'RecipientReturned', data: { personId: ids.ann } });
    expect(forAnn(await factsAt(WEDNESDAY)).refusal).toBeNull();
    await tell({ type: 'RecipientLeft', data: { personId: ids.ann }, told: { effectiveAt: '2026-11-01' } });
    expect(forAnn(await factsAt(WEDNESDAY)).refusal).toBe('has-left');
    expect((await factsAt('2026-10-30T09:00:00.000Z')).people[0]?.hasLeft).toBe(false);
    await tell({
      type: 'RecipientReturned',
      data: { personId: ids.ann },
      told: { effectiveAt: '2026-11-02' },
    });
  });

  test('who are one human under two ids are told once', async () => {
    await tell(
      person(ids.annAgain, 'Ann Again'),
      { type: 'PersonMerged', data: sampleData.PersonMerged },
      {
        type: 'ActionOwnerReassigned',
        data: {
          ...about(late),
          owners: { asWritten: null, list: [ownerNamed('Ann'), ownerNamed('Ann Again', ids.annAgain)] },
        },
      },
    );
    const facts = await factsAt(WEDNESDAY);
    expect(facts.merged).toEqual({ [ids.annAgain]: ids.ann });
    expect(forAnn(facts).content?.lists[0]?.items).toHaveLength(1);
  });
});

describe('the ladder', () => {
  const steps = async (instant: string) =>
    escalationsDue(await factsAt(instant)).map(({ actionId, step, from }) => [actionId, step, from]);

  test('is climbed step by step, and begins anew when the action stands anew', async () => {
    const [first] = escalationsDue(await factsAt('2026-10-01T09:00:00.000Z'));
    expect(first).toMatchObject({
      actionId: late,
      step: 'owner',
      lastDay: '2026-09-30',
      personIds: [ids.ann],
    });
    if (first === undefined) return;
    await tell({ type: 'ActionEscalated', data: first, told: { effectiveAt: '2026-10-01' } });
    expect(await steps('2026-10-01T09:00:00.000Z')).toEqual([]);
    expect(await steps('2026-10-07T09:00:00.000Z')).toEqual([[late, 'lead', first.from]]);
    const then = { recordedAt: '2026-10-20T09:00:00.000Z', told: { effectiveAt: '2026-10-20' } };
    await tell(
      { type: 'ActionCompletionClaimed', data: { ...about(late), note: null }, ...then },
      { type: 'ActionCompletionVerified', data: { ...about(late), note: null }, ...then },
      // A reopened action with a past date is overdue at once, and yet nobody is told before the next working day.
      { type: 'ActionReopened', data: { ...about(late), note: null }, ...then },
    );
    expect(await steps('2026-10-20T10:00:00.000Z')).toEqual([]);
    expect(await steps('2026-10-21T10:00:00.000Z')).toEqual([[late, 'owner', '2026-10-20']]);
  });
});

test('a plan that comes with many overdue actions leads to no more than the next regular digests', async () => {
  const recordedAt = '2026-11-24T15:00:00.000Z';
  const many = Array.from({ length: 60 }, (_, index): ToldFact => ({
    type: 'ActionAdded',
    data: {
      ...sampleData.ActionAdded,
      actionId: sampleId(1_000 + index),
      reference: `B1.${index + 1}`,
      place: index + 1,
    },
    recordedAt,
  }));
  await tell(...many);
  const imported = (facts: DigestFacts) => escalationsDue(facts).filter(({ from }) => from === '2026-11-24');
  const sameDay = await factsAt('2026-11-24T15:00:01.000Z');
  expect(imported(sameDay)).toEqual([]);
  const facts = await factsAt(WEDNESDAY);
  expect(imported(facts)).toHaveLength(60);
  expect(new Set(imported(facts).map(({ step }) => step))).toEqual(new Set(['owner']));
  expect(digestsDue(facts).filter(({ personId }) => personId === ids.ann)).toHaveLength(1);
  const [overdue] = forAnn(facts).content?.lists ?? [];
  expect(overdue?.total).toBe(61);
  expect(overdue?.items).toHaveLength(50);
});
