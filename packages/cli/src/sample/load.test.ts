import type { Action, Recorded } from '@improvement-ledger/domain';
import {
  action,
  challenge,
  escalation,
  figure,
  fold,
  joining,
  ladder,
  lastDayOf,
  ownerKinds,
  ownerParts,
  plan,
  planRecordKinds,
  registers,
} from '@improvement-ledger/domain';
import { openTexts, readFeed, readHead, withTenants } from '@improvement-ledger/event-store';
import type { TestDatabase } from '@improvement-ledger/event-store/testing';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { verifyCouncil } from '../verification/verify-council.js';
import { loadSampleCouncil } from './load.js';
import { script } from './script.js';

const tenant = 'northmere';
let one: TestDatabase;
const said: string[] = [];
const load = async (database: TestDatabase): Promise<void> =>
  loadSampleCouncil({ appUrl: database.appUrl, onLine: (line) => said.push(line) });

const eventsOf = async (database: TestDatabase): Promise<Recorded[]> =>
  withTenants(database.app, [tenant], async (tx) => {
    const head = await readHead(tx, tenant);
    const events: Recorded[] = [];
    while (events.length < head) events.push(...(await readFeed(tx, tenant, events.length, 1_000)));
    return openTexts(tx, tenant, events);
  });

beforeAll(async () => {
  one = await createTestDatabase(inject('adminUrl'));
  await load(one);
});
afterAll(async () => one.close());

/** Everything but what is made at random: event, command and seal ids, salts and so hashes. */
const told = (events: readonly Recorded[]): unknown =>
  JSON.parse(
    JSON.stringify(events, (name, value: unknown) =>
      ['eventId', 'leaf', 'hash'].includes(name) ||
      (name === 'id' && typeof value === 'string' && value[14] === '7')
        ? undefined
        : value,
    ),
  );

describe('the sample council', () => {
  test('verifies', async () => {
    const events = await eventsOf(one);
    expect(await verifyCouncil(one.app, tenant, events.length)).toMatchObject({ mismatches: [] });
    expect(said.filter((line) => line.includes('events recorded'))).toHaveLength(1);
  });

  test('tells enough to look at', async () => {
    const events = await eventsOf(one);
    expect(events.length).toBeGreaterThan(900);
    expect(events.length).toBeLessThan(3_500);
    const corrections = events.flatMap(({ corrects }) => corrects?.kind ?? []);
    expect(new Set(corrections)).toEqual(new Set(['wrong', 'retracted']));
    const actions = statesOf(events);
    expect(actions.length).toBeGreaterThanOrEqual(80);
    const open = actions.filter(({ completion }) => completion.status === 'open');
    const overdue = open.filter(
      ({ due }) => due !== null && (lastDayOf(due.meaning) ?? '9999') < '2025-07-31',
    );
    expect(overdue.length).toBeGreaterThan(5);
    expect(actions.filter(({ completion }) => completion.status === 'verified').length).toBeGreaterThan(30);
    expect(actions.filter(({ completion }) => completion.status === 'claimed').length).toBeGreaterThan(1);
    expect(actions.filter(({ owners }) => owners?.list.length === 0).length).toBeGreaterThan(1);
    expect(actions.filter(({ rag }) => rag === null).length).toBeGreaterThan(3);
    const types = new Set(events.map(({ type }) => type));
    // Every kind of change of a plan, its actions, its challenges, the registers and the records around it comes to pass;
    // but the plan goes on, and what stands in a pack, read models say.
    const around = planRecordKinds
      .flatMap((kind): readonly string[] => kind.types)
      .filter((type) => type !== 'PlanClosed' && type !== 'PackIssued');
    const kinds: readonly string[] = [
      ...plan.types,
      ...action.types,
      ...challenge.types,
      ...figure.types,
      ...joining.types,
      ...registers.flatMap((each) => each.types),
      ...around,
      ...ladder.types,
      ...escalation.types,
    ];
    expect(kinds.filter((kind) => !types.has(kind as never))).toEqual([]);
    // Every kind of owner, in every part; and ratings in the words of two vocabularies.
    const owners = events.flatMap(({ type, data }) =>
      type === 'ActionOwnerReassigned' ? data.owners.list : [],
    );
    expect(new Set(owners.map(({ part }) => part))).toEqual(new Set(ownerParts));
    const named = [...owners, ...actions.flatMap((each) => each.owners?.list ?? [])];
    expect(new Set(named.map(({ kind }) => kind))).toEqual(new Set(ownerKinds));
    expect(events.filter(({ type }) => type === 'RagVocabularySet')).toHaveLength(2);
    expect(actions.filter(({ withdrawal }) => withdrawal.isWithdrawn)).toHaveLength(1);
    expect(actions.filter(({ dueRequest }) => dueRequest.status === 'pending')).toHaveLength(1);
    expect(actions.some(({ due }) => due?.meaning.kind === 'recurring')).toBe(true);
  });

  test('is left alone once it is there, at little cost', async () => {
    const before = said.length;
    const began = performance.now();
    await load(one);
    // What it takes to load it is several times that.
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(said).toHaveLength(before);
  });

  test('speaks in whole words', () => {
    const texts = JSON.stringify(
      script().map(({ steps, reason }) => [steps.map(({ command }) => command), reason]),
    );
    expect(texts).not.toMatch(/[{]\w+[}]|undefined|null\b[^,}\]]/);
  });
});

describe('loading that broke off', () => {
  test('goes on where it stopped, and is the same wherever it is loaded', async () => {
    const database = await createTestDatabase(inject('adminUrl'));
    try {
      const broken = load(database).catch(() => undefined);
      await expect
        .poll(async () => withTenants(database.app, [tenant], async (tx) => readHead(tx, tenant)), {
          timeout: 20_000,
        })
        .toBeGreaterThan(40);
      await database.admin`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and query like '%ledger.append%'`;
      await broken;
      await load(database);
      const events = await eventsOf(database);
      expect(told(events)).toEqual(told(await eventsOf(one)));
    } finally {
      await database.close();
    }
  });
});

const statesOf = (events: readonly Recorded[]): Action[] => {
  const streams = new Map<string, Recorded[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return [...streams]
    .filter(([stream]) => stream.startsWith('action-'))
    .map(([, own]) =>
      fold(action, own as Parameters<typeof fold<Action, (typeof action)['types'][number]>>[1]),
    );
};
