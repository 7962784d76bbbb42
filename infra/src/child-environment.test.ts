import { expect, test } from 'vitest';
import { childEnvironment } from './child-environment.js';

const config = { PORT: 4001, WORKERS_PORT: undefined, LOG_LEVEL: 'info' } as const;
const stores = { databaseUrl: 'postgres://app@127.0.0.1/ledger', redisUrl: null };

test.each(['0.0.0.0', '::', 'my-machine', ''])('HOST=%s does not open the API to others', (HOST) => {
  expect(childEnvironment({ HOST, PATH: '/bin' }, config, stores)).toEqual({
    HOST: '127.0.0.1',
    PATH: '/bin',
    PORT: '4001',
    WORKERS_PORT: '0',
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
    EFFECTS_DATABASE_URL: 'postgres://e@h/d',
    REDIS_URL: 'redis://elsewhere',
    LEDGER_REDIS: 'path',
  };
  const told = JSON.stringify(childEnvironment(given, config, stores));
  expect(told).not.toMatch(/super@|a@h|p@h|e@h|redis|path/);
  const withRedis = childEnvironment(given, config, { ...stores, redisUrl: 'redis://127.0.0.1' });
  expect(withRedis['REDIS_URL']).toBe('redis://127.0.0.1');
});

test('only the part that carries out effects can, and sees the secret of the alarm', () => {
  const given = { ALARM_WEBHOOK_URL: 'https://alarms.example', ALARM_WEBHOOK_SECRET: 'whsec_x' };
  expect(JSON.stringify(childEnvironment(given, config, stores))).not.toMatch(/ALARM|EFFECTS/);
  const effectsUrl = 'postgres://effects@127.0.0.1/ledger';
  expect(childEnvironment(given, config, { ...stores, effectsUrl })).toMatchObject({
    ...given,
    EFFECTS_DATABASE_URL: effectsUrl,
  });
});
