import { sampleCircumstances, sampleData } from '@improvement-ledger/domain/testing';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import type { AppendAnswer, AppendRequest } from './append.js';
import { appendAll as appendAllOf } from './append.js';
import { append } from './group-append.js';
import { bodiesOf, BODY_BYTES_MAX, leafHash } from './body.js';
import { connect } from './connect.js';
import { execute } from './execute.js';
import { bodyOfBytes, personRequest, withBody } from './testing/append-requests.js';
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
const otherPool = connect(db.appUrl, { max: 8 });
afterAll(async () => {
  await otherPool.end();
  await db.close();
});

let councils = 0;
const newCouncil = () => `council-${(councils += 1)}`;

interface Stored {
  readonly position: number;
  readonly stream: string;
  readonly stream_version: number;
  readonly recorded_at: string;
  readonly body: string;
  readonly leaf: string;
}
const logOf = async (tenant: string) => db.admin<Stored[]>`
  select position, stream, stream_version, recorded_at, convert_from(body, 'UTF8') as body, encode(leaf, 'hex') as leaf
    from ledger.events where tenant = ${tenant} order by position`;
const countsOf = async (tenant: string) => {
  const [row] = await db.admin`
    select (select count(*)::int from ledger.events where tenant = ${tenant}) as events,
           (select count(*)::int from ledger.commands where tenant = ${tenant}) as commands,
           (select count(*)::int from ledger.sealed_values where tenant = ${tenant}) as texts,
           (select position from ledger.tenants where tenant = ${tenant}) as head`;
  return row;
};

/** The database's clock. */
const databaseTime = async (): Promise<string> => {
  const [row] = await db.app<{ now: string }[]>`select date_trunc('milliseconds', clock_timestamp()) as now`;
  return row?.now ?? '';
};
const appendAll = async (tenant: string, requests: readonly unknown[]): Promise<AppendAnswer[]> => {
  const [row] = await db.app<{ answers: AppendAnswer[] }[]>`
    select ledger.append(${tenant}, ${tenant}, ${db.app.json(requests as never)}) as answers`;
  return row?.answers ?? [];
};

const appendTogether = async (tenant: string, requests: readonly AppendRequest[]) =>
  appendAllOf(db.app, [tenant], tenant, requests, false);

/** What a writer may do: change one of three actions, register a person, repeat itself, or be refused. */
const attempt = fc.oneof(
  fc.record({
    does: fc.constant('status' as const),
    on: fc.nat(2),
    rag: fc.constantFrom('red', 'green', null),
  }),
  fc.record({
    does: fc.constantFrom('person' as const, 'refused' as const, 'repeat' as const, 'quiet' as const),
  }),
  fc.record({ does: fc.constant('outdated' as const), on: fc.nat(2) }),
);
type Attempt = typeof attempt extends fc.Arbitrary<infer Value> ? Value : never;
const actionIds = [1, 2, 3].map(() => v7()) as [string, string, string];

const orderFor = (tenant: string, attempted: Attempt) => {
  switch (attempted.does) {
    case 'status':
      return orderOf(tenant, recordStatus(attempted.rag, actionIds[attempted.on]));
    case 'outdated':
      return orderOf(tenant, recordStatus('red', actionIds[attempted.on]), { expectedVersion: 0 });
    case 'person':
    case 'repeat':
      return orderOf(tenant, [registerPerson(), registerPerson()]);
    case 'refused':
      return orderOf(tenant, recordStatus('mauve', actionIds[0]));
    case 'quiet':
      return orderOf(tenant, addAction(actionIds[0]));
  }
};

describe('positions', () => {
  test('are contiguous from 1 in the order of recording, whatever 16 writers do at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(attempt, { minLength: 3, maxLength: 8 }), { minLength: 16, maxLength: 16 }),
        async (writers) => {
          const tenant = await beginPlan(db.app, newCouncil());
          for (const id of actionIds) receiptOf(await execute(db.app, orderOf(tenant, addAction(id))));
          const positions = Array.from({ length: PLAN_HEAD + 3 }, (_, index) => index + 1);

          const write = async (attempts: readonly Attempt[], writer: number) => {
            const sql = writer % 2 === 0 ? db.app : otherPool;
            for (const attempted of attempts) {
              const order = orderFor(tenant, attempted);
              const outcomes = [await execute(sql, order)];
              if (attempted.does === 'repeat') outcomes.push(await execute(sql, order));
              for (const { receipt } of outcomes) {
                if (receipt?.repeated === false) positions.push(...receipt.positions);
              }
            }
          };
          await Promise.all(writers.map(write));

          const log = await logOf(tenant);
          expect(positions.toSorted((a, b) => a - b)).toEqual(log.map(({ position }) => position));
          expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
          expect(await countsOf(tenant)).toMatchObject({ events: log.length, head: log.length });
          const times = log.map(({ recorded_at: time }) => time);
          expect(times).toEqual(times.toSorted());
          const versions = new Map<string, number>();
          for (const {
            stream,
            stream_version: version,
            position,
            recorded_at: recordedAt,
            body,
            leaf,
          } of log) {
            expect(version).toBe((versions.get(stream) ?? 0) + 1);
            versions.set(stream, version);
            expect(leaf).toBe(leafHash({ tenant, position, recordedAt, body }));
          }
        },
      ),
      { numRuns: 3 },
    );
  }, 60_000);
});

