/** Workers that are killed between handing an effect over and settling it: no mail would go twice, no alarm is lost. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import type { EffectKind } from '../packages/event-store/src/index.js';
import { planEffects } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { projections } from '../packages/projections/src/index.js';
import { openLog, planWith, ratings } from '../packages/projections/src/testing/index.js';
import type { WebhookReceiver } from '../packages/workers/src/testing/receiver.js';
import { startReceiver } from '../packages/workers/src/testing/receiver.js';
import type { Running } from './child-processes.js';
import { run, runPart, scripts } from './child-processes.js';

const COUNCIL = 'southmarch';
const PATIENCE_MS = 20_000;
const program = fileURLToPath(new URL('effect-worker.mjs', import.meta.url));

let db: TestDatabase;
let receiver: WebhookReceiver;
beforeAll(async () => {
  db = await createTestDatabase(inject('adminUrl'));
  const log = await openLog(db.app, COUNCIL);
  await log.tell(...planWith(), ...ratings(['red']));
});
afterAll(async () => db.close());
beforeEach(async () => {
  receiver = await startReceiver();
  onTestFinished(async () => receiver.close());
});

const isReceived = async (count: number, by: Running) =>
  expect
    .poll(() => receiver.received.length, { timeout: PATIENCE_MS, message: by.said() })
    .toBeGreaterThanOrEqual(count);
/** As though the leases of the dead had run out. */
const endLeases = async () =>
  db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update ledger.effects set leased_until = clock_timestamp() where leased_until is not null`;
  });
const standing = async (effect: string) => {
  const rows = await db.admin<{ id: string; state: string; attempts: number }[]>`
    select id, state, attempts from ledger.effects where effect = ${effect} order by state, id`;
  return [...rows];
};

test('what is sent at most once is uncertain after a kill; what was only claimed is sent by another', async () => {
  const kind: EffectKind = {
    name: 'test',
    delivery: 'at-most-once',
    attemptsMax: 3,
    retryDelayMs: () => 0,
    leaseMs: 60_000,
  };
  const planned = ['one', 'two', 'three'].map((key) => ({ key, payload: {} }));
  await planEffects(db.effects, kind, COUNCIL, planned);
  const start = () =>
    run(program, [JSON.stringify({ databaseUrl: db.effectsUrl, kind, url: receiver.url })], {});
  receiver.willAnswer('hang');
  const first = start();
  await isReceived(1, first);
  first.child.kill('SIGKILL');
  await first.ended;
  expect((await standing('test')).map(({ state }) => state)).toEqual(['planned', 'planned', 'sending']);

  // Nobody takes up what may still be under way.
  const second = start();
  expect(await second.ended, second.said()).toBe(0);
  expect(receiver.received).toHaveLength(1);

  await endLeases();
  const rivals = [start(), start()];
  for (const rival of rivals) expect(await rival.ended, rival.said()).toBe(0);
  expect((await standing('test')).map(({ state }) => state)).toEqual(['sent', 'sent', 'uncertain']);
  expect([...receiver.times.values()]).toEqual([1, 1, 1]);
});

/** What a killed process had sent to the database already is still carried out, though nobody waits for it. */
const isGone = async (name: string) =>
  expect
    .poll(async () => {
      const sessions = await db.admin`select from pg_stat_activity where application_name = ${name}`;
      return sessions.length;
    })
    .toBe(0);

test('an alarm that a killed worker was posting is posted by another, under the same id', async () => {
  const damaged = 4;
  await db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update ledger.events set body = convert_to(replace(convert_from(body, 'UTF8'), '"v":1', '"v":7'), 'UTF8')
              where tenant = ${COUNCIL} and position = ${damaged}`;
  });
  const start = async (name: string) =>
    runPart(scripts.workers, {
      DATABASE_URL: db.projectorUrl,
      EFFECTS_DATABASE_URL: `${db.effectsUrl}?application_name=${name}`,
      ALARM_WEBHOOK_URL: receiver.url,
      ALARM_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 3).toString('base64')}`,
      LOG_LEVEL: 'fatal',
      SWEEP_INTERVAL_MS: '50',
    });
  receiver.willAnswer(...projections.map(() => 'hang' as const));
  const first = await start('first');
  await isReceived(1, first);
  first.child.kill('SIGKILL');
  await first.ended;
  await isGone('first');
  const left = (await standing('alarm')).filter(({ state }) => state === 'sending');
  const [known] = receiver.times.keys();
  expect(left.map(({ id }) => id)).toContain(known);

  await endLeases();
  receiver.forgetAnswers();
  const second = await start('second');
  onTestFinished(async () => void (await second.stop()));
  const sent = projections.map(() => 'sent');
  await expect
    .poll(async () => (await standing('alarm')).map(({ state }) => state), { timeout: PATIENCE_MS })
    .toEqual(sent);
  for (const { id, attempts } of await standing('alarm')) {
    const wasLeft = left.some((each) => each.id === id);
    expect(attempts).toBe(wasLeft ? 2 : 1);
    // What was begun may have been killed before it left.
    expect(receiver.times.get(id)).toBeLessThanOrEqual(attempts);
  }
  expect(receiver.times.get(known ?? '')).toBe(2);
  expect(receiver.times.size).toBe(projections.length);
  expect(await second.stop()).toBe(0);
});
