import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import type { QueueHome } from '@improvement-ledger/projections';
import { hintQueue, openHintQueue, openHintWorker } from '@improvement-ledger/projections';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Environment } from '../config.js';
import { ledgerCommandIn } from '../testing/ledger-command.js';

const db = await createTestDatabase(inject('adminUrl'));
const homes: string[] = [];
afterAll(async () => {
  await db.close();
  for (const home of homes) await rm(home, { recursive: true });
});

/** A database number of Redis that no other test file uses, so that hints do not go astray. */
const REDIS_DATABASE = 14;
const given = inject('redisUrl');
const redisUrl = given === null ? null : new URL(`/${REDIS_DATABASE}`, given).href;
const PATIENCE_MS = 20_000;

/** As npm start writes it down. */
const startedHere = async (redis: string | null): Promise<Environment> => {
  const home = await mkdtemp(join(tmpdir(), 'ledger-home-'));
  homes.push(home);
  const access = { databaseUrl: db.appUrl, projectorDatabaseUrl: db.projectorUrl, redisUrl: redis };
  await writeFile(join(home, 'access.json'), JSON.stringify(access));
  return { LEDGER_HOME: home };
};

interface Backend {
  readonly name: string;
  readonly worker: QueueHome | null;
  readonly giver: QueueHome;
  readonly told: Environment;
  readonly place: RegExp;
}
const backends: Backend[] = [
  {
    name: 'Redis',
    worker: redisUrl === null ? null : { redisUrl },
    giver: { redisUrl: redisUrl ?? '' },
    told: { REDIS_URL: redisUrl ?? '' },
    place: /^Redis at 127\.0\.0\.1:\d+$/,
  },
  {
    name: 'Postgres',
    worker: { databaseUrl: db.projectorUrl },
    giver: { databaseUrl: db.appUrl },
    told: { DATABASE_URL: db.appUrl },
    place: /^Postgres, in the database test_\w+ at 127\.0\.0\.1:\d+$/,
  },
];

/** Gives a hint whose every try fails, until told otherwise; returns once it has failed. */
const failingHint = async ({ worker: home, giver }: Backend, tenant: string) => {
  const state = { isMended: false };
  const work = async () => {
    if (!state.isMended) throw new Error('The database was asleep.');
  };
  const worker = openHintWorker(
    home!,
    work,
    () => undefined,
    () => undefined,
  );
  // Each job is tried again at once.
  const job = { ...hintQueue.job, backoff: { ...hintQueue.job.backoff, delay: 5 } };
  const queue = openHintQueue(giver, () => undefined, { ...hintQueue, job });
  onTestFinished(async () => {
    await queue.close();
    await worker.close();
  });
  const isGiven = async () =>
    queue.give({ tenant, head: 7 }).then(
      () => true,
      () => false,
    );
  // On Postgres the workers make the tables of the queue once they are up.
  await expect.poll(isGiven, { timeout: PATIENCE_MS }).toBe(true);
  await expect.poll(async () => (await queue.counts())['failed'], { timeout: PATIENCE_MS }).toBe(1);
  return state;
};

describe.each(backends)('queues in $name', (backend) => {
  test.skipIf(backend.worker === null)('are listed, and what failed in them is put back', async () => {
    const state = await failingHint(backend, 'ashvale');
    const running = await startedHere('redisUrl' in backend.giver ? backend.giver.redisUrl : null);
    for (const ledger of [ledgerCommandIn(backend.told), ledgerCommandIn(running)]) {
      const { code, out, err } = await ledger('queues');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out[0]).toMatch(backend.place);
      expect(out.slice(1)).toEqual([
        "project (brings a council's read models up to date): 1 failed",
        'digest (looks which digests have come due): nothing in it',
      ]);
    }
    const ledger = ledgerCommandIn(running);
    const [line, ...others] = (await ledger('queues', 'failed')).out;
    expect(others).toEqual([]);
    const shape =
      /^project {2}([\w-]+) {2}\d{4}-\S+Z {2}tried 5 times: The database was asleep\. {2}(\{.*\})$/;
    const [, id = '', data = ''] = shape.exec(line ?? '') ?? [];
    expect(JSON.parse(data)).toEqual({ tenant: 'ashvale', head: 7 });

    expect(await ledger('queues', 'retry')).toMatchObject({ code: 2, err: 'Say which: --job ID, or --all.' });
    expect(await ledger('queues', 'retry', '--all', '--job', id)).toMatchObject({ code: 2 });
    const unknown = await ledger('queues', 'retry', '--job', 'none-such');
    expect(unknown).toMatchObject({
      code: 1,
      err: expect.stringContaining('No job none-such has failed') as string,
    });
    state.isMended = true;
    expect(await ledger('queues', 'retry', '--job', id)).toMatchObject({ code: 0, out: ['1 job put back.'] });
    const failed = async () => (await ledger('queues', 'failed')).out;
    await expect.poll(failed, { timeout: PATIENCE_MS }).toEqual(['No job has failed.']);
    expect(await ledger('queues', 'retry', '--all')).toMatchObject({ code: 0, out: ['0 jobs put back.'] });
  });
});

describe('queues that cannot be looked at', () => {
  test.each([
    [{ REDIS_URL: 'http://host' }, 'REDIS_URL must look like redis://:password@host:6379.'],
    [{ DATABASE_URL: 'mysql://host' }, 'DATABASE_URL must look like postgres://'],
    [{ QUEUE_DATABASE_URL: 'host' }, 'QUEUE_DATABASE_URL must look like postgres://'],
    [{ LEDGER_HOME: '/nowhere/at-all' }, 'No ledger is running here: run npm start, or set REDIS_URL.'],
    [{ REDIS_URL: 'redis://127.0.0.1:1' }, 'The Redis at 127.0.0.1:1 does not answer (ECONNREFUSED).'],
    [{ DATABASE_URL: 'postgres://a@127.0.0.1:1/b' }, 'The database b at 127.0.0.1:1 does not answer.'],
  ])('%o are a sentence', async (env, sentence) => {
    const { code, err } = await ledgerCommandIn(env)('queues');
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });

  test('a Redis that wants a password says so', async (context) => {
    if (given === null) return context.skip('there is no Redis');
    const { host } = new URL(given);
    const { code, err } = await ledgerCommandIn({ REDIS_URL: `redis://:guess@${host}` })('queues');
    expect(code).toBe(1);
    expect(err).toContain(`The Redis at ${host} does not let us in (WRONGPASS`);
  });

  test('there are none before a worker has run', async () => {
    const empty = await createTestDatabase(inject('adminUrl'));
    onTestFinished(async () => empty.close());
    const { code, err } = await ledgerCommandIn({ DATABASE_URL: empty.appUrl })('queues');
    expect(code).toBe(1);
    expect(err).toBe('No worker has run on this database yet, so there are no queues: npm start runs them.');
  });
});