describe('the recorded time', () => {
  test('is told by the database, and is the same for all events of a command', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    const before = await databaseTime();
    const { recordedAt } = receiptOf(
      await execute(db.app, orderOf(tenant, [registerPerson(), registerPerson()])),
    );
    const times = [before, recordedAt, await databaseTime()];
    expect(times).toEqual(times.toSorted());
    const log = await logOf(tenant);
    expect(log.slice(1).map(({ recorded_at: time }) => time)).toEqual([recordedAt, recordedAt]);
  });

  test('never goes back, however far ahead the database was when it recorded last', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    const ahead = '2098-01-01T00:00:00.000Z';
    await db.admin`update ledger.tenants set recorded_at = ${ahead} where tenant = ${tenant}`;
    for (const step of [registerPerson(), registerPerson()]) {
      expect(receiptOf(await execute(db.app, orderOf(tenant, step))).recordedAt).toBe(ahead);
    }
    expect((await logOf(tenant)).slice(1).map(({ recorded_at: time }) => time)).toEqual([ahead, ahead]);
  });

  test('never goes back for commands that are recorded together either', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    const ahead = '2098-01-01T00:00:00.000Z';
    await db.admin`update ledger.tenants set recorded_at = ${ahead} where tenant = ${tenant}`;
    expect(await appendTogether(tenant, [personRequest(), personRequest(), personRequest()])).toMatchObject(
      [2, 3, 4].map((firstPosition) => ({ outcome: 'recorded', firstPosition, recordedAt: ahead })),
    );
    const times = (await logOf(tenant)).slice(1).map(({ recorded_at: time }) => time);
    expect(times).toEqual([ahead, ahead, ahead]);
  });

  test.each([-5, 5])('does not follow the clock of whoever records: %i hours off', async (hours) => {
    const tenant = await beginLedger(db.app, newCouncil());
    const before = await databaseTime();
    const off = Date.now() + hours * 3_600_000;
    vi.useFakeTimers({ toFake: ['Date'], now: off });
    onTestFinished(() => void vi.useRealTimers());
    const { recordedAt } = receiptOf(await execute(db.app, orderOf(tenant, registerPerson())));
    // What such a clock says of when something was true is believed, unless it has not come yet.
    const told = { effectiveAt: new Date(off).toISOString() };
    const said = await execute(db.app, orderOf(tenant, registerPerson(), { told }));
    const times = [before, recordedAt, said.receipt?.recordedAt ?? recordedAt, await databaseTime()];
    expect(times).toEqual(times.toSorted());
    const effective = (await logOf(tenant))
      .slice(1)
      .map(({ body }) => (JSON.parse(body) as { effectiveAt: string }).effectiveAt);
    const own = [before, effective[0] ?? '', recordedAt];
    expect(own).toEqual(own.toSorted());
    expect([effective[1], said.refusal?.code]).toEqual(
      hours < 0 ? [told.effectiveAt, undefined] : [undefined, 'effective-in-future'],
    );
  });

  test('may be given in a council with a replayed clock, but never an earlier one', async () => {
    const tenant = newCouncil();
    const at = async (recordedAt: string, step = registerPerson()) =>
      execute(db.app, orderOf(tenant, step, { recordedAt, told: { effectiveAt: '2015' } }));
    receiptOf(await at('2015-06-01T09:00:00.000Z', registerCouncil(tenant, 'replayed')));
    const { recordedAt } = receiptOf(await at('2015-07-20T09:00:00Z'));
    expect(recordedAt).toBe('2015-07-20T09:00:00.000Z');
    expect(receiptOf(await at('2015-07-20T09:00:00.000Z')).recordedAt).toBe(recordedAt);
    const earlier = await at('2015-07-20T08:59:59.999Z');
    expect(earlier.refusal).toMatchObject({ code: 'recorded-at-not-allowed', field: 'recordedAt' });
    expect(earlier.refusal?.message).toContain(recordedAt);
  });

  test('may not be given in a council with a live clock', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    const order = orderOf(tenant, registerPerson(), { recordedAt: '2098-01-01T00:00:00.000Z' });
    expect((await execute(db.app, order)).refusal?.code).toBe('recorded-at-not-allowed');
    expect(await countsOf(tenant)).toMatchObject({ events: 1, head: 1 });
    // Nor in the midst of others.
    const requests = [personRequest(), personRequest({ recordedAt: order.recordedAt }), personRequest()];
    const answers = await appendTogether(tenant, requests);
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'recorded',
      'recorded-at-not-allowed',
      'recorded',
    ]);
  });
});

