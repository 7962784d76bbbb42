/** A database of its own for a test file: migrated, with the roles as in production, dropped at the end. */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Sql } from 'postgres';
import { connect } from '../connect.js';
import { migrationsFolder, prepareDatabase } from '../migrate.js';

/** The roles belong to the server, so all test databases on it share their password. */
const TEST_ROLE_PASSWORD = 'test-only';

export interface TestDatabase {
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly projectorUrl: string;
  readonly effectsUrl: string;
  /** As the API connects. */
  readonly app: Sql;
  /** As the workers connect. */
  readonly projector: Sql;
  /** As the workers connect to carry out effects. */
  readonly effects: Sql;
  /** As the owner of the server connects; for looking behind the scenes. */
  readonly admin: Sql;
  close(): Promise<void>;
}

const urlOf = (serverUrl: string, database: string, role?: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (role !== undefined) {
    url.username = role;
    url.password = TEST_ROLE_PASSWORD;
  }
  return url.href;
};

/** Tells the migrations of today from those that an older template was made with. */
const hashOfMigrations = async (): Promise<string> => {
  const names = (await readdir(migrationsFolder)).toSorted();
  const texts = await Promise.all(
    [...names.map((name) => new URL(name, migrationsFolder)), new URL('../migrate.ts', import.meta.url)].map(
      async (file) => readFile(file, 'utf8').catch(() => ''),
    ),
  );
  return createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 12);
};

/** The migrated database that the others are copied from; the first to come makes it. */
const ensureTemplate = async (server: Sql, serverUrl: string): Promise<string> => {
  const template = `ledger_template_${await hashOfMigrations()}`;
  await server`select pg_advisory_lock(1)`;
  try {
    const [known] = await server`select from pg_database where datname = ${template}`;
    if (known === undefined) {
      // A run that was stopped half-way leaves its draft.
      await server.unsafe(`drop database if exists ${template}_draft with (force)`);
      await server.unsafe(`create database ${template}_draft`);
      await prepareDatabase({
        adminUrl: urlOf(serverUrl, `${template}_draft`),
        rolePassword: TEST_ROLE_PASSWORD,
      });
      await server.unsafe(`alter database ${template}_draft rename to ${template}`);
    }
    return template;
  } finally {
    await server`select pg_advisory_unlock(1)`;
  }
};

export const createTestDatabase = async (serverUrl: string): Promise<TestDatabase> => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = connect(serverUrl, { max: 1 });
  const template = await ensureTemplate(server, serverUrl);
  await server.unsafe(`create database ${name} template ${template}`);
  const adminUrl = urlOf(serverUrl, name);
  const [appUrl, projectorUrl, effectsUrl] = ['ledger_app', 'ledger_projector', 'ledger_effects'].map(
    (role) => urlOf(serverUrl, name, role),
  ) as [string, string, string];
  const [app, projector, effects, admin] = [
    connect(appUrl, { max: 20 }),
    connect(projectorUrl),
    connect(effectsUrl),
    connect(adminUrl, { max: 2 }),
  ];
  return {
    adminUrl,
    appUrl,
    projectorUrl,
    effectsUrl,
    app,
    projector,
    effects,
    admin,
    close: async () => {
      await Promise.all([app, projector, effects, admin].map(async (sql) => sql.end({ timeout: 2 })));
      await server.unsafe(`drop database ${name} with (force)`);
      await server.end();
    },
  };
};
