import { createHmac } from 'node:crypto';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { catchUp, declareReadModels, projections, ragHistory } from '@improvement-ledger/projections';
import { forget, openLog, planWith, poisonedAt, ratings } from '@improvement-ledger/projections/testing';
import { pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { alarm, alarmCarrier } from './alarm.js';
import { carryOut } from './carry-out.js';
import { runWorkers } from './run.js';
import type { WebhookReceiver } from './testing/receiver.js';
import { startReceiver } from './testing/receiver.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

const secretBytes = Buffer.alloc(32, 7);
const secret = `whsec_${secretBytes.toString('base64')}`;
const logger = pino({ level: 'silent' });
const PATIENCE_MS = 20_000;
/** Its own bounds make two seconds of it; the receiver would be waited for for fifteen. */
const STOP_MS_MAX = 8_000;

let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await startReceiver();
  onTestFinished(async () => receiver.close());
});
const round = async (timeoutMs = PATIENCE_MS) => {
  // At once, so that each round tries again what is to be tried again.
  const kind = { ...alarm, retryDelayMs: () => 0 };
  const carrier = alarmCarrier(db.effects, db.projector, { url: receiver.url, secret, timeoutMs });
  await carryOut(db.effects, logger, { ...carrier, kind });
};

let councils = 0;
/** A council whose history of ratings is parked before its ninth event, until that is mended. */
const parkedCouncil = async () => {
  const log = await openLog(db.app, `council-${(councils += 1)}`);
  await log.tell(...planWith(), ...ratings(['red', 'amber', 'green']));
  const { poisoned } = poisonedAt(ragHistory, 9);
  await catchUp(db.projector, poisoned, log.tenant);
  return {
    tenant: log.tenant,
    mend: async () => {
      await db.admin`update read.bookmarks set tried_at = now() - interval '1 hour' where tenant = ${log.tenant}`;
      await catchUp(db.projector, ragHistory, log.tenant);
    },
  };
};
const effectsOf = async (tenant: string) => [
  ...(await db.admin<{ id: string; key: string; state: string; attempts: number; reason: string | null }[]>`
    select id, key, state, attempts, reason from ledger.effects where tenant = ${tenant} order by key`),
];

describe('a read model that is parked', () => {
  test('is told once, signed, however often it is looked at', async () => {
    const { tenant, mend } = await parkedCouncil();
    await round();
    await round();
    const [only, ...others] = receiver.received;
    expect(others).toEqual([]);
    const [effect] = await effectsOf(tenant);
    expect(effect).toMatchObject({ state: 'sent', attempts: 1 });
    expect(only?.headers['content-type']).toBe('application/cloudevents+json');
    expect(JSON.parse(only?.body ?? '')).toEqual({
      specversion: '1.0',
      datacontenttype: 'application/json',
      id: effect?.id,
      type: 'improvement-ledger.read-model.parked',
      source: `/councils/${tenant}`,
      subject: 'rag_history',
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      data: {
        council: tenant,
        readModel: 'rag_history',
        version: ragHistory.version,
        position: 9,
        reason: 'This event was not foreseen.',
        parkedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      },
    });

    const headers = only?.headers as Record<string, string>;
    const signed = `${effect?.id}.${headers['webhook-timestamp']}.${only?.body}`;
    const signature = createHmac('sha256', secretBytes).update(signed).digest('base64');
    expect(headers).toMatchObject({ 'webhook-id': effect?.id, 'webhook-signature': `v1,${signature}` });
    expect(new Webhook(secret).verify(only?.body ?? '', headers)).toMatchObject({ id: effect?.id });
    await mend();
  });

  test.each([
    ['is told of an error', 500, 'The receiver answered 500.'],
    ['is busy', 429, 'The receiver answered 429.'],
    ['sends elsewhere', 302, 'The receiver answered 302.'],
    ['gives no answer', 'hang', /^The receiver gave no answer \(.*(timeout|aborted).*\)\.$/],
    ['cuts the connection', 'cut', /^The receiver gave no answer \((UND_ERR_SOCKET|ECONNRESET)\)\.$/],
  ] as const)('is told again under the same id where the receiver %s', async (_, answer, reason) => {
    const { tenant, mend } = await parkedCouncil();
    receiver.willAnswer(answer, answer);
    const timeoutMs = answer === 'hang' ? 1_000 : PATIENCE_MS;
    await round(timeoutMs);
    await round(timeoutMs);
    const [waiting] = await effectsOf(tenant);
    expect(waiting).toMatchObject({ state: 'planned', attempts: 2 });
    expect(waiting?.reason).toMatch(reason);
    expect(waiting?.reason).not.toContain('secret');
    await round();
    await round();
    expect(await effectsOf(tenant)).toMatchObject([{ state: 'sent', attempts: 3, reason: null }]);
    expect([...receiver.times]).toEqual([[waiting?.id, 3]]);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    await mend();
  });

  test('is told again where nobody listened', async () => {
    const { tenant, mend } = await parkedCouncil();
    await receiver.close();
    await round();
    const [waiting] = await effectsOf(tenant);
    expect(waiting).toMatchObject({ state: 'planned', attempts: 1 });
    expect(waiting?.reason).toContain('ECONNREFUSED');
    await mend();
    await round();
  });

  test('is given up after so many attempts, or where the receiver wants no more', async () => {
    const often = await parkedCouncil();
    receiver.willAnswer(...Array.from({ length: alarm.attemptsMax }, () => 503));
    for (let tried = 0; tried <= alarm.attemptsMax; tried += 1) await round();
    expect(await effectsOf(often.tenant)).toMatchObject([{ state: 'failed', attempts: alarm.attemptsMax }]);
    const gone = await parkedCouncil();
    receiver.willAnswer(410);
    await round();
    await round();
    expect(await effectsOf(gone.tenant)).toMatchObject([{ state: 'failed', attempts: 1 }]);
    expect(receiver.received).toHaveLength(alarm.attemptsMax + 1);
    await often.mend();
    await gone.mend();
  });

  test('and goes on before the alarm could be posted is not told of', async () => {
    const { tenant, mend } = await parkedCouncil();
    receiver.willAnswer(500);
    await round();
    await mend();
    await round();
    expect(receiver.received).toHaveLength(1);
    expect(await effectsOf(tenant)).toMatchObject([
      { state: 'suppressed', attempts: 1, reason: 'The read model went on before the alarm was posted.' },
    ]);
  });
});

