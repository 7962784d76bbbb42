import { describe, expect, test } from 'vitest';
import { readConfig } from './config.js';

const enough = { DATABASE_URL: 'postgres://ledger_projector:secret@127.0.0.1:5432/ledger' };

describe('the environment of the workers', () => {
  test('needs nothing but the database', () => {
    expect(readConfig(enough)).toEqual({
      ...enough,
      LOG_LEVEL: 'info',
      SWEEP_INTERVAL_MS: 1_000,
      ACCESS_LOG_DAYS: 730,
    });
  });

  test('takes an empty variable as one that is not set', () => {
    expect(readConfig({ ...enough, REDIS_URL: '', SWEEP_INTERVAL_MS: '' })).toEqual(readConfig(enough));
  });

  test.each([
    ['DATABASE_URL', undefined, 'a postgres:// URL'],
    ['DATABASE_URL', 'mysql://user:hidden@host/ledger', 'a postgres:// URL'],
    ['REDIS_URL', 'http://host:6379', 'a redis:// URL'],
    ['QUEUE_DATABASE_URL', 'hidden', 'a postgres:// URL'],
    ['EFFECTS_DATABASE_URL', 'hidden', 'a postgres:// URL'],
    ['ALARM_WEBHOOK_URL', 'ftp://hidden', 'an http:// or https:// URL'],
    ['ALARM_WEBHOOK_SECRET', 'hidden', 'whsec_ and 24 to 64 bytes in base64'],
    ['ALARM_WEBHOOK_SECRET', 'whsec_c2hvcnQ=', 'whsec_ and 24 to 64 bytes in base64'],
    ['LOG_LEVEL', 'loud', 'fatal, error, warn, info, debug, trace or silent'],
    ['WORKERS_PORT', 'http', 'a port number'],
    ['WORKERS_PORT', '65536', 'a port number'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'hidden', 'an http:// URL'],
    ['SWEEP_INTERVAL_MS', 'often', 'a whole number from 50 to 600000'],
    ['SWEEP_INTERVAL_MS', '1', 'a whole number from 50 to 600000'],
    ['SWEEP_INTERVAL_MS', '99.5', 'a whole number from 50 to 600000'],
    ['ACCESS_LOG_DAYS', '29', 'a whole number from 30 to 36500'],
    ['ACCESS_LOG_DAYS', 'forever', 'a whole number from 30 to 36500'],
  ])(
    'that has a wrong %s (%s) is refused, and told what was expected but not what was found',
    (name, value, expected) => {
      const read = () => readConfig({ ...enough, [name]: value });
      expect(read).toThrow(`${name} must be ${expected}`);
      expect(read).not.toThrow(/hidden/);
    },
  );

  const alarm = {
    EFFECTS_DATABASE_URL: 'postgres://ledger_effects:secret@127.0.0.1:5432/ledger',
    ALARM_WEBHOOK_URL: 'https://alarms.example/ledger?team=1',
    ALARM_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  };

  test('takes an alarm whole', () => {
    expect(readConfig({ ...enough, ...alarm })).toMatchObject(alarm);
  });

  test.each([
    ['EFFECTS_DATABASE_URL', 'ALARM_WEBHOOK_URL'],
    ['ALARM_WEBHOOK_SECRET', 'ALARM_WEBHOOK_URL'],
    ['ALARM_WEBHOOK_URL', 'ALARM_WEBHOOK_SECRET'],
  ])('takes no alarm without %s', (name, other) => {
    expect(() => readConfig({ ...enough, ...alarm, [name]: '' })).toThrow(
      `${name} must be set where ${other} is`,
    );
  });

  test('is told all that is wrong at once', () => {
    expect(() => readConfig({ REDIS_URL: 'x' })).toThrow(
      /DATABASE_URL must .*; REDIS_URL must .*\.env\.example/,
    );
  });
});
