/** What the database itself holds effects to, whoever asks. */
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { effectStates } from './effects-standing.js';
import { execute } from './execute.js';
import { createTestDatabase } from './testing/index.js';
import { orderOf, receiptOf, registerCouncil } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const tenant = 'west-berkshire';
const claims = { mine: crypto.randomUUID(), other: crypto.randomUUID() } as const;
beforeAll(async () => {
  receiptOf(await execute(db.app, orderOf(tenant, registerCouncil(tenant))));
});

const within = async (sql: Sql, statement: string) =>
  sql.begin(async (tx) => {
    await tx`select set_config('ledger.tenants', ${tenant}, true)`;
    return tx.unsafe(statement);
  });
let effects = 0;
/** An effect as it might stand, placed there behind the machine's back. */
const effectThat = async (columns: Record<string, string>): Promise<string> => {
  const key = `effect-${(effects += 1)}`;
  const all = { delivery: `'at-most-once'`, payload: `'{}'`, state: `'planned'`, ...columns };
  await db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(
      `insert into ledger.effects (tenant, effect, key, ${Object.keys(all).join(', ')})
       values ('${tenant}', 'test', '${key}', ${Object.values(all).join(', ')})`,
    );
  });
  return key;
};
const change = async (sql: Sql, key: string, set: string) =>
  within(sql, `update ledger.effects set ${set} where key = '${key}'`);

const HASH = '0a'.repeat(32);
const running = { claim: `'${claims.mine}'`, leased_until: `now() + interval '1 hour'` };
const over = { claim: `'${claims.mine}'`, leased_until: `now() - interval '1 second'` };

const machine = [
  'planned planned',
  'planned rendered',
  'planned sending',
  'planned suppressed',
  'planned failed',
  'rendered rendered',
  'rendered sending',
  'rendered suppressed',
  'sending planned',
  'sending sent',
  'sending failed',
  'sending uncertain',
  'sent sent',
  'uncertain sent',
  'uncertain failed',
];
const pairs = effectStates
  .flatMap((was) => effectStates.map((becomes) => [was, becomes] as const))
  .map(([was, becomes]) => ({ was, becomes, isAllowed: machine.includes(`${was} ${becomes}`) }));
const allowed = pairs.filter(({ isAllowed }) => isAllowed);
const refused = pairs.filter(({ isAllowed }) => !isAllowed);

