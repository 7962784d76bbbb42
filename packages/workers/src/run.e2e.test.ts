import { openAccessLog } from '@improvement-ledger/event-store';
import { createTestDatabase, entryOf } from '@improvement-ledger/event-store/testing';
import type { Hint, QueueHome } from '@improvement-ledger/projections';
import {
  actionRegister,
  openHintQueue,
  projectionStatus,
  waitForReadModels,
} from '@improvement-ledger/projections';
import { holdUp, openLog, planWith, ratings, tableOf } from '@improvement-ledger/projections/testing';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Config } from './config.js';
import { runWorkers } from './run.js';
import { emptyRedis, redisGate } from './testing/redis.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

/** A database number of Redis that no other test file uses, so that hints do not go astray. */
const REDIS_DATABASE = 11;
const given = inject('redisUrl');
const redisUrl = given === null ? null : new URL(`/${REDIS_DATABASE}`, given).href;
/** So seldom that whatever is caught up was hinted at. */
const NEVER_MS = 600_000;
const PATIENCE_MS = 20_000;
/** Its own bounds make two seconds of it; whatever held it up would do so for fifteen. */
const STOP_MS_MAX = 8_000;

const start = async (settings: Partial<Config>) => {
  const workers = await runWorkers({
    DATABASE_URL: db.projectorUrl,
    LOG_LEVEL: 'silent',
    SWEEP_INTERVAL_MS: NEVER_MS,
    ACCESS_LOG_DAYS: 730,
    ...settings,
  });
  let stopped: Promise<void> | undefined;
  const stop = async () => (stopped ??= workers.stop());
  onTestFinished(stop);
  return { stop };
};
const queueAt = (home: QueueHome) => {
  const queue = openHintQueue(home, () => undefined);
  onTestFinished(async () => queue.close());
  return {
    ...queue,
    /** On Postgres the workers make the tables of the queue once they are up. */
    taken: async (hint: Hint) =>
      expect
        .poll(
          async () =>
            queue.give(hint).then(
              () => true,
              () => false,
            ),
          { timeout: PATIENCE_MS },
        )
        .toBe(true),
  };
};

let councils = 0;
const newCouncil = async () => {
  const log = await openLog(db.app, `council-${(councils += 1)}`);
  await log.tell(...planWith(), ...ratings(['red', 'amber']));
  return log;
};
const isCaughtUp = async (tenant: string, head: number) =>
  (await waitForReadModels(db.app, tenant, head, PATIENCE_MS)).reached;

const backends: [string, Partial<Config>, QueueHome | null][] = [
  ['on Redis', { REDIS_URL: redisUrl ?? undefined }, redisUrl === null ? null : { redisUrl }],
  ['on Postgres', { QUEUE_DATABASE_URL: db.projectorUrl }, { databaseUrl: db.appUrl }],
];

describe.each(backends)('workers with their queue %s', (_, settings, home) => {
  describe.skipIf(home === null)('that can be had', () => {
    const queueHome = home!;

    test('catch up what they are given a hint of, once and again', async () => {
      await start(settings);
      const queue = queueAt(queueHome);
      const log = await newCouncil();
      for (const rag of ['green', 'red', 'green']) {
        await log.tell(...ratings([rag]));
        await queue.taken({ tenant: log.tenant, head: log.head });
        expect(await isCaughtUp(log.tenant, log.head)).toBe(true);
      }
    });

    test('need no hint: the sweeper finds what is behind', async () => {
      const [before, after] = [await newCouncil(), await newCouncil()];
      await start({ ...settings, SWEEP_INTERVAL_MS: 50 });
      for (const { tenant, head } of [before, after]) expect(await isCaughtUp(tenant, head)).toBe(true);
      await after.tell(...ratings(['green']));
      expect(await isCaughtUp(after.tenant, after.head)).toBe(true);
    });

    test('take a flood of hints of one council as one or two', async () => {
      await start(settings);
      const queue = queueAt(queueHome);
      const log = await newCouncil();
      await Promise.all(
        Array.from({ length: 50 }, async () => queue.give({ tenant: log.tenant, head: log.head })),
      );
      expect(await isCaughtUp(log.tenant, log.head)).toBe(true);
      const { waiting = 0, delayed = 0, failed = 0 } = await queue.counts();
      expect(waiting + delayed).toBeLessThanOrEqual(1);
      expect(failed).toBe(0);
    });

    test('share the work with others, and nothing is applied twice', async () => {
      await start({ ...settings, SWEEP_INTERVAL_MS: 50 });
      await start({ ...settings, SWEEP_INTERVAL_MS: 50 });
      const queue = queueAt(queueHome);
      const logs = [await newCouncil(), await newCouncil(), await newCouncil()];
      for (const log of logs) {
        await log.tell(...ratings(['green']));
        await queue.give({ tenant: log.tenant, head: log.head });
      }
      for (const { tenant, head } of logs) {
        expect(await isCaughtUp(tenant, head)).toBe(true);
        const [rows] = await db.admin<{ rated: number }[]>`
          select count(*)::int as rated from read.rag_history where tenant = ${tenant} and facet = 'rated'`;
        expect(rows).toEqual({ rated: 3 });
      }
    });

    test('stop within seconds in the middle of a batch, and leave nothing open', async () => {
      const open = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
      const connectionsOfWorkers = async () => {
        const [row] = await db.admin<{ count: number }[]>`
          select count(*)::int as count from pg_stat_activity
           where datname = current_database() and usename = 'ledger_projector' and pid <> pg_backend_pid()`;
        return row?.count ?? 0;
      };
      const log = await newCouncil();
      // As many connections of our own as there will be.
      await Promise.all([db.admin`select pg_sleep(0.01)`, db.admin`select pg_sleep(0.01)`]);
      const [before, connectionsBefore] = [open(), await connectionsOfWorkers()];
      const held = await holdUp(db.admin, `read.${tableOf(actionRegister)}`);
      const { stop } = await start({ ...settings, SWEEP_INTERVAL_MS: 50 });
      await held.waiting();
      const begun = performance.now();
      await stop();
      expect(performance.now() - begun).toBeLessThan(STOP_MS_MAX);
      await held.release();
      // Of those before, some of an earlier test may have been on their way out.
      await expect.poll(connectionsOfWorkers).toBeLessThanOrEqual(connectionsBefore);
      await expect.poll(open).toBeLessThanOrEqual(before);
      await start({ ...settings, SWEEP_INTERVAL_MS: 50 });
      expect(await isCaughtUp(log.tenant, log.head)).toBe(true);
    });
  });
});

