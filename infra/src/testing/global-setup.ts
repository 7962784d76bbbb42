import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { repositoryRoot } from '../folders.js';
import { startPostgres } from '../postgres.js';
import { redisWays, startRedis } from '../redis.js';
import './provided.js';

/** One Postgres and one Redis for the whole run, on free ports, in a folder that goes with them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const givenPostgres = process.env['TEST_DATABASE_URL'];
  const givenRedis = process.env['TEST_REDIS_URL'];
  const parent = join(repositoryRoot, '.ledger');
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const home = mkdtempSync(join(parent, 'test-'));
  const quiet = { home, onLine: (line: string) => process.stderr.write(`${line}\n`) };
  const stops: Array<() => Promise<void>> = [];
  const tearDown = async (): Promise<void> => {
    await Promise.all(stops.map((stop) => stop()));
    rmSync(home, { recursive: true, force: true });
  };

  const startedPostgres = async (): Promise<string> => {
    const running = await startPostgres({ ...quiet, persistent: false });
    stops.push(running.stop);
    return running.adminUrl;
  };
  const startedRedis = async (): Promise<string | null> => {
    const only = redisWays.find((way) => way === process.env['LEDGER_REDIS']);
    // Unpacked once for all runs: only its configuration and its log are this run's own.
    const running = await startRedis({ ...quiet, only, unpackInto: join(parent, 'redis', 'unpacked') });
    stops.push(running.stop);
    return running.url;
  };
  const both = [
    givenPostgres === undefined ? startedPostgres() : Promise.resolve(givenPostgres),
    givenRedis === undefined ? startedRedis() : Promise.resolve(givenRedis),
  ] as const;
  const [adminUrl, redisUrl] = await Promise.all(both).catch(async (error: unknown) => {
    await Promise.allSettled(both);
    await tearDown();
    throw error;
  });
  project.provide('adminUrl', adminUrl);
  project.provide('redisUrl', redisUrl);
  return tearDown;
}
