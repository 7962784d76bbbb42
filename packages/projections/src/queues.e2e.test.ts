/** Jobs that fail, jobs whose worker died, and the desk from which both are seen to; on both backends. */
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { Worker } from 'bullmq';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { evictionWarning } from './eviction.js';
import { openHintWorker } from './hint-worker.js';
import type { Hint } from './hints.js';
import { openHintQueue } from './hints.js';
import { openQueueDesk } from './queue-desk.js';
import type { QueueHome } from './queue-home.js';
import { onPostgres, postgresConnection, queueOptions, redisConnection } from './queue-home.js';
import type { QueueKind } from './queues.js';
import { hintQueue, queues } from './queues.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

/** A database number of Redis that no other test file uses, so that hints do not go astray. */
const REDIS_DATABASE = 13;
const given = inject('redisUrl');
const redisUrl = given === null ? null : new URL(`/${REDIS_DATABASE}`, given).href;
const PATIENCE_MS = 20_000;

/** Where workers find the queue, and where those who give hints and look after it do. */
const backends: [string, QueueHome | null, QueueHome | null][] = [
  ['Redis', redisUrl === null ? null : { redisUrl }, redisUrl === null ? null : { redisUrl }],
  ['Postgres', { databaseUrl: db.projectorUrl }, { databaseUrl: db.appUrl }],
];
/** A queue that is like that of hints, but that finds stalled jobs at once. */
const quick = { lockDuration: 500, stalledInterval: 100, maxStalledCount: 1 };
const quickQueue: QueueKind = {
  ...hintQueue,
  name: 'project-quickly',
  worker: { ...hintQueue.worker, ...quick },
};

/** As hints are, but that a job is tried again at once. */
const impatient: QueueKind = {
  ...hintQueue,
  job: { ...hintQueue.job, backoff: { ...hintQueue.job.backoff, delay: 5 } },
};

let councils = 0;
const newHint = (): Hint => ({ tenant: `council-${(councils += 1)}`, head: 1 });

