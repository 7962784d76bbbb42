import { afterAll, describe, expect, inject, test } from 'vitest';
import type { Sql } from 'postgres';
import { person } from '@improvement-ledger/domain';
import { v7 } from 'uuid';
import { openAccessLog } from './access-log.js';
import { append } from './group-append.js';
import { step } from './order.js';
import { positionAt, readFeed, readHead } from './read.js';
import { withTenants } from './tenancy.js';
import {
  carriedOut,
  grantAccess,
  invitePerson,
  issueToken,
  linkSubject,
  trustIssuer,
} from './testing/access.js';
import { createTestDatabase } from './testing/index.js';
import { entryOf } from './testing/log-entry.js';
import { planSample } from './testing/sample-effect.js';
import { beginPlan, registerPerson } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const [mine, other] = ['west-berkshire', 'neighbour'] as const;
/** A council with something in each of its tables, of the plan and of who has access. */
const beginCouncil = async (tenant: string): Promise<number> => {
  await beginPlan(db.app, tenant);
  await planSample(db.effects, tenant);
  const { grantId, principalId } = await grantAccess(db.app, tenant);
  await issueToken(db.app, tenant, grantId);
  await invitePerson(db.app, tenant);
  const log = openAccessLog(db.app);
  const entry = entryOf(tenant);
  await log.begin(entry);
  await log.finish({ tenant, id: entry.id, items: 1, bytes: 2, codes: [] });
  const issuerId = await trustIssuer(db.app, tenant);
  await linkSubject(db.app, tenant, { issuerId, principalId, subject: 'somebody' });
  const [again, merge] = [v7(), { type: 'MergePerson', into: principalId } as const];
  await carriedOut(db.app, tenant, registerPerson(again));
  return (await carriedOut(db.app, tenant, step(person, again, { ...merge, personId: again }))).head;
};
const heads = { [mine]: await beginCouncil(mine), [other]: await beginCouncil(other) };

/** Every table with rows of councils, as the database itself tells. */
const tables = await db.admin<{ name: string; enabled: boolean; forced: boolean }[]>`
  select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
   where n.nspname in ('ledger', 'read', 'access') and c.relkind in ('r', 'p')
   order by 1`;

const within = async <Result>(sql: Sql, granted: string | null, work: (tx: Sql) => Promise<Result>) =>
  (await sql.begin(async (tx) => {
    if (granted !== null) await tx`select set_config('ledger.tenants', ${granted}, true)`;
    return work(tx as unknown as Sql);
  })) as Result;
const readable = async (table: string) => {
  const [row] = await db.admin<{ app: boolean; projector: boolean; effects: boolean }[]>`
    select has_table_privilege('ledger_app', ${table}, 'select') as app,
           has_table_privilege('ledger_projector', ${table}, 'select') as projector,
           has_table_privilege('ledger_effects', ${table}, 'select') as effects`;
  return [
    ...(row?.app ? [db.app] : []),
    ...(row?.projector ? [db.projector] : []),
    ...(row?.effects ? [db.effects] : []),
  ];
};
const tenantsSeen = async (sql: Sql, table: string, granted: string | null) =>
  within(sql, granted, async (tx) => {
    const rows = await tx.unsafe<{ tenant: string }[]>(`select distinct tenant from ${table} order by 1`);
    return rows.map(({ tenant }) => tenant);
  });

test('the tables of the log are among those looked at', () => {
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'access.grants',
      'access.links',
      'access.log',
      'access.log_outcomes',
      'ledger.commands',
      'ledger.digest_plannings',
      'ledger.effects',
      'ledger.events',
      'ledger.sealed_values',
      'ledger.tenants',
    ]),
  );
});

describe.each(tables)('$name', ({ name, enabled, forced }) => {
  test('has row-level security, also for its owner', () => {
    expect({ enabled, forced }).toEqual({ enabled: true, forced: true });
  });

  test('shows the rows of the councils granted and of no other', async () => {
    for (const sql of await readable(name)) {
      expect(await tenantsSeen(sql, name, mine)).toEqual([mine]);
      expect(await tenantsSeen(sql, name, `${mine},${other}`)).toEqual([other, mine]);
    }
  });

  test('shows nothing where nothing is granted', async () => {
    for (const sql of await readable(name)) {
      for (const granted of [null, '', 'nobody', '%', `${mine} `, `{${mine}}`]) {
        expect(await tenantsSeen(sql, name, granted)).toEqual([]);
      }
    }
  });

  test('takes no row for a council that is not granted, not even from its owner', async () => {
    const insert = within(db.admin, other, async (tx) => {
      await tx.unsafe('set local role ledger_owner');
      await tx.unsafe(`insert into ${name} (tenant) values ('${mine}')`);
    });
    await expect(insert).rejects.toMatchObject({
      code: '42501',
      message: expect.stringContaining('row-level security') as string,
    });
  });
});

