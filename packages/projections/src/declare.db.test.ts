import { connect } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { tellable } from '@improvement-ledger/telemetry';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { actionRegister } from './action-register.js';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { keepFaults } from './faults.js';
import { projections } from './list.js';
import { tableOf } from './projection.js';
import { openLog, planWith, ratings } from './testing/log.js';
import { factsOfEach } from './testing/of-each.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
beforeAll(async () => {
  // Four workers start at the same moment, on a database that has none of it.
  const workers = Array.from({ length: 4 }, () => connect(db.projectorUrl, { max: 1 }));
  await Promise.all(workers.map(async (sql) => declareReadModels(sql)));
  await Promise.all(workers.map(async (sql) => sql.end()));
});

/** Tables and views in `read`, as they are and not as they were meant. */
const relations = async () =>
  db.admin<
    { name: string; kind: 'r' | 'v'; fenced: boolean; options: string[] | null; policies: string[] | null }[]
  >`
    select c.relname as name, c.relkind as kind, c.relrowsecurity and c.relforcerowsecurity as fenced,
           c.reloptions as options,
           (select array_agg(pg_get_expr(p.polqual, p.polrelid)) from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c where c.relnamespace = 'read'::regnamespace and c.relkind <> 'i' order by c.relname`;

test('several workers may declare the read models at once', async () => {
  const names = (await relations()).map(({ name }) => name);
  expect(names).toEqual(
    [
      'bookmarks',
      'faults',
      'generations',
      ...projections.flatMap(({ name, version }) => [name, `${name}_v${version}`]),
    ].toSorted(),
  );
});

test('declaring again leaves what stands alone, and waits for no reader', async () => {
  const reader = await db.admin.reserve();
  await reader.unsafe('begin; select from read.action_register, read.bookmarks');
  const impatient = connect(db.projectorUrl, { max: 1, connection: { lock_timeout: 50 } });
  await expect(declareReadModels(impatient)).resolves.toBeUndefined();
  await impatient.end();
  await reader`rollback`;
  reader.release();
});

describe('what belongs to one council is not seen by another', () => {
  test('every table is fenced by the grants of the transaction, also against its owner', async () => {
    const tables = (await relations()).filter(({ kind, name }) => kind === 'r' && name !== 'generations');
    expect(tables).toHaveLength(projections.length + 2);
    for (const { name, fenced, policies } of tables) {
      expect({ name, fenced, policies }).toEqual({
        name,
        fenced: true,
        // A fault of the queue or the sweeper is of no council.
        policies: [
          name === 'faults'
            ? '((tenant IS NULL) OR ledger.may_touch(tenant))'
            : `COALESCE((tenant = ANY (( SELECT string_to_array(current_setting('ledger.tenants'::text, true), ','::text) AS string_to_array)::text[])), false)`,
        ],
      });
    }
  });

  test('every view looks with the eyes of whoever asks', async () => {
    const views = (await relations()).filter(({ kind }) => kind === 'v');
    expect(views).toHaveLength(projections.length);
    for (const { name, options } of views) {
      expect([name, options]).toEqual([name, ['security_invoker=true']]);
    }
  });

  test('a transaction sees the rows of the councils that it names, and without any it sees none', async () => {
    for (const tenant of ['one', 'two']) {
      const log = await openLog(db.app, tenant);
      await log.tell(...factsOfEach);
      for (const projection of projections) await catchUp(db.projector, projection, tenant);
      const error = tellable(new Error('It broke.'));
      await keepFaults(db.projector, [{ place: 'rag_history', tenant, code: 'Error', error, times: 1 }]);
    }
    for (const sql of [db.app, db.projector]) {
      for (const { name } of (await relations()).filter((each) => each.name !== 'generations')) {
        const seenWith = async (grants: string | null) =>
          sql.begin(async (tx) => {
            if (grants !== null) await tx`select set_config('ledger.tenants', ${grants}, true)`;
            const rows = await tx<{ tenant: string }[]>`
              select distinct tenant from ${tx(`read.${name}`)} order by tenant`;
            return rows.map(({ tenant }) => tenant);
          });
        expect([name, await seenWith(null)]).toEqual([name, []]);
        expect([name, await seenWith('two')]).toEqual([name, ['two']]);
        expect([name, await seenWith('one,two')]).toEqual([name, ['one', 'two']]);
      }
    }
  });

  test('a worker cannot write a row for a council that its transaction does not name', async () => {
    const stray = db.projector.begin(async (tx) => {
      await tx`select set_config('ledger.tenants', 'one', true)`;
      await tx`insert into read.bookmarks (projection, version, tenant) values ('x', 1, 'two')`;
    });
    await expect(stray).rejects.toThrow(/row-level security/);
  });
});

test('the API may read the read models and nothing else', async () => {
  for (const { name } of await relations()) {
    const rights = await db.admin<{ may: string }[]>`
      select may from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as may
       where has_table_privilege('ledger_app', ${`read.${name}`}, may)`;
    expect([name, rights.map(({ may }) => may)]).toEqual([name, ['select']]);
  }
  const [schema] = await db.admin<{ creates: boolean; owns: number }[]>`
    select has_schema_privilege('ledger_app', 'read', 'create') as creates,
           (select count(*)::int from pg_class c join pg_roles r on r.oid = c.relowner
             where r.rolname = 'ledger_app') as owns`;
  expect(schema).toEqual({ creates: false, owns: 0 });
  await expect(db.app`delete from read.bookmarks`).rejects.toMatchObject({ code: '42501' });
});

test('the planner knows of a table by the time it is filled', async () => {
  const log = await openLog(db.app, 'large');
  await log.tell(...planWith(), ...ratings(Array.from({ length: 400 }, () => 'red')));
  await catchUp(db.projector, actionRegister, log.tenant);
  const [known] = await db.admin<{ rows: number }[]>`
    select reltuples::integer as rows from pg_class where oid = ${`read.${tableOf(actionRegister)}`}::regclass`;
  expect(known?.rows).toBeGreaterThan(400);
});
