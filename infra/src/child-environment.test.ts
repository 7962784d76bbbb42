import { expect, test } from 'vitest';
import { childEnvironment } from './child-environment.js';

const config = { PORT: 4001, LOG_LEVEL: 'info' } as const;
const stores = { databaseUrl: 'postgres://app@127.0.0.1/ledger', redisUrl: null };

test.each(['0.0.0.0', '::', 'my-machine', ''])('HOST=%s does not open the API to others', (HOST) => {
  expect(childEnvironment({ HOST, PATH: '/bin' }, config, stores)).toEqual({
    HOST: '127.0.0.1',
    PATH: '/bin',
    PORT: '4001',
    LOG_LEVEL: 'info',
    DATABASE_URL: stores.databaseUrl,
    QUEUE_DATABASE_URL: stores.databaseUrl,
  });
});

test('a child sees neither the other role nor a superuser, and Redis only where there is one', () => {
  const given = {
    DATABASE_URL: 'postgres://super@h/d',
    APP_DATABASE_URL: 'postgres://a@h/d',
    PROJECTOR_DATABASE_URL: 'postgres://p@h/d',
    REDIS_URL: 'redis://elsewhere',
    LEDGER_REDIS: 'path',
  };
  const told = JSON.stringify(childEnvironment(given, config, stores));
  expect(told).not.toMatch(/super@|a@h|p@h|redis|path/);
  const withRedis = childEnvironment(given, config, { ...stores, redisUrl: 'redis://127.0.0.1' });
  expect(withRedis['REDIS_URL']).toBe('redis://127.0.0.1');
});
