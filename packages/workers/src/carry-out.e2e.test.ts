import type { EffectKind } from '@improvement-ledger/event-store';
import { connect, planEffects } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { openLog } from '@improvement-ledger/projections/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Carrier } from './carry-out.js';
import { carryOut } from './carry-out.js';
import type { WebhookReceiver } from './testing/receiver.js';
import { startReceiver } from './testing/receiver.js';
import { postWebhook } from './webhook.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const tenant = 'eastmarch';
beforeAll(async () => {
  await openLog(db.app, tenant);
});
const logger = pino({ level: 'silent' });
const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;

let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await startReceiver();
  onTestFinished(async () => receiver.close());
});

let kinds = 0;
const kindOf = (delivery: EffectKind['delivery']): EffectKind => ({
  name: `test-${'abcdefghij'[(kinds += 1)]}`,
  delivery,
  attemptsMax: 3,
  retryDelayMs: () => 0,
  leaseMs: 60_000,
});
const PATIENCE_MS = 20_000;
/** Posts what it is planned to; no more is planned by itself. */
const posting = (kind: EffectKind, timeoutMs = PATIENCE_MS): Carrier => ({
  kind,
  plan: async () => undefined,
  prepare: async ({ id, key }) => ({
    handOver: async () =>
      postWebhook(
        { url: receiver.url, secret, timeoutMs },
        { id, type: 'test', source: '/test', subject: key, time: '2026-04-01T00:00:00.000Z', data: {} },
      ),
  }),
});
const plan = async (kind: EffectKind, count: number) =>
  planEffects(
    db.effects,
    kind,
    tenant,
    Array.from({ length: count }, (_, number) => ({ key: `key-${number}`, payload: {} })),
  );
const standing = async ({ name }: EffectKind) => {
  const rows = await db.admin<{ state: string; count: number }[]>`
    select state, count(*)::int as count from ledger.effects where effect = ${name} group by state order by state`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
};
/** A worker has connections of its own. */
const worker = () => {
  const sql = connect(db.effectsUrl, { max: 4 });
  onTestFinished(async () => sql.end());
  return async (carrier: Carrier) => carryOut(sql, logger, carrier);
};

describe('effects that are sent at most once', () => {
  test('are each sent once by three workers at once, and by rounds that come after', async () => {
    const kind = kindOf('at-most-once');
    await plan(kind, 60);
    const workers = [worker(), worker(), worker()];
    await Promise.all(workers.map(async (work) => work(posting(kind))));
    await Promise.all(workers.map(async (work) => work(posting(kind))));
    expect(receiver.times.size).toBe(60);
    expect(receiver.received).toHaveLength(60);
    expect(await standing(kind)).toEqual({ sent: 60 });
  });

  test('are uncertain where no answer came, and stay so; those that were refused come again', async () => {
    const kind = kindOf('at-most-once');
    await plan(kind, 4);
    receiver.willAnswer('hang', 'cut', 503, 410);
    for (let round = 0; round < 3; round += 1) await worker()(posting(kind, 2_000));
    expect(await standing(kind)).toEqual({ failed: 1, sent: 1, uncertain: 2 });
    expect([...receiver.times.values()].toSorted((one, other) => one - other)).toEqual([1, 1, 1, 2]);
  });

  test('are uncertain where handing over fails in a way that nobody foresaw', async () => {
    const kind = kindOf('at-most-once');
    await plan(kind, 1);
    const surprise = async () => Promise.reject(new TypeError('This was not foreseen.'));
    await worker()({ ...posting(kind), prepare: async () => ({ handOver: surprise }) });
    expect(await standing(kind)).toEqual({ uncertain: 1 });
  });
});

describe('a round', () => {
  test('goes on until nothing is due', async () => {
    const kind = kindOf('at-least-once');
    await plan(kind, 25);
    await worker()(posting(kind));
    expect(await standing(kind)).toEqual({ sent: 25 });
  });

  test('that is told to stop begins nothing', async () => {
    const kind = kindOf('at-least-once');
    await plan(kind, 1);
    await carryOut(db.effects, logger, posting(kind), () => true);
    expect(await standing(kind)).toEqual({ planned: 1 });
  });

  test('that cannot make one ready carries out the others, says so, and leaves that one for later', async () => {
    const kind = kindOf('at-least-once');
    await plan(kind, 3);
    const carrier = posting(kind);
    const prepare: Carrier['prepare'] = async (effect) => {
      if (effect.key === 'key-1') throw new Error('Its text is not to be had.');
      return carrier.prepare(effect);
    };
    await expect(worker()({ ...carrier, prepare })).rejects.toThrow('Its text is not to be had.');
    expect(await standing(kind)).toEqual({ planned: 1, sent: 2 });
  });
});
