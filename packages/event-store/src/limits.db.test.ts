import type { Aggregate } from '@improvement-ledger/domain';
import { action, seal, SEALED_BYTES_MAX } from '@improvement-ledger/domain';
import { ids, personName, sampleData } from '@improvement-ledger/domain/testing';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { appendAll } from './append.js';
import { BODY_BYTES_MAX, EVENTS_PER_APPEND_MAX } from './body.js';
import { connect } from './connect.js';
import { execute } from './execute.js';
import { append } from './group-append.js';
import { step } from './order.js';
import { bodyOfBytes, personRequest, withBody } from './testing/append-requests.js';
import { createTestDatabase } from './testing/index.js';
import { beginLedger, beginPlan, orderOf, receiptOf } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
let councils = 0;
const newCouncil = () => `council-${(councils += 1)}`;

/** How much of each kind a council has; a refused append must leave it as it was. */
const countsOf = async (tenant: string) => {
  const [row] = await db.admin`
    select (select count(*)::int from ledger.events where tenant = ${tenant}) as events,
           (select count(*)::int from ledger.commands where tenant = ${tenant}) as commands,
           (select count(*)::int from ledger.sealed_values where tenant = ${tenant}) as texts`;
  return row;
};

/** An aggregate that records as many events as it is asked for. */
const many: Aggregate<null, number, 'PersonRegistered'> = {
  category: 'person',
  types: ['PersonRegistered'],
  initial: null,
  evolve: () => null,
  decide: (count) => ({
    facts: Array.from({ length: count }, () => ({
      type: 'PersonRegistered',
      data: { personId: v7(), name: personName('x') },
    })),
  }),
};

describe('the events of one command', () => {
  test.each([0, 1, EVENTS_PER_APPEND_MAX])('may be %i', async (count) => {
    const tenant = await beginLedger(db.app, newCouncil());
    const { positions } = receiptOf(await execute(db.app, orderOf(tenant, step(many, v7(), count))));
    expect(positions).toEqual(Array.from({ length: count }, (_, index) => index + 2));
  });

  test('may not be one more than 1,000: the order is refused, and the database refuses it too', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    const before = await countsOf(tenant);
    const persons = EVENTS_PER_APPEND_MAX + 1;
    const { refusal } = await execute(db.app, orderOf(tenant, step(many, v7(), persons)));
    expect(refusal).toMatchObject({ code: 'too-large', message: expect.stringContaining('1000') as string });
    await expect(append(db.app, [tenant], tenant, personRequest({}, { persons }))).rejects.toMatchObject({
      code: 'LG005',
      message: 'One command may record 1000 events, not 1001.',
    });
    expect(await countsOf(tenant)).toEqual(before);
  });

  test('of which there are too many take no other command with them', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    const requests = [1, EVENTS_PER_APPEND_MAX + 1, 2].map((persons) => personRequest({}, { persons }));
    expect(await appendAll(db.app, [tenant], tenant, requests, true)).toMatchObject([
      { outcome: 'recorded', firstPosition: 2 },
      { outcome: 'failed', sqlstate: 'LG005' },
      { outcome: 'recorded', firstPosition: 3, count: 2 },
    ]);
  });
});

describe('what swallows a row', () => {
  let tenant = '';
  beforeEach(async () => {
    tenant = await beginLedger(db.app, newCouncil());
    await db.admin.unsafe(`
      create function swallow() returns trigger language plpgsql as 'begin return null; end';
      create trigger swallow before insert on ledger.events for each row
        when (new.tenant = '${tenant}' and new.position = 3) execute function swallow()`);
  });
  afterEach(async () => db.admin.unsafe('drop function swallow cascade'));

  test('is found: the append fails, and nothing of it is recorded', async () => {
    const before = await countsOf(tenant);
    await expect(append(db.app, [tenant], tenant, personRequest({}, { persons: 3 }))).rejects.toMatchObject({
      code: 'LG002',
      message: 'Of 3 events 2 were inserted.',
    });
    expect(await countsOf(tenant)).toEqual(before);
  });

  test('is found among commands that are recorded together: none of them is', async () => {
    const before = await countsOf(tenant);
    const together = [1, 1, 1].map(() => personRequest());
    await expect(appendAll(db.app, [tenant], tenant, together, false)).rejects.toMatchObject({
      code: 'LG002',
      message: 'Of 3 events 2 were inserted.',
    });
    expect(await countsOf(tenant)).toEqual(before);
  });
});

describe('the body of an event', () => {
  test.each([false, true])(
    'never holds what divides one from the next: it is refused, apart %s',
    async (apart) => {
      const tenant = await beginLedger(db.app, newCouncil());
      const before = await countsOf(tenant);
      const divided = withBody((body) => body.replace('{', '{\x1e'));
      await expect(
        appendAll(db.app, [tenant], tenant, [personRequest(), divided], apart),
      ).rejects.toMatchObject({
        code: 'LG002',
        message: 'Of 2 events 3 have a body, of 2 sealed values 2 a text.',
      });
      expect(await countsOf(tenant)).toEqual(before);
    },
  );

  test('may have 64 KiB and not a byte more', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    const fits = await append(db.app, [tenant], tenant, bodyOfBytes(BODY_BYTES_MAX));
    expect(fits).toMatchObject({ outcome: 'recorded', head: 2 });
    const before = await countsOf(tenant);
    await expect(append(db.app, [tenant], tenant, bodyOfBytes(BODY_BYTES_MAX + 1))).rejects.toMatchObject({
      code: '23514',
      constraint_name: 'events_body_check',
    });
    expect(await countsOf(tenant)).toEqual(before);
  });
});

describe('a sealed text', () => {
  /** A row of a document whose cells have this many bytes as JSON. */
  const cellsOf = (bytes: number) => {
    const cells = ['é', '😀', ''].map((text) => ({ column: 'A', text: text.repeat(30_000) }));
    const rest = bytes - Buffer.byteLength(JSON.stringify(cells));
    return cells.map((cell, index) => (index === 2 ? { ...cell, text: 'x'.repeat(rest) } : cell));
  };
  const told = (bytes: number) =>
    step(action, ids.action, {
      type: 'RecordStatus',
      planId: ids.plan,
      actionId: ids.action,
      rag: 'red',
      cells: seal(sampleData.ActionAdded.title.$seal.subject, cellsOf(bytes)),
    });

  test('may have 256 KiB and not a byte more', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    receiptOf(await execute(db.app, orderOf(tenant, told(SEALED_BYTES_MAX))));
    const before = await countsOf(tenant);
    const { refusal } = await execute(db.app, orderOf(tenant, told(SEALED_BYTES_MAX + 1)));
    expect(refusal).toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/A text may have 256 KiB\.$/) as string,
    });
    expect(await countsOf(tenant)).toEqual(before);
  });
});

test('an append is one statement, however much it carries and into however many streams', async () => {
  const tenant = await beginLedger(db.app, newCouncil());
  const statements: string[] = [];
  const watched = connect(db.appUrl, { max: 1, debug: (_, statement) => void statements.push(statement) });
  const answer = await append(watched, [tenant], tenant, personRequest({}, { persons: 40 }));
  await watched.end();
  expect(answer).toMatchObject({ outcome: 'recorded', count: 40 });
  expect(statements.filter((statement) => !statement.includes('pg_catalog'))).toEqual([
    expect.stringMatching(/^\s*select ledger\.append_group\(/),
  ]);
});
