import type { RefusalCode } from '@improvement-ledger/domain';
import { action, plan } from '@improvement-ledger/domain';
import { ann, ben, dueOn, ids, planText, ratings } from '@improvement-ledger/domain/testing';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { decideAll } from './decide.js';
import type { Outcome } from './execute.js';
import { execute } from './execute.js';
import type { Order } from './order.js';
import { step } from './order.js';
import { readFeed, readHead } from './read.js';
import { withTenants } from './tenancy.js';
import { createTestDatabase } from './testing/index.js';
import {
  addAction,
  beginLedger,
  beginPlan,
  orderOf,
  PLAN_HEAD,
  receiptOf,
  recordStatus,
  registerCouncil,
  registerPerson,
} from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

let councils = 0;
const newCouncil = () => `council-${(councils += 1)}`;
const headOf = async (tenant: string) => withTenants(db.app, [tenant], async (tx) => readHead(tx, tenant));
const countOf = async (table: string, tenant: string) => {
  const [row] = await db.admin<{ count: number }[]>`
    select count(*)::int as count from ${db.admin(`ledger.${table}`)} where tenant = ${tenant}`;
  return row?.count;
};
const run = async (order: Order) => execute(db.app, order);
const expectRefused = (outcome: Outcome, code: RefusalCode, field?: string | null) => {
  expect(outcome).toMatchObject({ refusal: { code, ...(field !== undefined && { field }) } });
};

describe('an order', () => {
  test('answers the positions of its events, the head and the time at which it was recorded', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const receipt = receiptOf(await run(orderOf(tenant, recordStatus('red'))));
    expect(receipt).toMatchObject({ positions: [PLAN_HEAD + 1], head: PLAN_HEAD + 1, repeated: false });
    const [event] = await withTenants(db.app, [tenant], async (tx) => readFeed(tx, tenant, PLAN_HEAD, 10));
    expect(event).toMatchObject({
      type: 'ActionStatusRecorded',
      stream: `action-${ids.action}`,
      streamVersion: 2,
      recordedAt: receipt.recordedAt,
      actor: ann,
    });
  });

  test('records the steps for several streams together or not at all', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const outcome = await run(orderOf(tenant, [registerPerson(), recordStatus('mauve')]));
    expectRefused(outcome, 'rag-unknown', 'rag');
    expect(await headOf(tenant)).toBe(PLAN_HEAD);
    const receipt = receiptOf(await run(orderOf(tenant, [registerPerson(), recordStatus('red')])));
    expect(receipt.positions).toEqual([PLAN_HEAD + 1, PLAN_HEAD + 2]);
  });

  test('takes effect when it is recorded unless it says when', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    await run(orderOf(tenant, recordStatus('red')));
    await run(orderOf(tenant, recordStatus('amber'), { told: { effectiveAt: '2020-02' } }));
    const [now, then] = await withTenants(db.app, [tenant], async (tx) =>
      readFeed(tx, tenant, PLAN_HEAD, 10),
    );
    expect(now?.effectiveAt).toBe(now?.effectiveFrom);
    expect((now?.effectiveFrom ?? '') <= (now?.recordedAt ?? '')).toBe(true);
    expect(then).toMatchObject({ effectiveAt: '2020-02', effectiveFrom: '2020-02-01T00:00:00.000Z' });
  });

  test('is refused when it would take effect in the future', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const outcome = await run(orderOf(tenant, recordStatus('red'), { told: { effectiveAt: '9998' } }));
    expectRefused(outcome, 'effective-in-future', 'effectiveAt');
  });

  test('is refused for a council that has no ledger', async () => {
    expectRefused(await run(orderOf('no-council', registerPerson())), 'council-not-found', 'council');
  });

  test('without a grant for the council is refused by the database, whatever it asks', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const grants = ['another-council'];
    await expect(run(orderOf(tenant, registerPerson(), { grants }))).rejects.toMatchObject({ code: 'LG003' });
    // What is not granted is not seen either: the action seems never to have been added.
    expectRefused(await run(orderOf(tenant, recordStatus('mauve'), { grants })), 'action-not-found');
    expect(await headOf(tenant)).toBe(PLAN_HEAD);
  });
});

