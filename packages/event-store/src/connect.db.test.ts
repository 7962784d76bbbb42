import { afterAll, describe, expect, inject, test } from 'vitest';
import { BOUNDS_MS, connect } from './connect.js';
import { createTestDatabase } from './testing/index.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

describe('every connection', () => {
  test('is bound in how long it waits, works, and holds a transaction without working', async () => {
    const sql = connect(db.appUrl, { max: 1 });
    const names = Object.keys(BOUNDS_MS);
    const rows = await sql<{ name: string; ms: number }[]>`
      select name, setting::int as ms from pg_settings where name = any (${names})`;
    await sql.end();
    expect(Object.fromEntries(rows.map(({ name, ms }) => [name, ms]))).toEqual(BOUNDS_MS);
  });

  test('waits longer for a lock than anybody may hold one without working', () => {
    const { idle_in_transaction_session_timeout: idle, lock_timeout: lock, statement_timeout } = BOUNDS_MS;
    expect([idle, lock, statement_timeout]).toEqual(
      [idle, lock, statement_timeout].toSorted((a, b) => a - b),
    );
    expect(new Set([idle, lock, statement_timeout]).size).toBe(3);
  });
});

test('a database that was away is asked again within a second, however often it did not answer', async () => {
  const sql = connect(db.appUrl, { max: 1 });
  const { backoff } = sql.options;
  const delaysS = [0, 1, 5, 10, 100, 10_000].map((failures) =>
    typeof backoff === 'function' ? backoff(failures) : Number.NaN,
  );
  await sql.end();
  expect(delaysS.filter((delayS) => !(delayS > 0 && delayS <= 1))).toEqual([]);
  expect(delaysS[0]).toBeLessThanOrEqual(0.01);
});
