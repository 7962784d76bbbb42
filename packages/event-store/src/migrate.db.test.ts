import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { connect } from './connect.js';
import { MigrationError, migrationsFolder, prepareDatabase } from './migrate.js';

const serverUrl = inject('adminUrl');
const server = connect(serverUrl, { max: 4 });
// The roles belong to the server, so every test on it gives them this password.
const rolePassword = 'test-only';
const made: string[] = [];

const emptyDatabase = async (): Promise<string> => {
  const name = `migrate_${randomBytes(6).toString('hex')}`;
  await server.unsafe(`create database ${name}`);
  made.push(name);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};
const copied = await mkdtemp(join(tmpdir(), 'migrations-'));
const copyOfMigrations = async (): Promise<URL> => {
  await rm(copied, { recursive: true });
  await cp(migrationsFolder, copied, { recursive: true });
  return pathToFileURL(`${copied}/`);
};
const tablesIn = async (url: string) => {
  const sql = connect(url, { max: 1 });
  const rows = await sql<{ name: string }[]>`
    select schemaname || '.' || tablename as name from pg_tables where schemaname in ('ledger', 'access') order by 1`;
  await sql.end();
  return rows.map(({ name }) => name);
};

afterEach(async () => {
  for (const name of made.splice(0)) await server.unsafe(`drop database ${name} with (force)`);
});
afterAll(async () => {
  await server.end();
  await rm(copied, { recursive: true });
});

describe('prepareDatabase', () => {
  test('runs every migration on an empty database, and none the second time', async () => {
    const adminUrl = await emptyDatabase();
    const first = await prepareDatabase({ adminUrl, rolePassword });
    expect(first.applied[0]).toBe('0001-tenants.sql');
    expect(first.applied).toEqual(first.applied.toSorted());
    expect(await prepareDatabase({ adminUrl, rolePassword })).toEqual({ ...first, applied: [] });
    expect(await tablesIn(adminUrl)).toContain('ledger.events');
  });

  test('gives addresses with which the roles can connect', async () => {
    const { appUrl, projectorUrl, effectsUrl } = await prepareDatabase({
      adminUrl: await emptyDatabase(),
      rolePassword,
    });
    for (const [url, role] of [
      [appUrl, 'ledger_app'],
      [projectorUrl, 'ledger_projector'],
      [effectsUrl, 'ledger_effects'],
    ] as const) {
      const sql = connect(url, { max: 1 });
      expect([...(await sql`select current_user::text as role`)]).toEqual([{ role }]);
      await sql.end();
    }
  });

  test('lets two starts on one database wait for each other', async () => {
    const adminUrl = await emptyDatabase();
    const both = await Promise.all([1, 2].map(async () => prepareDatabase({ adminUrl, rolePassword })));
    expect(both.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
  });

  test('prepares several databases of one server at the same moment', async () => {
    const urls = await Promise.all(Array.from({ length: 4 }, emptyDatabase));
    const all = await Promise.all(urls.map(async (adminUrl) => prepareDatabase({ adminUrl, rolePassword })));
    expect(all.every(({ applied }) => applied.length > 0)).toBe(true);
  });

  test('refuses a migration that was edited after it ran, and names it', async () => {
    const adminUrl = await emptyDatabase();
    const folder = await copyOfMigrations();
    await prepareDatabase({ adminUrl, rolePassword, folder });
    const file = new URL('0002-events.sql', folder);
    await writeFile(file, `${await readFile(file, 'utf8')}\n-- Edited.\n`);
    const again = prepareDatabase({ adminUrl, rolePassword, folder });
    await expect(again).rejects.toThrow(MigrationError);
    await expect(again).rejects.toThrow('Migration 0002-events.sql was edited after it ran.');
  });

  test('runs a migration that was added later, alone', async () => {
    const adminUrl = await emptyDatabase();
    const folder = await copyOfMigrations();
    await prepareDatabase({ adminUrl, rolePassword, folder });
    await writeFile(new URL('9999-later.sql', folder), 'create table ledger.later (x int);');
    expect((await prepareDatabase({ adminUrl, rolePassword, folder })).applied).toEqual(['9999-later.sql']);
  });

  test('leaves nothing of a migration that fails, so that it can be run again', async () => {
    const adminUrl = await emptyDatabase();
    const folder = await copyOfMigrations();
    const file = new URL('9999-later.sql', folder);
    await writeFile(file, 'create table ledger.later (x int); select 1/0;');
    await expect(prepareDatabase({ adminUrl, rolePassword, folder })).rejects.toMatchObject({
      code: '22012',
    });
    expect(await tablesIn(adminUrl)).not.toContain('ledger.later');
    await writeFile(file, 'create table ledger.later (x int);');
    expect((await prepareDatabase({ adminUrl, rolePassword, folder })).applied).toEqual(['9999-later.sql']);
  });

  test('tells a user who cannot make roles what is missing', async () => {
    const adminUrl = await emptyDatabase();
    const { appUrl } = await prepareDatabase({ adminUrl, rolePassword });
    await expect(prepareDatabase({ adminUrl: appUrl, rolePassword })).rejects.toThrow('Give it CREATEROLE');
  });
});