describe('a council', () => {
  test('begins its ledger once, whatever id it is given the second time', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    expectRefused(await run(orderOf(tenant, registerCouncil(tenant))), 'council-exists', 'key');
    expect(await headOf(tenant)).toBe(1);
  });

  test('begins its ledger once when it is registered twice at the same moment', async () => {
    const tenant = newCouncil();
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, async () => run(orderOf(tenant, registerCouncil(tenant)))),
    );
    expect(outcomes.filter(({ receipt }) => receipt !== undefined)).toHaveLength(1);
    for (const { refusal } of outcomes) expect(refusal?.code ?? 'council-exists').toBe('council-exists');
    expect(await headOf(tenant)).toBe(1);
  });

  test('does not begin its ledger when the registration is refused', async () => {
    const tenant = newCouncil();
    const recordedAt = '2026-01-05T09:00:00.000Z';
    const refused = await run(orderOf(tenant, registerCouncil(tenant, 'live'), { recordedAt }));
    expectRefused(refused, 'recorded-at-not-allowed', 'recordedAt');
    expect(await countOf('tenants', tenant)).toBe(0);
    // And so it may yet be registered with another clock.
    receiptOf(await run(orderOf(tenant, registerCouncil(tenant, 'replayed'), { recordedAt })));
  });
});

describe('an idempotency key', () => {
  const again = (order: Order, change: Partial<Order> = {}): Order => ({ ...order, ...change });

  test('answers the first result when the request is repeated, however the ledger moved on', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const order = orderOf(tenant, recordStatus('red'));
    const first = receiptOf(await run(order));
    await run(orderOf(tenant, recordStatus('green')));
    expect(receiptOf(await run(again(order)))).toEqual({ ...first, repeated: true });
    expect(await headOf(tenant)).toBe(PLAN_HEAD + 2);
  });

  test('answers the first result also when the request would be refused by now', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const order = orderOf(tenant, recordStatus('red'), { expectedVersion: 1 });
    const first = receiptOf(await run(order));
    expect(receiptOf(await run(again(order)))).toEqual({ ...first, repeated: true });
  });

  test('answers the first result also of a command that changed nothing, and which left no text behind', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const sealsBefore = await countOf('sealed_values', tenant);
    const told = { reason: planText('Again.') };
    const order = orderOf(tenant, addAction(), { told });
    expect(receiptOf(await run(order))).toMatchObject({ positions: [], head: PLAN_HEAD, repeated: false });
    await run(orderOf(tenant, recordStatus('red')));
    expect(receiptOf(await run(again(order)))).toMatchObject({
      positions: [],
      head: PLAN_HEAD,
      repeated: true,
    });
    expect(await countOf('sealed_values', tenant)).toBe(sealsBefore);
  });

  test('is refused for another request', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const order = orderOf(tenant, recordStatus('red'));
    await run(order);
    const { key } = order.idempotency;
    const other = again(order, { idempotency: { key, request: { other: true } } });
    expectRefused(await run(other), 'idempotency-key-reused', 'idempotencyKey');
    expect(await headOf(tenant)).toBe(PLAN_HEAD + 1);
  });

  test('is not used up by a refusal', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const order = orderOf(tenant, recordStatus('mauve'));
    expectRefused(await run(order), 'rag-unknown');
    const { key } = order.idempotency;
    const better = again(orderOf(tenant, recordStatus('red')), {
      idempotency: { key, request: { better: 1 } },
    });
    expect(receiptOf(await run(better)).repeated).toBe(false);
  });

  test('of another person or of another council is another key', async () => {
    const [tenant, neighbour] = [
      await beginPlan(db.app, newCouncil()),
      await beginPlan(db.app, newCouncil()),
    ];
    const order = orderOf(tenant, recordStatus('red'));
    await run(order);
    const { idempotency } = order;
    for (const other of [
      orderOf(tenant, recordStatus('red'), { idempotency, told: { actor: ben } }),
      orderOf(neighbour, recordStatus('red'), { idempotency }),
    ]) {
      expect(receiptOf(await run(other)).repeated).toBe(false);
    }
  });

  test('sent many times at the same moment is carried out once', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const order = orderOf(tenant, recordStatus('red'));
    const receipts = (await Promise.all(Array.from({ length: 8 }, async () => run(order)))).map(receiptOf);
    expect(receipts.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(receipts.map(({ positions }) => positions.join()))).toEqual(new Set([`${PLAN_HEAD + 1}`]));
  });
});

