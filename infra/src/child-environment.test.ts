import { expect, test } from 'vitest';
import { childEnvironment } from './child-environment.js';
import { linkEnvironment, outboxOf } from './mail-environment.js';
import { temporaryHome } from './testing/temporary-home.js';

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

test('only the part that sends mail knows how mail goes; both parts know by what its links are signed', () => {
  const given = {
    SMTP_URL: 'smtps://user:hidden@mail.example',
    MAIL_FROM: 'a@b.example',
    NOTIFY_API_KEY: 'hidden',
  };
  expect(JSON.stringify(childEnvironment(given, config, stores))).not.toMatch(/hidden|MAIL_FROM/);
  const home = temporaryHome();
  const links = linkEnvironment({}, home, 4001);
  expect(linkEnvironment({}, home, 4001)).toEqual(links);
  expect(links['PUBLIC_API_URL']).toBe('http://127.0.0.1:4001');
  expect(links['MAIL_LINK_SECRET']?.length).toBeGreaterThanOrEqual(32);
  const told = { ...stores, effectsUrl: 'postgres://e@h/d', appUrl: 'postgres://a@h/d', more: links };
  expect(childEnvironment(given, config, told)).toMatchObject({
    ...given,
    ...links,
    APP_DATABASE_URL: 'postgres://a@h/d',
  });
});

test.each([
  [{}, '/x/outbox'],
  [{ MAIL_OUTBOX: '/elsewhere' }, '/elsewhere'],
  [{ SMTP_URL: 'smtp://mail.example' }, null],
  [{ NOTIFY_API_KEY: 'a-key' }, null],
])('digests are files unless mail goes out: with %j in %s', (given, outbox) => {
  expect(outboxOf(given, '/x')).toBe(outbox);
});
