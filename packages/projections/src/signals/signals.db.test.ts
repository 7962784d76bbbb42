/** Each signal fires where its rule says so, and nowhere else. */
import type { Due } from '@improvement-ledger/domain';
import { actorOf, dueOn, ids, planText, sampleData, sampleId } from '@improvement-ledger/domain/testing';
import { withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { catchUp } from '../catch-up.js';
import { declareReadModels } from '../declare.js';
import { projections } from '../list.js';
import type { Log, ToldFact } from '../testing/log.js';
import { openLog, planWith } from '../testing/log.js';
import { signalsAt } from './find-signals.js';
import { integritySignals } from './list.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const tenant = 'northmere';

/** Actions by what is to be found in them; the sound one is everything that it should be. */
const actions = [
  'sound',
  'rated-well-while-overdue',
  'claim-not-verified',
  'no-update',
  'due-moved-after-due',
  'due-moved-before-board',
  'due-moved-often',
  'better-after-board',
  'standing-without-review',
  'date-or-owner-missing',
  'duplicates-contradict',
] as const;
type Name = (typeof actions)[number];
const idOf = (name: Name): string => sampleId(0x500 + actions.indexOf(name));

/** A fact of an action, recorded at the noon on which it was true unless it was told late. */
const on = (name: Name, day: string, fact: Pick<ToldFact, 'type'> & { readonly data?: object }, told = day) =>
  ({
    type: fact.type,
    data: { planId: ids.plan, actionId: idOf(name), ...fact.data },
    told: { effectiveAt: `${day}T12:00:00Z`, actor: actorOf(ids.ann) },
    recordedAt: `${told}T12:00:00.000Z`,
  }) as unknown as ToldFact & { readonly recordedAt: string };
const rated = (name: Name, day: string, rag: string, told = day) =>
  on(name, day, { type: 'ActionStatusRecorded', data: { rag } }, told);
const moved = (name: Name, day: string, to: string) =>
  on(name, day, { type: 'ActionDueDateChanged', data: { due: dueOn(to) } });
const dues: Partial<Record<Name, Due>> = {
  'rated-well-while-overdue': dueOn('2026-07-10'),
  'due-moved-after-due': dueOn('2026-06-30'),
  'standing-without-review': { asWritten: null, meaning: { kind: 'standing', from: '2026-04-01' } },
  'date-or-owner-missing': {
    asWritten: planText('tba'),
    meaning: { kind: 'undated', why: 'to-be-confirmed' },
  },
};

const story = () => {
  const facts = [
    ...actions
      .filter((name) => name !== 'no-update' && name !== 'standing-without-review')
      .map((name) => rated(name, '2026-07-13', name === 'duplicates-contradict' ? 'red' : 'green')),
    rated('no-update', '2026-05-10', 'green'),
    rated('standing-without-review', '2026-04-11', 'green'),
    on('claim-not-verified', '2026-06-20', { type: 'ActionCompletionClaimed', data: { note: null } }),
    on('sound', '2026-07-14', { type: 'ActionCompletionClaimed', data: { note: null } }),
    moved('due-moved-after-due', '2026-07-02', '2026-09-30'),
    moved('due-moved-before-board', '2026-07-19', '2026-11-30'),
    moved('due-moved-often', '2026-05-04', '2026-10-01'),
    moved('due-moved-often', '2026-06-04', '2026-10-02'),
    moved('due-moved-often', '2026-07-04', '2026-10-03'),
    rated('better-after-board', '2026-07-15', 'red'),
    rated('better-after-board', '2026-07-18', 'green', '2026-07-23'),
    on('duplicates-contradict', '2026-07-14', {
      type: 'ActionLinked',
      data: { linkId: ids.actionLink, kind: 'duplicate-of', to: idOf('due-moved-before-board') },
    }),
  ];
  return facts.toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
};

let log: Log;
beforeAll(async () => {
  await declareReadModels(db.projector);
  log = await openLog(db.app, tenant);
  const begun = planWith(actions.map(idOf)).map((fact, index) => {
    const name = 'actionId' in fact.data ? actions[index - 5] : undefined;
    const due = name === undefined ? {} : { due: dues[name] ?? dueOn('2026-09-30') };
    return { ...fact, data: { ...fact.data, ...due } } as ToldFact;
  });
  await log.tell(...begun);
  const meeting = { told: { effectiveAt: '2026-04-02' } };
  await log.tell({ type: 'BodyDefined', data: sampleData.BodyDefined, ...meeting });
  const planned = { ...sampleData.MeetingPlanned, on: '2026-07-21T13:00:00Z' };
  await log.tell({ type: 'MeetingPlanned', data: planned, ...meeting });
  await log.tell(...story());
  for (const each of projections) await catchUp(db.projector, each, tenant);
});

const NOW = '2026-07-25T12:00:00.000Z';
const foundAt = async (now: string, knownAt = log.head) =>
  withTenants(db.app, [tenant], async (tx) =>
    signalsAt(tx, { tenant, planId: ids.plan }, { asOf: now, knownAt }, now),
  );
const nameOf = (actionId: string): string => actions.find((name) => idOf(name) === actionId) ?? actionId;

test('each fires in the action that has it, and in no other', async () => {
  const found = (await foundAt(NOW)).map(({ signal, actionId, since }) => [
    signal.key,
    nameOf(actionId),
    since,
  ]);
  expect(found).toEqual([
    ['rated-well-while-overdue', 'rated-well-while-overdue', '2026-07-13'],
    ['claim-not-verified', 'claim-not-verified', '2026-07-19'],
    ['no-update', 'no-update', '2026-07-12'],
    ['no-update', 'standing-without-review', '2026-06-13'],
    ['due-moved-after-due', 'due-moved-after-due', '2026-07-02'],
    ['due-moved-before-board', 'due-moved-before-board', '2026-07-19'],
    ['due-moved-often', 'due-moved-often', '2026-07-04'],
    ['better-after-board', 'better-after-board', '2026-07-23'],
    ['standing-without-review', 'standing-without-review', '2026-07-13'],
    ['date-or-owner-missing', 'date-or-owner-missing', '2026-04-01'],
    ['duplicates-contradict', 'duplicates-contradict', '2026-07-14'],
  ]);
  expect(new Set(found.map(([key]) => key))).toEqual(new Set(integritySignals.map(({ key }) => key)));
});

test('none has fired before what triggers it was recorded', async () => {
  const before = await foundAt('2026-07-20T12:00:00.000Z', log.head - 1);
  expect(before.map(({ signal }) => signal.key)).not.toContain('better-after-board');
  expect((await foundAt('2026-04-03T12:00:00.000Z')).map(({ signal }) => signal.key)).toEqual([
    'date-or-owner-missing',
  ]);
});

test('an answer stays with the occurrence, and a rule that is set differently finds differently', async () => {
  const [stale] = (await foundAt(NOW)).filter(({ signal }) => signal.key === 'claim-not-verified');
  const data = {
    ...sampleData.SignalAnswered,
    signalId: stale?.signalId ?? '',
    signal: 'claim-not-verified',
    actionId: stale?.actionId ?? '',
    position: stale?.positions[0] ?? 0,
  };
  const late = { told: { effectiveAt: '2026-07-24' }, recordedAt: '2026-07-24T12:00:00.000Z' };
  await log.tell({ type: 'SignalAnswered', data, ...late });
  const parameters = [{ name: 'days', value: 120 }];
  const rule = { planId: ids.plan, signal: 'no-update', parameters };
  await log.tell({ type: 'SignalRuleSet', data: rule, ...late });
  for (const each of projections) await catchUp(db.projector, each, tenant);
  const found = await foundAt(NOW);
  expect(found.filter(({ answer }) => answer !== null).map(({ signal }) => signal.key)).toEqual([
    'claim-not-verified',
  ]);
  expect(found.map(({ signal }) => signal.key)).not.toContain('no-update');
});