describe('an expected version', () => {
  test('lets one of two writers through and tells the other who wrote what, and when', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const outcomes = await Promise.all(
      ['red', 'green'].map(async (rag) => run(orderOf(tenant, recordStatus(rag), { expectedVersion: 1 }))),
    );
    const [receipt] = outcomes.flatMap((outcome) => outcome.receipt ?? []);
    const [refusal] = outcomes.flatMap((outcome) => outcome.refusal ?? []);
    expect(receipt?.positions).toEqual([PLAN_HEAD + 1]);
    expect(refusal).toMatchObject({ code: 'position-taken', field: 'expectedVersion' });
    for (const told of ['version 2', ann.role, ann.id, receipt?.recordedAt ?? '']) {
      expect(refusal?.message).toContain(told);
    }
  });

  test('that was never reached is refused without naming anybody', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const outcome = await run(orderOf(tenant, registerPerson(), { expectedVersion: 3 }));
    expect(outcome.refusal?.message).toContain('The record is at version 0.');
  });

  test('is not needed: without it both writers are let through, one after the other', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const outcomes = await Promise.all(
      ['red', 'green'].map(async (rag) => run(orderOf(tenant, recordStatus(rag)))),
    );
    const positions = outcomes.map(receiptOf).flatMap((receipt) => receipt.positions);
    expect(new Set(positions)).toEqual(new Set([PLAN_HEAD + 1, PLAN_HEAD + 2]));
  });
});

