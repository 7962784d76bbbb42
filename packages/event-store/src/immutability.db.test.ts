import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { execute } from './execute.js';
import { createTestDatabase } from './testing/index.js';
import { planSample } from './testing/sample-effect.js';
import { beginPlan, orderOf, receiptOf, registerCouncil } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const tenant = 'west-berkshire';
beforeAll(async () => {
  await beginPlan(db.app, tenant);
  await planSample(db.effects, tenant);
});

const tables = ['events', 'sealed_values', 'commands', 'tenants', 'effects', 'digest_plannings'] as const;
const changes = {
  events: "update ledger.events set data = '{}'",
  sealed_values: 'update ledger.sealed_values set value = \'"other"\'',
  commands: 'update ledger.commands set head = 1',
  tenants: "update ledger.tenants set clock = 'replayed'",
  effects: "update ledger.effects set payload = '[]'",
  digest_plannings: 'update ledger.digest_plannings set recipients = 0, planned = 0',
} as const;
const statementsFor = (table: (typeof tables)[number]) => [
  changes[table],
  `delete from ledger.${table}`,
  `truncate ledger.${table}`,
];
const all = tables.flatMap((table) => statementsFor(table).map((statement) => ({ statement })));

test('every table of a council in the schema of the log is among those tried', async () => {
  const found = await db.admin<{ name: string }[]>`
    select c.relname::text as name
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
     where c.relnamespace = 'ledger'::regnamespace and c.relkind in ('r', 'p')`;
  expect(found.map(({ name }) => name).toSorted()).toEqual(tables.toSorted());
});

/** Everything that the log holds, as one text. */
const contents = async () => {
  const texts = await Promise.all(
    tables.map(
      async (table) => db.admin`select t::text as row from ${db.admin(`ledger.${table}`)} t order by 1`,
    ),
  );
  return JSON.stringify(texts);
};
const attempt = async (sql: Sql, statement: string, role?: string) =>
  sql.begin(async (tx) => {
    if (role !== undefined) await tx.unsafe(`set local role ${role}`);
    await tx`select set_config('ledger.tenants', ${tenant}, true)`;
    await tx.unsafe(statement);
  });

describe('what is recorded is never changed nor removed', () => {
  test.each(all)('by the application: $statement', async ({ statement }) => {
    await expect(attempt(db.app, statement)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(all)('by the workers: $statement', async ({ statement }) => {
    await expect(attempt(db.projector, statement)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(all)('by the workers that carry out effects: $statement', async ({ statement }) => {
    await expect(attempt(db.effects, statement)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(all)('by the owner of the tables: $statement', async ({ statement }) => {
    const before = await contents();
    await expect(attempt(db.admin, statement, 'ledger_owner')).rejects.toMatchObject({ code: 'LG001' });
    expect(await contents()).toBe(before);
  });

  test.each(all)('by a superuser: $statement', async ({ statement }) => {
    const before = await contents();
    await expect(attempt(db.admin, statement)).rejects.toMatchObject({ code: 'LG001' });
    expect(await contents()).toBe(before);
  });

  test.each([
    'position = position - 1',
    "recorded_at = recorded_at - interval '1 ms'",
    "tenant = 'other'",
    'command_key = sha256(command_key)',
  ])("not even a council's head: %s", async (change) => {
    await expect(attempt(db.admin, `update ledger.tenants set ${change}`)).rejects.toMatchObject({
      code: 'LG001',
    });
  });

  test('nor is anything replaced by an insert that updates on conflict', async () => {
    const upsert =
      'insert into ledger.events select * from ledger.events on conflict (tenant, position) do update set leaf = excluded.leaf';
    await expect(attempt(db.admin, upsert)).rejects.toMatchObject({ code: 'LG001' });
  });
});

describe('the way into the log', () => {
  test.each(['ledger_app', 'ledger_projector'] as const)(
    'is closed to a direct insert by %s',
    async (role) => {
      const sql = role === 'ledger_app' ? db.app : db.projector;
      for (const table of tables) {
        const copy = `insert into ledger.${table} select * from ledger.${table} limit 1`;
        await expect(attempt(sql, copy)).rejects.toMatchObject({ code: '42501' });
      }
    },
  );

  test('is the append function alone, and that for the application only', async () => {
    for (const sql of [db.projector, db.effects]) {
      await expect(attempt(sql, "select ledger.append('', '', '[]')")).rejects.toMatchObject({
        code: '42501',
      });
    }
    for (const sql of [db.app, db.projector, db.effects]) {
      await expect(attempt(sql, "select ledger.append_one(null, '{}')")).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  test('lets in one registration of a council, as an index of its own makes sure', async () => {
    receiptOf(await execute(db.app, orderOf('neighbour', registerCouncil('neighbour'))));
    const [row] = await db.admin`
      select indexdef from pg_indexes where schemaname = 'ledger' and indexname = 'council_registered_once'`;
    expect(row?.['indexdef']).toMatch(/^CREATE UNIQUE INDEX .*\(tenant\) WHERE/);
  });
});

describe('the roles that the programs connect as', () => {
  test.each(['ledger_app', 'ledger_projector', 'ledger_effects'])(
    '%s is not superuser and passes by no security',
    async (role) => {
      const [row] = await db.admin`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
             pg_has_role(rolname, 'ledger_owner', 'member') as owner,
             (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname in ('ledger', 'access') and c.relowner = r.oid) as owned
        from pg_roles r where rolname = ${role}`;
      expect(row).toEqual({
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        owner: false,
        owned: 0,
      });
    },
  );

  test('can make nothing in the schema of the log', async () => {
    for (const sql of [db.app, db.projector, db.effects]) {
      await expect(attempt(sql, 'create table ledger.other (x int)')).rejects.toMatchObject({
        code: '42501',
      });
      await expect(attempt(sql, 'alter table ledger.events disable trigger all')).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  test('cannot turn triggers off for themselves', async () => {
    for (const sql of [db.app, db.projector, db.effects]) {
      await expect(attempt(sql, "set local session_replication_role = 'replica'")).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});