describe('a transaction of one council', () => {
  test('reads an empty log for another', async () => {
    const seen = await withTenants(db.app, [other], async (tx) => [
      await readHead(tx, mine),
      await readFeed(tx, mine, 0, 10),
      await positionAt(tx, mine, '9999-01-01T00:00:00.000Z'),
    ]);
    expect(seen).toEqual([0, [], 0]);
  });

  test('leaves no grant behind on its connection', async () => {
    const [connection] = [db.projector];
    await withTenants(connection, [mine], async (tx) => readHead(tx, mine));
    const rows = await connection`select from ledger.tenants`;
    expect(rows).toHaveLength(0);
  });

  test('cannot write, since it is for reading', async () => {
    const write = withTenants(db.app, [mine], async (tx) => tx`create temporary table t (x int)`);
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  test('cannot append to another', async () => {
    const [principal, commandId] = [v7(), v7()];
    const nothing = { principal, key: '', hash: '', commandId, expected: [], events: [], seals: [] };
    await expect(append(db.app, [other], mine, nothing)).rejects.toMatchObject({ code: 'LG003' });
    await expect(append(db.app, [], mine, nothing)).rejects.toMatchObject({ code: 'LG003' });
  });
});

test('heads alone are read across councils, and nothing else of them', async () => {
  for (const sql of [db.app, db.projector]) {
    expect([...(await sql`select * from ledger.heads()`)]).toEqual([
      { tenant: other, head: heads[other] },
      { tenant: mine, head: heads[mine] },
    ]);
  }
});

test('what was issued for use, once, cannot be read back by any role that serves', async () => {
  const roles = ['ledger_app', 'ledger_projector', 'ledger_effects'];
  const secrets = ['access.tokens', 'access.token_secrets', 'access.invitation_codes'];
  const rows = await db.admin<{ role: string; place: string }[]>`
    select role, format('%s.%s', r.t, a.attname) as place
      from unnest(${roles}::text[]) as role, unnest(${secrets}::text[]) as r(t)
      join pg_attribute a on a.attrelid = r.t::regclass and a.attnum > 0
     where has_column_privilege(role, a.attrelid, a.attnum, 'select, insert, update, references')
     order by 1, 2`;
  expect(rows.map(({ role, place }) => `${role} ${place}`)).toEqual([
    'ledger_app access.token_secrets.last_used_at',
    'ledger_app access.token_secrets.tenant',
    'ledger_app access.token_secrets.token_id',
  ]);
});

test('what a role may do as the owner of all is a short list', async () => {
  const rows = await db.admin<{ told: string }[]>`
    select format('%s %s.%s', role, n.nspname, p.proname) as told
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
           unnest(array['public', 'ledger_app', 'ledger_projector', 'ledger_effects']) as role
     where n.nspname in ('ledger', 'access') and has_function_privilege(role, p.oid, 'execute')
       and (role = 'public' or p.prosecdef)
     order by role, n.nspname desc, p.proname`;
  expect(rows.map(({ told }) => told)).toEqual([
    'ledger_app ledger.append',
    'ledger_app ledger.append_group',
    'ledger_app ledger.heads',
    'ledger_app ledger.report_effect',
    'ledger_app access.invitation_of_code',
    'ledger_app access.keep_code',
    'ledger_app access.keep_secret',
    'ledger_app access.link_of',
    'ledger_app access.log_outcomes',
    'ledger_app access.log_reads',
    'ledger_app access.memberships_of_subject',
    'ledger_app access.memberships_of_token',
    'ledger_app access.note_use',
    'ledger_app access.operator_access',
    'ledger_app access.principal_names',
    'ledger_app access.trusted_issuers',
    'ledger_effects ledger.heads',
    'ledger_effects ledger.report_effect',
    'ledger_projector ledger.heads',
    'ledger_projector access.drop_old_log',
  ]);
});