describe.skipIf(redisUrl === null)('when Redis', () => {
  const SWEEP_INTERVAL_MS = 100;

  test('is emptied while there are hints in it, nothing is lost', async () => {
    await start({ REDIS_URL: redisUrl!, SWEEP_INTERVAL_MS });
    const queue = queueAt({ redisUrl: redisUrl! });
    const logs = [await newCouncil(), await newCouncil()];
    for (const rag of ['green', 'red', 'amber', 'green']) {
      for (const log of logs) {
        await log.tell(...ratings([rag]));
        await queue.give({ tenant: log.tenant, head: log.head });
      }
      await emptyRedis(redisUrl!);
    }
    for (const { tenant, head } of logs) expect(await isCaughtUp(tenant, head)).toBe(true);
    // And hints are taken again.
    await queue.give({ tenant: logs[0]!.tenant, head: logs[0]!.head });
    await expect.poll(async () => (await queue.counts())['waiting']).toBe(0);
  });

  test('goes away, the sweeper carries on; when it comes back, so do hints', async () => {
    const gate = await redisGate(redisUrl!);
    onTestFinished(gate.shut);
    await start({ REDIS_URL: gate.url, SWEEP_INTERVAL_MS });
    const queue = queueAt({ redisUrl: gate.url });
    const log = await newCouncil();
    await queue.give({ tenant: log.tenant, head: log.head });
    expect(await isCaughtUp(log.tenant, log.head)).toBe(true);

    await gate.shut();
    await log.tell(...ratings(['green']));
    // Whoever gives a hint is told at once that it cannot be given.
    await expect(queue.give({ tenant: log.tenant, head: log.head })).rejects.toThrow(
      /closed|enableOfflineQueue|retries/,
    );
    expect(await isCaughtUp(log.tenant, log.head)).toBe(true);

    await gate.open();
    await queue.taken({ tenant: log.tenant, head: log.head });
    await expect.poll(async () => (await queue.counts())['waiting'], { timeout: PATIENCE_MS }).toBe(0);
  });

  test('is away, workers stop all the same', async () => {
    const gate = await redisGate(redisUrl!);
    const { stop } = await start({ REDIS_URL: gate.url, SWEEP_INTERVAL_MS });
    await gate.shut();
    const begun = performance.now();
    await stop();
    expect(performance.now() - begun).toBeLessThan(STOP_MS_MAX);
  });
});

test('a council whose read model cannot go on keeps no other from going on', async () => {
  const [sick, well] = [await newCouncil(), await newCouncil()];
  await db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update ledger.events set body = convert_to(replace(convert_from(body, 'UTF8'), '"v":1', '"v":7'), 'UTF8')
              where tenant = ${sick.tenant} and position = 8`;
  });
  await start({ SWEEP_INTERVAL_MS: 50 });
  expect(await isCaughtUp(well.tenant, well.head)).toBe(true);
  const parkedOf = async () =>
    (await projectionStatus(db.projector))
      .filter(({ tenant }) => tenant === sick.tenant)
      .map(({ parked }) => parked?.position);
  await expect.poll(async () => new Set(await parkedOf())).toEqual(new Set([8]));
});

test('a queue that cannot be made keeps nobody from working: the sweeper finds what is behind', async () => {
  // This role may make nothing there.
  await start({ QUEUE_DATABASE_URL: db.appUrl, SWEEP_INTERVAL_MS: 50 });
  const log = await newCouncil();
  expect(await isCaughtUp(log.tenant, log.head)).toBe(true);
});

test('workers drop what the access log has kept for long enough, and nothing else', async () => {
  const { tenant } = await newCouncil();
  const access = openAccessLog(db.app);
  const [young, old] = [entryOf(tenant), entryOf(tenant)];
  await access.begin(young);
  // As it would have been written then.
  await db.admin`
    insert into access.log
    select tenant, ${old.id}, clock_timestamp() - interval '41 days', principal, kind, role, grant_id, roots, fields,
           records, client, issuer, client_id, user_agent, address, request_id, correlation
      from access.log where entry_id = ${young.id}`;
  await start({ QUEUE_DATABASE_URL: db.projectorUrl, ACCESS_LOG_DAYS: 40 });
  const left = async () => db.admin`select entry_id as id from access.log where tenant = ${tenant}`;
  await expect.poll(left, { timeout: PATIENCE_MS }).toEqual([{ id: young.id }]);
});
