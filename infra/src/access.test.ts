import { readFileSync, readdirSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeAccess, writeAccess, type Access } from './access.js';
import { takeLauncherLock } from './launcher-lock.js';
import { temporaryHome } from './testing/temporary-home.js';

const access: Access = {
  apiUrl: 'http://127.0.0.1:4000',
  webUrl: null,
  workersUrl: 'http://127.0.0.1:4100',
  databaseUrl: 'postgres://a@127.0.0.1/ledger',
  projectorDatabaseUrl: 'postgres://c@127.0.0.1/ledger',
  adminDatabaseUrl: 'postgres://b@127.0.0.1/ledger',
  redisUrl: null,
  outbox: '/x/outbox',
  tokens: { adviser: 'token-a', auditor: 'token-b' },
};

test('access.json is replaced whole, and only its owner reads it', () => {
  const home = temporaryHome();
  writeAccess(home, { ...access, tokens: {} });
  const file = writeAccess(home, access);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(access);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(home)).toEqual(['access.json']);
});

test('a person is shown the addresses, a sign-in per role and a request to try', () => {
  const text = describeAccess(access, '/x/access.json').join('\n');
  expect(text).toContain('http://127.0.0.1:4000/graphql');
  expect(text).toContain('http://127.0.0.1:4000/metrics http://127.0.0.1:4100/metrics');
  expect(text).toMatch(/Digests +\/x\/outbox/);
  expect(text).toMatch(/adviser\s+token-a/);
  expect(text).toMatch(/curl .*Bearer token-a/);
});

test('a second start in the same home is refused with a sentence; a dead one’s lock is taken over', () => {
  const home = temporaryHome();
  const letGo = takeLauncherLock(home);
  expect(() => takeLauncherLock(home)).toThrow(
    /Another start already runs here .* stop it first, or set LEDGER_HOME and PORT/,
  );
  letGo();
  takeLauncherLock(home)();
});