describe('what cannot be stored', () => {
  const expectRefusedBy = async (
    order: (tenant: string) => Order,
    code: RefusalCode,
    field?: string | null,
  ) => {
    const tenant = await beginPlan(db.app, newCouncil());
    const before = [await countOf('sealed_values', tenant), await countOf('commands', tenant)];
    expectRefused(await run(order(tenant)), code, field);
    expect(await headOf(tenant)).toBe(PLAN_HEAD);
    expect([await countOf('sealed_values', tenant), await countOf('commands', tenant)]).toEqual(before);
  };
  const said = (text: string) =>
    step(action, ids.action, {
      type: 'RecordStatus',
      planId: ids.plan,
      actionId: ids.action,
      narrative: planText(text),
    });

  test.each([
    ['half of a character pair', '\ud83d'],
    ['a NUL', 'a\0b'],
    ['more characters than the field takes', 'x'.repeat(50_001)],
  ])('is refused in a narrative: %s', async (_, text) => {
    await expectRefusedBy((tenant) => orderOf(tenant, said(text)), 'invalid-input', 'narrative');
  });

  test.each([
    ['half of a character pair', { reason: planText('\ud83d') }, 'reason'],
    ['a NUL', { reason: planText('\0') }, 'reason'],
    ['a time that is none', { effectiveAt: '2026-02-30' }, 'effectiveAt'],
    ['the year 0000', { effectiveAt: '0000' }, 'effectiveAt'],
    ['row 0', { source: { channel: 'import', document: null, row: 0 } } as const, 'source.row'],
  ])('is refused in what a request says of itself: %s', async (_, told, field) => {
    await expectRefusedBy((tenant) => orderOf(tenant, recordStatus('red'), { told }), 'invalid-input', field);
  });

  test.each(['', 'x'.repeat(256), 'a\0b', '\ud83d'])('is refused as an idempotency key: %j', async (key) => {
    await expectRefusedBy(
      (tenant) => orderOf(tenant, recordStatus('red'), { idempotency: { key, request: {} } }),
      'invalid-input',
      'idempotencyKey',
    );
  });

  test.each(['yesterday', '2026-07-20', '2026-07-20T09:30:00', '2026-02-30T99:00:00Z'])(
    'is refused as a recorded time: %s',
    async (recordedAt) => {
      await expectRefusedBy(
        (tenant) => orderOf(tenant, recordStatus('red'), { recordedAt }),
        'invalid-input',
        'recordedAt',
      );
    },
  );

  test('is refused as an id: capitals, since they would name another stream', async () => {
    await expectRefusedBy(
      (tenant) => orderOf(tenant, registerPerson(v7().toUpperCase())),
      'invalid-input',
      'id',
    );
  });

  test('is refused when the event would not have the shape that the catalogue gives it', async () => {
    const twice = [...ratings, ...ratings];
    await expectRefusedBy(
      (tenant) =>
        orderOf(tenant, step(plan, ids.plan, { type: 'SetRagVocabulary', planId: ids.plan, ratings: twice })),
      'invalid-input',
      'ratings',
    );
    const due = dueOn('soon');
    await expectRefusedBy(
      (tenant) =>
        orderOf(
          tenant,
          step(action, ids.action, { type: 'ChangeDueDate', planId: ids.plan, actionId: ids.action, due }),
          { told: { reason: planText('Why not.') } },
        ),
      'invalid-input',
      'due.meaning.lastDay',
    );
  });
});

test('texts are kept in NFC, in events and in reasons alike', async () => {
  const tenant = await beginPlan(db.app, newCouncil());
  const command = {
    type: 'RecordStatus',
    planId: ids.plan,
    actionId: ids.action,
    narrative: planText('e\u0301\r\n'),
  } as const;
  await run(orderOf(tenant, step(action, ids.action, command), { told: { reason: planText('o\u0308') } }));
  const values = await db.admin<{ value: string }[]>`
    select value from ledger.sealed_values where tenant = ${tenant} order by id desc limit 2`;
  expect(new Set(values.map(({ value }) => value))).toEqual(new Set(['é\n', 'ö']));
});

describe('what a decision looked at', () => {
  const without = (key: string) =>
    step(plan, ids.plan, {
      type: 'SetRagVocabulary',
      planId: ids.plan,
      ratings: ratings.filter((rating) => rating.key !== key),
    });

  test('is held to its version, so that no action is given a rating as it is taken away', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const outcomes = await Promise.all([
      ...Array.from({ length: 6 }, async () => run(orderOf(tenant, recordStatus('green')))),
      run(orderOf(tenant, without('green'))),
      ...Array.from({ length: 6 }, async () => run(orderOf(tenant, recordStatus('green')))),
    ]);
    expect(outcomes[6]?.refusal).toBeUndefined();
    const events = await withTenants(db.app, [tenant], async (tx) => readFeed(tx, tenant, PLAN_HEAD, 20));
    const types = events.map(({ type }) => type);
    expect(types.lastIndexOf('ActionStatusRecorded')).toBeLessThan(types.indexOf('RagVocabularySet'));
  });

  test('is expected of the append with the stream that is written to', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const order = orderOf(tenant, recordStatus('green'));
    const decided = await withTenants(db.app, [tenant], async (tx) => decideAll(tx, order));
    expect(decided).toMatchObject({
      expected: [
        { stream: `action-${ids.action}`, version: 1 },
        { stream: `plan-${ids.plan}`, version: 2 },
        { stream: `commitment-${ids.commitment}`, version: 1 },
      ],
    });
  });
});
