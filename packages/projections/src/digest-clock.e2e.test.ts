/** The clock of digests, on both backends. */
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { openDigestClock } from './digest-clock.js';
import { openQueue } from './open-queue.js';
import type { QueueHome } from './queue-home.js';
import { digestQueue } from './queues.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

/** A database number of Redis that no other test file uses. */
const REDIS_DATABASE = 6;
const given = inject('redisUrl');
const redisUrl = given === null ? null : new URL(`/${REDIS_DATABASE}`, given).href;
const PATIENCE_MS = 20_000;
const backends: [string, QueueHome | null][] = [
  ['Redis', redisUrl === null ? null : { redisUrl }],
  ['Postgres', { databaseUrl: db.projectorUrl }],
];
const EACH_SECOND = '* * * * * *';

describe.each(backends)('the clock in %s', (_, home) => {
  describe.skipIf(home === null)('that can be had', () => {
    const open = async () => {
      const state = { ticks: 0, errors: [] as Error[] };
      const clock = await openDigestClock(
        home!,
        async () => void (state.ticks += 1),
        (error) => void state.errors.push(error),
      );
      onTestFinished(async () => clock.close());
      return { state, clock };
    };
    const schedulers = async () => {
      const queue = openQueue<null>(home!, digestQueue, 'fail', () => undefined);
      try {
        return (await queue.getJobSchedulers()).map(({ key, pattern, tz, next }) => ({
          key,
          pattern,
          tz,
          next,
        }));
      } finally {
        await queue.close();
      }
    };

    test('ticks at each time that was chosen, by the clocks of London, and forgets those that no council has', async () => {
      const { state, clock } = await open();
      await clock.set(['0 7 * * *', EACH_SECOND]);
      await clock.set(['0 7 * * *', EACH_SECOND]);
      await expect.poll(() => state.ticks, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
      const standing = await schedulers();
      expect(standing.map(({ pattern }) => pattern ?? '').toSorted()).toEqual([EACH_SECOND, '0 7 * * *']);
      expect(standing.every(({ tz }) => tz === 'Europe/London')).toBe(true);

      await clock.set(['30 8 * * *']);
      expect((await schedulers()).map(({ pattern }) => pattern)).toEqual(['30 8 * * *']);
      await clock.set([]);
      expect(await schedulers()).toEqual([]);
      expect(state.errors).toEqual([]);
    });
  });
});
