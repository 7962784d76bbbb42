/** The access log in the database: appended to, read by place, dropped when it is old, and otherwise left alone. */
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { LogPage } from './access-log.js';
import { dropOldLog, openAccessLog, readAccessLog } from './access-log.js';
import { withTenants } from './tenancy.js';
import { createTestDatabase } from './testing/index.js';
import { entryOf } from './testing/log-entry.js';
import { beginLedger } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const [mine, other, old] = ['west-berkshire', 'neighbour', 'long-ago'] as const;
beforeAll(async () => {
  for (const tenant of [mine, other, old]) await beginLedger(db.app, tenant);
});

const log = openAccessLog(db.app);
const all: LogPage = { after: null, first: 100, from: null, until: null };
const read = async (tenant: string, page: Partial<LogPage> = {}, granted: string = tenant) =>
  withTenants(db.app, [granted], async (tx) => readAccessLog(tx, tenant, { ...all, ...page }));
const as = async (sql: Sql, tenant: string, statement: string, role?: string) =>
  sql.begin(async (tx) => {
    if (role !== undefined) await tx.unsafe(`set local role ${role}`);
    await tx`select set_config('ledger.tenants', ${tenant}, true)`;
    await tx.unsafe(statement);
  });

describe('an entry', () => {
  test('is read with how much was handed out, once that is known', async () => {
    const entry = entryOf(mine);
    await log.begin(entry);
    const { tenant: _, ...told } = entry;
    const unanswered = { items: null, bytes: null, codes: [], answeredAt: null };
    expect((await read(mine)).rows[0]).toMatchObject({ ...told, ...unanswered });
    await log.finish({ tenant: mine, id: entry.id, items: 12, bytes: 3_400, codes: ['FORBIDDEN'] });
    expect((await read(mine)).rows[0]).toMatchObject({
      ...told,
      items: 12,
      bytes: 3_400,
      codes: ['FORBIDDEN'],
      answeredAt: expect.any(String) as string,
    });
  });

  test('is seen by its council and by no other', async () => {
    const entry = entryOf(other);
    await log.begin(entry);
    expect((await read(other)).rows.map(({ id }) => id)).toContain(entry.id);
    expect(await read(other, {}, mine)).toEqual({ rows: [], total: 0 });
  });

  test('that the database does not take fails alone among those that go with it', async () => {
    const good = Array.from({ length: 12 }, () => entryOf(mine));
    const bad = entryOf(mine, { userAgent: 'x'.repeat(201) });
    const settled = await Promise.allSettled(
      [...good.slice(0, 6), bad, ...good.slice(6)].map(async (each) => log.begin(each)),
    );
    expect(settled.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([6]);
    const found = new Set((await read(mine)).rows.map(({ id }) => id));
    expect(good.every(({ id }) => found.has(id))).toBe(true);
  });

  test('goes with the others that wait into one write', async () => {
    const before = await db.admin<{ writes: number }[]>`
      select count(distinct xmin::text)::int as writes from access.log where tenant = ${mine}`;
    await Promise.all(Array.from({ length: 50 }, async () => log.begin(entryOf(mine))));
    const after = await db.admin<{ writes: number }[]>`
      select count(distinct xmin::text)::int as writes from access.log where tenant = ${mine}`;
    // One of the first, one of the second, and one of all that came meanwhile.
    expect((after[0]?.writes ?? 0) - (before[0]?.writes ?? 0)).toBeLessThanOrEqual(3);
  });
});

test('the log is read from the newest to the oldest, page by page, within a time', async () => {
  const whole = await read(mine);
  expect(whole.total).toBe(whole.rows.length);
  const times = whole.rows.map(({ at }) => at);
  expect(times).toEqual(times.toSorted().toReversed());
  const ids: string[] = [];
  let page = await read(mine, { first: 7 });
  while (page.rows.length > 0) {
    ids.push(...page.rows.map(({ id }) => id));
    page = await read(mine, { first: 7, after: page.rows.at(-1) ?? null });
  }
  expect(ids).toEqual(whole.rows.map(({ id }) => id));
  const middle = times[5] ?? '';
  const [since, until] = [await read(mine, { from: middle }), await read(mine, { until: middle })];
  expect(since.total + until.total).toBe(whole.total);
  expect(since.rows.every(({ at }) => at >= middle) && until.rows.every(({ at }) => at < middle)).toBe(true);
});

const statements = ['log', 'log_outcomes'].flatMap((table) => [
  `update access.${table} set tenant = tenant`,
  `delete from access.${table}`,
  `truncate access.${table}`,
]);

describe('what was logged is neither changed nor removed', () => {
  test.each(statements)('by the API or the workers: %s', async (statement) => {
    for (const sql of [db.app, db.projector, db.effects]) {
      await expect(as(sql, mine, statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test.each(statements)('by the owner of the tables: %s', async (statement) => {
    await expect(as(db.admin, mine, statement, 'ledger_owner')).rejects.toMatchObject({ code: 'LG001' });
  });

  test('by one who says that it is old', async () => {
    const young = "set local ledger.dropping_log = 'on'; delete from access.log";
    await expect(as(db.admin, mine, young, 'ledger_owner')).rejects.toMatchObject({ code: 'LG001' });
  });

  test('nor is it written by the API past the function that does', async () => {
    const insert = `insert into access.log (tenant, entry_id) values ('${mine}', '${v7()}')`;
    await expect(as(db.app, mine, insert)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('dropping what is old', () => {
  const age = async (days: number): Promise<string> => {
    const entry = entryOf(old);
    await log.begin(entry);
    await log.finish({ tenant: old, id: entry.id, items: 1, bytes: 1, codes: [] });
    // Nobody can make an entry older: a second one is put there as it would have been then.
    const id = v7();
    await db.admin`
      insert into access.log
      select tenant, ${id}, clock_timestamp() - make_interval(days => ${days}), principal, kind, role, grant_id, roots,
             fields, records, client, issuer, client_id, user_agent, address, request_id, correlation
        from access.log where entry_id = ${entry.id}`;
    await db.admin`
      insert into access.log_outcomes
      select tenant, ${id}, clock_timestamp() - make_interval(days => ${days}), items, bytes, codes
        from access.log_outcomes where entry_id = ${entry.id}`;
    return id;
  };

  test('takes what is older than the time, with its amounts, and nothing else', async () => {
    const [gone, kept] = [await age(800), await age(700)];
    const before = await read(old);
    expect(await dropOldLog(db.projector, 730)).toBe(1);
    const left = (await read(old)).rows.map(({ id }) => id);
    expect(left).toEqual(before.rows.map(({ id }) => id).filter((id) => id !== gone));
    expect(left).toContain(kept);
    const amounts = await db.admin`select from access.log_outcomes where tenant = ${old}`;
    expect(amounts).toHaveLength(left.length);
    expect(await dropOldLog(db.projector, 730)).toBe(0);
  });

  test('is refused before thirty days, and to the API', async () => {
    await expect(dropOldLog(db.projector, 29)).rejects.toMatchObject({ code: 'LG001' });
    await expect(dropOldLog(db.app, 730)).rejects.toMatchObject({ code: '42501' });
  });
});