describe.each(backends)('a queue in %s', (_, workersHome, ourHome) => {
  describe.skipIf(workersHome === null)('that can be had', () => {
    /** Works until the test is over; returns what it was given. */
    const startWorker = (kind: QueueKind, work: (hint: Hint) => Promise<void>) => {
      const worker = openHintWorker(
        workersHome!,
        work,
        () => undefined,
        () => undefined,
        kind,
      );
      const close = async () => worker.close();
      onTestFinished(close);
      return { close };
    };
    /** The desk, and what of a hint failed. */
    const openDesk = () => {
      const desk = openQueueDesk(ourHome!, [hintQueue, quickQueue]);
      onTestFinished(async () => desk.close());
      const failedOf = async ({ tenant }: Hint) =>
        (await desk.failed()).filter(({ data }) => (data as Hint).tenant === tenant);
      return { ...desk, failedOf };
    };
    const give = async (kind: QueueKind, hint: Hint) => {
      const queue = openHintQueue(ourHome!, () => undefined, kind);
      onTestFinished(async () => queue.close());
      const isTaken = async () =>
        queue.give(hint).then(
          () => true,
          () => false,
        );
      // On Postgres the workers make the tables of the queue once they are up.
      await expect.poll(isTaken, { timeout: PATIENCE_MS }).toBe(true);
    };
    test('tries a job so often, then keeps it with why and when, until it is retried', async () => {
      const hint = newHint();
      const state = { isMended: false, tries: 0 };
      startWorker(hintQueue, async ({ tenant }) => {
        if (tenant !== hint.tenant) return;
        state.tries += 1;
        if (!state.isMended) throw new Error('The database was asleep.');
      });
      const begun = new Date().toISOString();
      await give(impatient, hint);
      const desk = openDesk();
      await expect.poll(async () => desk.failedOf(hint), { timeout: PATIENCE_MS }).toHaveLength(1);
      expect(state.tries).toBe(hintQueue.job.attempts);
      const [failed] = await desk.failedOf(hint);
      expect(failed).toMatchObject({
        queue: 'project',
        data: hint,
        reason: 'The database was asleep.',
        attempts: hintQueue.job.attempts,
      });
      expect((failed?.failedAt ?? '') > begun).toBe(true);
      const [counts] = await desk.counts();
      expect(counts).toMatchObject({ queue: { name: 'project' }, counts: { failed: 1 } });

      // It is tried as often as a new one.
      expect(await desk.retry({ id: failed?.id ?? '' })).toBe(1);
      await expect.poll(() => state.tries, { timeout: PATIENCE_MS }).toBe(2 * hintQueue.job.attempts);
      await expect.poll(async () => desk.failedOf(hint), { timeout: PATIENCE_MS }).toHaveLength(1);
      state.isMended = true;
      expect(await desk.retry({ id: 'no-such-job' })).toBe(0);
      expect(await desk.retry('all')).toBe(1);
      await expect.poll(() => state.tries, { timeout: PATIENCE_MS }).toBe(2 * hintQueue.job.attempts + 1);
      await expect.poll(async () => desk.failedOf(hint), { timeout: PATIENCE_MS }).toEqual([]);
    });

    /** A worker that takes no job by itself. */
    const idleWorker = () => {
      const options = { ...queueOptions, ...quick, autorun: false };
      const { name } = quickQueue;
      const worker =
        'redisUrl' in workersHome!
          ? new Worker<Hint>(name, null, {
              ...options,
              connection: redisConnection(workersHome.redisUrl, 'wait'),
            })
          : (new (onPostgres().Worker)(name, null as never, {
              ...options,
              connection: postgresConnection(workersHome!.databaseUrl),
            }) as unknown as Worker<Hint>);
      worker.on('error', () => undefined);
      onTestFinished(async () => worker.close(true));
      return worker;
    };
    /** Takes the next job once there is one, and does nothing with it, like a worker that dies at once. */
    const takeAndDie = async ({ tenant }: Hint) => {
      const worker = idleWorker();
      const taken = async () => (await worker.getNextJob('the-dead', { block: false }))?.data.tenant;
      await expect.poll(taken, { timeout: PATIENCE_MS }).toBe(tenant);
      await worker.close(true);
    };

    test('gives a job whose worker died to another', async () => {
      const hint = newHint();
      await startWorker(quickQueue, async () => undefined).close();
      await give(quickQueue, hint);
      await takeAndDie(hint);
      const worked: string[] = [];
      startWorker(quickQueue, async ({ tenant }) => void worked.push(tenant));
      await expect.poll(() => worked, { timeout: PATIENCE_MS }).toEqual([hint.tenant]);
      expect(await openDesk().failedOf(hint)).toEqual([]);
    });

    test('counts a job as failed at which worker after worker dies, and lets it be retried', async () => {
      const hint = newHint();
      await give(quickQueue, hint);
      await takeAndDie(hint);
      const looksForStalled = idleWorker();
      await looksForStalled.startStalledCheckTimer();
      await takeAndDie(hint);
      await looksForStalled.close(true);
      const worked: string[] = [];
      startWorker(quickQueue, async ({ tenant }) => void worked.push(tenant));
      const desk = openDesk();
      await expect.poll(async () => desk.failedOf(hint), { timeout: PATIENCE_MS }).toHaveLength(1);
      const [failed] = await desk.failedOf(hint);
      expect(failed?.reason).toBe('job stalled more than allowable limit');
      expect(worked).toEqual([]);
      await desk.retry({ id: failed?.id ?? '' });
      await expect.poll(() => worked, { timeout: PATIENCE_MS }).toEqual([hint.tenant]);
    });
  });
});

test('every queue bounds how often a job is tried, kept and taken over', () => {
  expect(new Set(queues.map(({ name }) => name)).size).toBe(queues.length);
  for (const { job, worker } of queues) {
    expect(job.attempts).toBeGreaterThan(1);
    expect(job.backoff).toMatchObject({ type: 'exponential' });
    expect(job.removeOnFail).toBeGreaterThan(0);
    expect(worker.maxStalledCount).toBeGreaterThan(0);
    expect(worker.lockDuration).toBeGreaterThanOrEqual(worker.stalledInterval);
  }
});

describe('a desk', () => {
  test('at a Redis that is not there says so at once', async () => {
    const desk = openQueueDesk({ redisUrl: 'redis://127.0.0.1:1' });
    await expect(desk.counts()).rejects.toThrow(/ECONNREFUSED/);
    await desk.close();
  });

  test('in a Postgres where no worker ran yet says what is missing', async () => {
    const empty = await createTestDatabase(inject('adminUrl'));
    onTestFinished(async () => empty.close());
    const desk = openQueueDesk({ databaseUrl: empty.appUrl });
    await expect(desk.counts()).rejects.toMatchObject({
      name: 'SchemaMigrationRequiredError',
    });
    await desk.close();
  });
});

test('a queue in Postgres evicts nothing, and a Redis that is not there is an error', async () => {
  expect(await evictionWarning({ databaseUrl: db.appUrl })).toBeNull();
  await expect(evictionWarning({ redisUrl: 'redis://127.0.0.1:1' })).rejects.toThrow(/ECONNREFUSED/);
});