describe('the state machine', () => {
  /** Takes an effect from one state to another, as each of those who may change effects at all. */
  const move = async ({ was, becomes }: (typeof pairs)[number], sql: Sql) => {
    const columns = { ...running, state: `'${was}'`, reason: `'As it was.'`, content_hash: `'${HASH}'` };
    const key = await effectThat(columns);
    const attempts = becomes === 'sending' ? ', attempts = attempts + 1' : '';
    const reason = was === 'sent' ? 'As it was.' : 'So it was.';
    return change(sql, key, `state = '${becomes}', reason = '${reason}'${attempts}`);
  };

  test.each(allowed)('lets what is $was become $becomes', async (pair) => {
    for (const sql of [db.effects, db.admin]) expect(await move(pair, sql)).toMatchObject({ count: 1 });
  });

  test.each(refused)('does not let what is $was become $becomes', async (pair) => {
    const message = `An effect that is ${pair.was} does not become ${pair.becomes}.`;
    for (const sql of [db.effects, db.admin]) {
      await expect(move(pair, sql)).rejects.toMatchObject({ code: 'LG001', message });
    }
  });

  test('has all its steps among those tried', () => {
    expect(allowed).toHaveLength(machine.length);
  });

  test('begins as planned', async () => {
    for (const columns of [
      { state: `'sending'` },
      { state: `'sent'` },
      { attempts: '1' },
      { claim: running.claim, leased_until: 'now()' },
    ]) {
      const insert = `insert into ledger.effects (tenant, effect, key, delivery, payload, ${Object.keys(columns).join(', ')})
        values ('${tenant}', 'test', 'new', 'at-most-once', '{}', ${Object.values(columns).join(', ')})`;
      await expect(within(db.admin, insert)).rejects.toMatchObject({ code: 'LG001' });
      await expect(within(db.effects, insert)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test.each([
    ['without a claim', {}],
    ['by another than has claimed it', running, `claim = '${claims.other}', `],
    ['after the lease is over', over],
  ])('does not begin to send %s', async (_, columns, other = '') => {
    const key = await effectThat(columns);
    const begin = change(db.effects, key, `${other}state = 'sending', attempts = attempts + 1`);
    await expect(begin).rejects.toMatchObject({ code: 'LG001' });
  });

  test('lets nobody take over a claim whose lease runs', async () => {
    const [held, free] = [await effectThat(running), await effectThat(over)];
    const take = `claim = '${claims.other}', leased_until = now() + interval '1 hour'`;
    await expect(change(db.effects, held, take)).rejects.toMatchObject({ code: 'LG001' });
    expect(await change(db.effects, free, take)).toMatchObject({ count: 1 });
  });

  test('plans again what is sent at most once only while the lease of whoever sent it runs', async () => {
    const again = `state = 'planned', reason = 'Busy.'`;
    const sending = { state: `'sending'` };
    const late = await effectThat({ ...over, ...sending });
    await expect(change(db.effects, late, again)).rejects.toMatchObject({ code: 'LG001' });
    await expect(change(db.admin, late, again)).rejects.toMatchObject({ code: 'LG001' });
    expect(await change(db.effects, await effectThat({ ...running, ...sending }), again)).toMatchObject({
      count: 1,
    });
    const twice = await effectThat({ ...over, ...sending, delivery: `'at-least-once'` });
    expect(await change(db.effects, twice, again)).toMatchObject({ count: 1 });
  });

  test('counts attempts as they begin, and not otherwise', async () => {
    const key = await effectThat(running);
    await expect(change(db.effects, key, `state = 'sending'`)).rejects.toMatchObject({ code: 'LG001' });
    await expect(change(db.effects, key, 'attempts = 0, due_at = now()')).resolves.toMatchObject({
      count: 1,
    });
    await expect(change(db.effects, key, 'attempts = 5')).rejects.toMatchObject({ code: 'LG001' });
  });

  test.each(['failed', 'uncertain', 'suppressed'])('asks for a reason where it is %s', async (state) => {
    const from = state === 'suppressed' ? 'planned' : 'sending';
    const key = await effectThat({ ...running, state: `'${from}'` });
    await expect(change(db.effects, key, `state = '${state}'`)).rejects.toMatchObject({ code: '23514' });
  });
});

describe('what an effect says', () => {
  const says = `state = 'rendered', content_hash = '${HASH}', told = '{"total": 3}'`;
  const other = `content_hash = '${'0b'.repeat(32)}'`;

  test('is written by whoever has claimed it, and stands from when it is handed over', async () => {
    const key = await effectThat(running);
    expect(await change(db.effects, key, says)).toMatchObject({ count: 1 });
    expect(await change(db.effects, key, `content_hash = '${'0c'.repeat(32)}'`)).toMatchObject({ count: 1 });
    await change(db.effects, key, `state = 'sending', attempts = attempts + 1`);
    for (const set of [other, `state = 'sent', ${other}`, `told = '{}'`]) {
      await expect(change(db.effects, key, set)).rejects.toMatchObject({ code: 'LG001' });
    }
  });

  test('is written by nobody else, and has a hash where it is rendered', async () => {
    for (const columns of [{}, over]) {
      await expect(change(db.effects, await effectThat(columns), says)).rejects.toMatchObject({
        code: 'LG001',
      });
    }
    const rendered = change(db.effects, await effectThat(running), `state = 'rendered'`);
    await expect(rendered).rejects.toMatchObject({ code: '23514' });
  });

  test('is reported of once it has left, and the report changes nothing else', async () => {
    const report = `report = 'bounced', reported_at = now()`;
    const sent = await effectThat({ ...running, state: `'sent'`, reason: `'Before.'` });
    expect(await change(db.admin, sent, report)).toMatchObject({ count: 1 });
    await expect(change(db.admin, sent, `${report}, reason = 'Another.'`)).rejects.toMatchObject({
      code: 'LG001',
    });
    await expect(change(db.effects, sent, `provider_id = 'another'`)).rejects.toMatchObject({
      code: 'LG001',
    });
    for (const sql of [db.effects, db.app]) {
      await expect(change(sql, sent, report)).rejects.toMatchObject({ code: '42501' });
    }
    for (const state of [`'planned'`, `'sending'`]) {
      const key = await effectThat({ ...running, state });
      await expect(change(db.admin, key, report)).rejects.toMatchObject({ code: 'LG001' });
    }
  });
});

describe('the key of a digest', () => {
  const person = '0198d7a0-0000-7000-8000-00000000000a';
  const planned = async (key: string) =>
    within(
      db.effects,
      `insert into ledger.effects (tenant, effect, key, delivery, payload)
       values ('${tenant}', 'digest', '${key}', 'at-most-once', '{}')`,
    );

  test('is its kind, its period and its recipient, in one spelling, and is there once', async () => {
    const key = `daily/2026-11-25/${person}`;
    expect(await planned(key)).toMatchObject({ count: 1 });
    await expect(planned(key)).rejects.toMatchObject({ code: '23505' });
    for (const other of [
      key.toUpperCase(),
      `daily/2026-11-25/${person.toUpperCase()}`,
      ` ${key}`,
      person,
      `${key}/2`,
    ]) {
      await expect(planned(other)).rejects.toMatchObject({ code: '23514' });
    }
  });
});

describe('who may plan an effect', () => {
  const insert = `insert into ledger.effects (tenant, effect, key, delivery, payload)
    values ('${tenant}', 'test', 'who-may', 'at-least-once', '{}')`;

  test('neither the role that rebuilds nor the application: a replay plans nothing', async () => {
    for (const sql of [db.projector, db.app]) {
      await expect(within(sql, insert)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await within(db.effects, insert)).toMatchObject({ count: 1 });
  });

  test('the role that rebuilds can read none and take on no role that may', async () => {
    await expect(within(db.projector, 'select from ledger.effects')).rejects.toMatchObject({ code: '42501' });
    for (const role of ['ledger_effects', 'ledger_owner']) {
      await expect(within(db.projector, `set local role ${role}`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test.each(['key', 'payload', 'delivery', 'id', 'planned_at', 'settled_at'])(
    'and then nobody changes its %s',
    async (column) => {
      const key = await effectThat({});
      const set = `${column} = ${column}`;
      await expect(change(db.effects, key, set)).rejects.toMatchObject({ code: '42501' });
    },
  );

  test('the role that carries out effects reads no event, text, command, token or read model', async () => {
    const tables = await db.admin<{ name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('ledger', 'access', 'read', 'queue') and c.relkind in ('r', 'p', 'v')
         and has_table_privilege('ledger_effects', c.oid, 'select, insert, update, delete, truncate')`;
    expect(tables.map(({ name }) => name)).toEqual(['ledger.effects', 'ledger.digest_plannings']);
    await expect(within(db.effects, "select ledger.append('', '', '[]')")).rejects.toMatchObject({
      code: '42501',
    });
  });
});
