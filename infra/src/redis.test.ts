import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { repositoryRoot } from './folders.js';
import { canUnpack } from './debian-packages.js';
import { redisWarning } from './given-stores.js';
import { redisUnpacked } from './redis-binary.js';
import { startRedis, type RedisOptions, type RunningRedis } from './redis.js';
import { temporaryHome } from './testing/temporary-home.js';

const shared = join(repositoryRoot, '.ledger', 'redis', 'unpacked');
const why = 'needs apt-get and dpkg, which this machine has not';

async function started(
  options: Partial<RedisOptions> & { home: string },
): Promise<RunningRedis & { lines: string[] }> {
  const lines: string[] = [];
  const redis = await startRedis({ ...options, onLine: (line) => lines.push(line) });
  onTestFinished(() => redis.stop());
  return { ...redis, lines };
}

async function ask(url: string | null): Promise<string[]> {
  const client = new Redis(url ?? '', { lazyConnect: true, retryStrategy: () => null });
  let reason: Error | undefined;
  client.on('error', (error) => (reason ??= error));
  try {
    await client.connect();
    return [await client.ping(), ...(await client.config('GET', 'maxmemory-policy'))];
  } catch (error) {
    // The client says only that its connection closed; the event before it says why.
    throw reason ?? error;
  } finally {
    client.disconnect();
  }
}

/** A redis-server on a PATH of our own: the unpacked one behind a script that finds its libraries. */
async function pathWithRedis(home: string): Promise<string | undefined> {
  const binary = await redisUnpacked(shared, () => undefined);
  if (binary === undefined) return undefined;
  const folder = join(home, 'bin');
  mkdirSync(folder);
  const script = `#!/bin/sh\nLD_LIBRARY_PATH=${binary.libraries.join(':')} exec ${binary.command} "$@"\n`;
  writeFileSync(join(folder, 'redis-server'), script, { mode: 0o755 });
  return `${folder}:${process.env['PATH'] ?? ''}`;
}

test('path: a redis-server on the PATH is taken, privately', async (context) => {
  const home = temporaryHome();
  const path = await pathWithRedis(home);
  if (path === undefined) return context.skip('there is no Redis on this machine, nor could one be unpacked');
  const redis = await started({ home, only: 'path', path });
  expect(redis.how).toMatch(/redis-server of this machine/);
  expect(await ask(redis.url)).toEqual(['PONG', 'maxmemory-policy', 'noeviction']);
  await redis.stop();
  await expect(ask(redis.url)).rejects.toThrow(/ECONNREFUSED/);
});

test('path: a valkey-server does as well', async (context) => {
  const home = temporaryHome();
  const path = await pathWithRedis(home);
  if (path === undefined) return context.skip('there is no Redis on this machine, nor could one be unpacked');
  mkdirSync(join(home, 'valkey'));
  symlinkSync(join(home, 'bin', 'redis-server'), join(home, 'valkey', 'valkey-server'));
  const redis = await started({ home, only: 'path', path: join(home, 'valkey') });
  expect(redis.how).toMatch(/valkey-server of this machine/);
  expect(await ask(redis.url)).toContain('PONG');
});

test('path: without one, a sentence says what to do', async () => {
  const attempt = startRedis({
    home: temporaryHome(),
    only: 'path',
    path: '/nowhere',
    onLine: () => undefined,
  });
  await expect(attempt).rejects.toThrow(/there is none: install one, or unset LEDGER_REDIS/);
});

test(
  'unpack: the system’s packages are fetched without installing, and kept',
  { timeout: 120_000 },
  async (context) => {
    if (!canUnpack()) return context.skip(why);
    const home = temporaryHome();
    const first = await started({ home, only: 'unpack' });
    expect(first.lines).toEqual(['Fetching Redis from the system’s packages (first run only) …']);
    expect(await ask(first.url)).toContain('PONG');
    await first.stop();
    const second = await started({ home, only: 'unpack' });
    expect(second.lines).toEqual([]);
    expect(await ask(second.url)).toContain('PONG');
  },
);

test('postgres: no Redis is started, and a line says so', async () => {
  const redis = await started({ home: temporaryHome(), only: 'postgres' });
  expect(redis.url).toBeNull();
  expect(redis.lines).toEqual(['Redis: none found; BullMQ runs on its Postgres backend']);
});

test('a Redis that an earlier start left running is replaced', async (context) => {
  if (process.platform !== 'linux') return context.skip('finds leftovers through /proc, which is Linux’s');
  if (!canUnpack()) return context.skip(why);
  const home = temporaryHome();
  const left = await started({ home, unpackInto: shared });
  const next = await started({ home, unpackInto: shared });
  expect(await ask(next.url)).toContain('PONG');
  await expect(ask(left.url)).rejects.toThrow(/ECONNREFUSED/);
});

test('one that throws jobs away when its memory is full is told of', async (context) => {
  const redis = await started({ home: temporaryHome(), unpackInto: shared });
  if (redis.url === null) return context.skip('no Redis could be had');
  expect(await redisWarning(redis.url)).toBeNull();
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
  expect(await redisWarning(redis.url)).toMatch(
    /\(maxmemory-policy is allkeys-lru\): set maxmemory-policy to noeviction\./,
  );
  // Nor is one told of as safe that could not be asked.
  expect(await redisWarning(redis.url.replace(/:[^:@]*@/, ''))).toMatch(/was not to be asked .*NOAUTH/);
});

test('a password is needed', async (context) => {
  const redis = await started({ home: temporaryHome(), unpackInto: shared });
  if (redis.url === null) return context.skip('no Redis could be had');
  const open = redis.url.replace(/:[^:@]*@/, '');
  await expect(ask(open)).rejects.toThrow(/NOAUTH/);
});