describe('an append that fails', () => {
  test.each([
    ['a body larger than 64 KiB', () => bodyOfBytes(BODY_BYTES_MAX + 1)],
    ['a body that is not JSON', () => withBody((body) => body.slice(1))],
    [
      'a stream whose name is none',
      () => withBody((body) => body.replace('"stream":"person-', '"stream":"person/')),
    ],
    [
      'a version that the stream has already',
      () => withBody((body) => body.replace('"version":1', '"version":0')),
    ],
    [
      'a salt that is too short',
      () => ({ ...personRequest(), seals: [{ ...personRequest().seals[0], salt: '00' }] }),
    ],
    ['a principal that is no id', () => personRequest({ principal: 'somebody' })],
  ])('leaves nothing behind: %s', async (_, request) => {
    const tenant = await beginLedger(db.app, newCouncil());
    const before = await countsOf(tenant);
    await expect(append(db.app, [tenant], tenant, request() as AppendRequest)).rejects.toMatchObject({
      code: expect.stringMatching(/^2/) as string,
    });
    expect(await countsOf(tenant)).toEqual(before);
  });

  test('for a conflict says which version is current, who wrote it and when', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    const first = personRequest();
    await append(db.app, [tenant], tenant, first);
    const before = await countsOf(tenant);
    const second = personRequest({ expected: first.expected });
    const [, last] = await logOf(tenant);
    expect(await append(db.app, [tenant], tenant, second)).toEqual({
      outcome: 'conflict',
      stream: first.expected[0]?.stream,
      expected: 0,
      current: 1,
      actor: sampleCircumstances.actor,
      recordedAt: last?.recorded_at,
    });
    expect(await countsOf(tenant)).toEqual(before);
  });
});

describe('appends that share one transaction', () => {
  test('have an answer each, in their order, and one that fails takes no other with it', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    const first = personRequest();
    const conflicting = personRequest({
      expected: [{ stream: first.expected[0]?.stream ?? '', version: 0 }],
    });
    const tooLarge = bodyOfBytes(BODY_BYTES_MAX + 1);
    const answers = await appendAll(tenant, [
      first,
      conflicting,
      tooLarge,
      withBody(() => 'not JSON'),
      {},
      personRequest({ recordedAt: '2015-01-01T00:00:00.000Z' }),
      first,
      { ...first, hash: '0b'.repeat(32) },
      personRequest({ events: [], seals: [] }),
      personRequest(),
    ]);
    expect(answers).toMatchObject([
      { outcome: 'recorded', firstPosition: 2, count: 1, head: 2 },
      { outcome: 'conflict', current: 1 },
      { outcome: 'failed', sqlstate: '23514' },
      { outcome: 'failed', sqlstate: '22P02' },
      { outcome: 'failed' },
      { outcome: 'recorded-at-not-allowed' },
      { outcome: 'repeated', firstPosition: 2 },
      { outcome: 'key-reused' },
      { outcome: 'recorded', firstPosition: null, count: 0, head: 2 },
      { outcome: 'recorded', firstPosition: 3, head: 3 },
    ]);
    expect(await countsOf(tenant)).toEqual({ events: 3, commands: 4, texts: 3, head: 3 });
    for (const { position, recorded_at: recordedAt, body, leaf } of await logOf(tenant)) {
      expect(leaf).toBe(leafHash({ tenant, position, recordedAt, body }));
    }
  });

  test('have an answer each also when the first of them is the one that is malformed', async () => {
    const tenant = await beginLedger(db.app, newCouncil());
    expect(await appendAll(tenant, [withBody(() => '{'), personRequest()])).toMatchObject([
      { outcome: 'failed' },
      { outcome: 'recorded', firstPosition: 2 },
    ]);
  });

  test('begin a ledger with the first registration that holds, wherever it stands among them', async () => {
    const tenant = newCouncil();
    const registration = (change: Partial<AppendRequest> = {}): AppendRequest => {
      const stream = `council-${v7()}`;
      const data = { ...sampleData.CouncilRegistered, key: tenant, clock: 'live' } as const;
      const placed = [{ fact: { type: 'CouncilRegistered' as const, data }, stream, version: 1 }];
      const circumstances = { ...sampleCircumstances, effectiveAt: '2020' };
      return personRequest({
        expected: [{ stream, version: 0 }],
        ...bodiesOf(placed, circumstances, v7()),
        ...change,
      });
    };
    expect(
      await appendAll(tenant, [
        personRequest(),
        registration({ recordedAt: '2015-01-01T00:00:00.000Z' }),
        registration({ seals: [{ id: 'none', subject: '', value: '', salt: '' }] }),
        registration(),
        registration(),
        personRequest(),
      ]),
    ).toMatchObject([
      { outcome: 'no-tenant' },
      { outcome: 'recorded-at-not-allowed', last: null },
      { outcome: 'failed' },
      { outcome: 'recorded', firstPosition: 1 },
      { outcome: 'conflict', stream: null },
      { outcome: 'recorded', firstPosition: 2 },
    ]);
  });
});
