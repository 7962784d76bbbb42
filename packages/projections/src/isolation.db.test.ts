/** No council's rows are read or written by another's transaction, in any table that has a tenant: the catalogue is asked which. */
import { sampleData } from '@improvement-ledger/domain/testing';
import { openAccessLog } from '@improvement-ledger/event-store';
import {
  createTestDatabase,
  entryOf,
  grantAccess,
  gssCodeFor,
  invitePerson,
  issueToken,
  linkSubject,
  planSample,
  trustIssuer,
} from '@improvement-ledger/event-store/testing';
import { tellable } from '@improvement-ledger/telemetry';
import type { Sql } from 'postgres';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { keepFaults } from './faults.js';
import { projections } from './list.js';
import { openLog } from './testing/log.js';
import { factsOfEach } from './testing/of-each.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const [mine, other] = ['west-berkshire', 'neighbour'] as const;
await declareReadModels(db.projector);
for (const tenant of [mine, other]) {
  const log = await openLog(db.app, tenant);
  await log.tell(
    ...factsOfEach,
    {
      type: 'CouncilAttributesChanged',
      data: { ...sampleData.CouncilAttributesChanged, gssCode: gssCodeFor(tenant) },
    },
    {
      type: 'PersonRegistered',
      data: { ...sampleData.PersonRegistered, personId: sampleData.PersonMerged.personId },
    },
    { type: 'PersonMerged', data: sampleData.PersonMerged },
  );
  const { grantId, principalId } = await grantAccess(db.app, tenant);
  await issueToken(db.app, tenant, grantId);
  await invitePerson(db.app, tenant);
  const issuerId = await trustIssuer(db.app, tenant);
  await linkSubject(db.app, tenant, { issuerId, principalId, subject: 'somebody' });
  await planSample(db.effects, tenant);
  const entry = entryOf(tenant);
  const readings = openAccessLog(db.app);
  await readings.begin(entry);
  await readings.finish({ tenant, id: entry.id, items: 1, bytes: 2, codes: [] });
  const error = tellable(new Error('It broke.'));
  await keepFaults(db.projector, [{ place: 'rag_history', tenant, code: 'Error', error, times: 1 }]);
  for (const projection of projections) await catchUp(db.projector, projection, tenant);
}

const tables = await db.admin<{ name: string }[]>`
  select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
   where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'p')
   order by 1`;

/** Everybody whom the tables' privileges or ownership would let in. */
const roles: readonly (readonly [name: string, sql: Sql, role: string | null])[] = [
  ['the application', db.app, null],
  ['the workers', db.projector, null],
  ['the workers that carry out effects', db.effects, null],
  ['the owner of the log', db.admin, 'ledger_owner'],
];
/** How many rows of the statement the neighbour gets at, or the code with which it is refused. Nothing of it is kept. */
const asNeighbour = async (sql: Sql, role: string | null, statement: string): Promise<number | string> => {
  const undone = new Error('undone');
  let affected: number | string = 0;
  await sql
    .begin(async (tx) => {
      if (role !== null) await tx.unsafe(`set local role ${role}`);
      await tx`select set_config('ledger.tenants', ${other}, true)`;
      affected = (await tx.unsafe(statement)).count;
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) affected = String((error as { code?: unknown }).code);
    });
  return affected;
};
/** Not granted or refused by a policy; or by a trigger that refuses it to everybody. */
const REFUSED = ['42501', 'LG001'];

test('the tables of the log and of every read model are among those looked at', () => {
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['access.grants', 'ledger.events', 'ledger.sealed_values', 'read.bookmarks']),
  );
  expect(tables.length).toBeGreaterThanOrEqual(4 + 1 + projections.length);
});

describe.each(tables)('$name', ({ name }) => {
  test('has row-level security, also for its owner', async () => {
    const [row] = await db.admin`
      select relrowsecurity as enabled, relforcerowsecurity as forced from pg_class where oid = ${name}::regclass`;
    expect(row).toEqual({ enabled: true, forced: true });
  });

  test('holds rows of that other council, so that there is something not to show', async () => {
    const { count } = await db.admin.unsafe(`select from ${name} where tenant = '${mine}'`);
    expect(count).toBeGreaterThan(0);
  });

  test.each(roles)('shows %s no row of another council', async (_, sql, role) => {
    const seen = await asNeighbour(sql, role, `select from ${name} where tenant = '${mine}'`);
    // The owner of the log reads every council's head, and who has access where: ledger.heads() and the functions that
    // find out what a caller may touch run with its rights.
    const isAsked = role === 'ledger_owner' && (name === 'ledger.tenants' || name.startsWith('access.'));
    expect([0, '42501', ...(isAsked ? [1] : [])]).toContain(seen);
  });

  test.each(roles)('lets %s write no row of another council', async (_, sql, role) => {
    const insert = await asNeighbour(sql, role, `insert into ${name} (tenant) values ('${mine}')`);
    expect(REFUSED).toContain(insert);
    for (const statement of [
      `update ${name} set tenant = tenant where tenant = '${mine}'`,
      `delete from ${name} where tenant = '${mine}'`,
    ]) {
      expect([0, ...REFUSED]).toContain(await asNeighbour(sql, role, statement));
    }
  });

  test.each(roles)('lets %s give no row of its own to another council', async (_, sql, role) => {
    const given = await asNeighbour(sql, role, `update ${name} set tenant = '${mine}'`);
    // Where there is no row of its own to give, none is given.
    expect([0, ...REFUSED]).toContain(given);
  });
});