test('attempts come ever more seldom, for half a day', () => {
  const delays = Array.from({ length: alarm.attemptsMax - 1 }, (_, index) => alarm.retryDelayMs(index + 1));
  expect(delays.slice(0, 3)).toEqual([5_000, 15_000, 45_000]);
  expect(Math.max(...delays)).toBe(3_600_000);
  const hours = delays.reduce((sum, delay) => sum + delay, 0) / 3_600_000;
  expect(hours).toBeGreaterThan(10);
  expect(hours).toBeLessThan(13);
});

describe('workers that are configured for an alarm', () => {
  const start = async () => {
    const workers = await runWorkers({
      DATABASE_URL: db.projectorUrl,
      EFFECTS_DATABASE_URL: db.effectsUrl,
      ALARM_WEBHOOK_URL: receiver.url,
      ALARM_WEBHOOK_SECRET: secret,
      LOG_LEVEL: 'silent',
      SWEEP_INTERVAL_MS: 50,
      ACCESS_LOG_DAYS: 730,
    });
    let stopped: Promise<void> | undefined;
    const stop = async () => (stopped ??= workers.stop());
    onTestFinished(stop);
    return { stop };
  };
  const caughtUp = async (tenant: string) => {
    const [row] = await db.admin<{ behind: number }[]>`
      select count(*)::int as behind from read.bookmarks b join ledger.tenants t using (tenant)
       where tenant = ${tenant} and b.position < t.position`;
    return row?.behind;
  };
  const bookmarksOf = async (tenant: string) => {
    const [row] = await db.admin<{ count: number }[]>`
      select count(*)::int as count from read.bookmarks where tenant = ${tenant}`;
    return row?.count;
  };

  test('tell each parked read model once, two workers together', async () => {
    const log = await openLog(db.app, `council-${(councils += 1)}`);
    await log.tell(...planWith(), ...ratings(['red', 'amber', 'green']));
    await db.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update ledger.events set body = convert_to(replace(convert_from(body, 'UTF8'), '"v":1', '"v":7'), 'UTF8')
                where tenant = ${log.tenant} and position = 8`;
    });
    await start();
    await start();
    const states = async () => (await effectsOf(log.tenant)).map(({ state }) => state);
    await expect
      .poll(states, { timeout: PATIENCE_MS })
      .toEqual(Array.from({ length: projections.length }, () => 'sent'));
    const posted = receiver.received.filter(({ body }) => body.includes(log.tenant));
    expect(new Set(posted.map(({ body }) => body)).size).toBe(projections.length);
    expect(posted).toHaveLength(projections.length);
  });

  test('stop within seconds while the receiver keeps them waiting', async () => {
    const { tenant, mend } = await parkedCouncil();
    await db.admin`update read.bookmarks set tried_at = now() + interval '1 hour' where tenant = ${tenant}`;
    receiver.willAnswer('hang');
    const { stop } = await start();
    await expect.poll(() => receiver.received.length, { timeout: PATIENCE_MS }).toBe(1);
    const begun = performance.now();
    await stop();
    expect(performance.now() - begun).toBeLessThan(STOP_MS_MAX);
    expect(await effectsOf(tenant)).toMatchObject([{ state: 'sending', attempts: 1 }]);
    await mend();
  });

  test('plan nothing when all read models are made anew', async () => {
    const { tenant, mend } = await parkedCouncil();
    await round();
    await mend();
    await round();
    const before = await effectsOf(tenant);
    expect(before).toMatchObject([{ state: 'sent' }]);
    await start();
    await expect.poll(async () => bookmarksOf(tenant), { timeout: PATIENCE_MS }).toBe(projections.length);
    await forget(db.admin, tenant);
    await expect.poll(async () => bookmarksOf(tenant), { timeout: PATIENCE_MS }).toBe(projections.length);
    await expect.poll(async () => caughtUp(tenant), { timeout: PATIENCE_MS }).toBe(0);
    await round();
    expect(await effectsOf(tenant)).toEqual(before);
  });
});
