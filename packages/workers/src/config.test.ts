import { describe, expect, test } from 'vitest';
import { readConfig } from './config.js';

const enough = { DATABASE_URL: 'postgres://ledger_projector:secret@127.0.0.1:5432/ledger' };

describe('the environment of the workers', () => {
  test('needs nothing but the database', () => {
    expect(readConfig(enough)).toEqual({ ...enough, LOG_LEVEL: 'info', SWEEP_INTERVAL_MS: 1_000 });
  });

  test('takes an empty variable as one that is not set', () => {
    expect(readConfig({ ...enough, REDIS_URL: '', SWEEP_INTERVAL_MS: '' })).toEqual(readConfig(enough));
  });

  test.each([
    ['DATABASE_URL', undefined, 'a postgres:// URL'],
    ['DATABASE_URL', 'mysql://user:hidden@host/ledger', 'a postgres:// URL'],
    ['REDIS_URL', 'http://host:6379', 'a redis:// URL'],
    ['QUEUE_DATABASE_URL', 'hidden', 'a postgres:// URL'],
    ['LOG_LEVEL', 'loud', 'fatal, error, warn, info, debug, trace or silent'],
    ['SWEEP_INTERVAL_MS', 'often', 'a whole number from 50 to 600000'],
    ['SWEEP_INTERVAL_MS', '1', 'a whole number from 50 to 600000'],
    ['SWEEP_INTERVAL_MS', '99.5', 'a whole number from 50 to 600000'],
  ])(
    'that has a wrong %s (%s) is refused, and told what was expected but not what was found',
    (name, value, expected) => {
      const read = () => readConfig({ ...enough, [name]: value });
      expect(read).toThrow(`${name} must be ${expected}`);
      expect(read).not.toThrow(/hidden/);
    },
  );

  test('is told all that is wrong at once', () => {
    expect(() => readConfig({ REDIS_URL: 'x' })).toThrow(
      /DATABASE_URL must .*; REDIS_URL must .*\.env\.example/,
    );
  });
});
