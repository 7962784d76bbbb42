import { expect, test } from 'vitest';
import { readConfig } from './config.js';

test('an empty environment gives the defaults', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ PORT: 4000, WEB_PORT: 3000, LOG_LEVEL: 'info' });
  expect(config.LEDGER_HOME).toMatch(/\.ledger$/);
});

test('an empty variable counts as not set', () => {
  expect(readConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ PORT: 4000 });
});

test.each([
  [{ PORT: 'http' }, 'PORT should be a port number from 1 to 65535'],
  [{ PORT: '70000' }, 'PORT should be a port number from 1 to 65535'],
  [{ WEB_PORT: '0' }, 'WEB_PORT should be a port number from 1 to 65535'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL should be a Postgres URL like'],
  [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL should be a Redis URL like'],
  [{ LEDGER_REDIS: 'none' }, 'LEDGER_REDIS should be one of path, unpack, postgres'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL should be one of trace, debug, info, warn, error, silent'],
  [{ PORT: '4000', WEB_PORT: '4000' }, 'PORT and WEB_PORT are both 4000'],
  [
    { APP_DATABASE_URL: 'postgres://a@b/c', PROJECTOR_DATABASE_URL: 'postgres://p@b/c' },
    'APP_DATABASE_URL, PROJECTOR_DATABASE_URL and EFFECTS_DATABASE_URL go together',
  ],
  [{ WORKERS_PORT: '0' }, 'WORKERS_PORT should be a port number from 1 to 65535'],
  [{ WORKERS_PORT: '3000' }, 'WEB_PORT and WORKERS_PORT are both 3000'],
])('%o is refused by name', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(sentence);
});

test('all wrong variables are named at once, and no value is shown', () => {
  const wrong = { PORT: 'x', DATABASE_URL: 'hunter2' };
  expect(() => readConfig(wrong)).toThrow(/PORT should.*DATABASE_URL should/);
  expect(() => readConfig(wrong)).not.toThrow(/hunter2/);
});
