import { expect, inject, test } from 'vitest';
import { assertPostgresAnswers, assertRedisListens } from './given-stores.js';
import { freePort } from './ports.js';

test('a Postgres that answers is taken', async () => {
  await expect(assertPostgresAnswers(inject('adminUrl'))).resolves.toBeUndefined();
});

test('one that does not is named with its variable', async () => {
  const nowhere = `127.0.0.1:${await freePort()}`;
  await expect(assertPostgresAnswers(`postgres://a:b@${nowhere}/c`)).rejects.toThrow(
    /The Postgres that DATABASE_URL names does not answer \(.*ECONNREFUSED.*\): start it, or correct or unset/,
  );
  await expect(assertRedisListens(`redis://${nowhere}`)).rejects.toThrow(
    /The Redis that REDIS_URL names does not answer/,
  );
});

test('a Postgres that refuses the password says so', async () => {
  const wrong = new URL(inject('adminUrl'));
  wrong.password = 'guess';
  await expect(assertPostgresAnswers(wrong.href)).rejects.toThrow(
    /does not answer \(password authentication failed/,
  );
});
