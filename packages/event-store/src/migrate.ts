/**
 * Brings a database to today's shape: makes the roles and schemas, then runs migrations/*.sql in order,
 * once each. A migration that was edited after it ran is refused, since two databases would then differ.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import postgres from 'postgres';
import { connect } from './connect.js';

export const migrationsFolder = new URL('../migrations/', import.meta.url);
/** Two starts on one database wait for each other here. */
const MIGRATION_LOCK = 7_201_508_110;

export interface PreparedDatabase {
  /** How the API and the command line connect. */
  readonly appUrl: string;
  /** How the workers connect. */
  readonly projectorUrl: string;
  /** How the workers connect to plan effects and carry them out. */
  readonly effectsUrl: string;
  /** The migrations that were run now. */
  readonly applied: string[];
}

export class MigrationError extends Error {}

/**
 * Migrates the database at `adminUrl`, whose user must be able to create roles, and gives the three login
 * roles the password. Throws `MigrationError` with what to do when it cannot.
 */
export const prepareDatabase = async ({
  adminUrl,
  rolePassword,
  folder = migrationsFolder,
}: {
  readonly adminUrl: string;
  readonly rolePassword: string;
  readonly folder?: URL;
}): Promise<PreparedDatabase> => {
  const sql = connect(adminUrl, { max: 1 });
  try {
    await requireVersion(sql);
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await unlessMeanwhile(async () => makeRoles(sql, rolePassword));
    await makeSchemas(sql);
    const applied = await runMigrations(sql, folder);
    return {
      appUrl: asRole(adminUrl, 'ledger_app', rolePassword),
      projectorUrl: asRole(adminUrl, 'ledger_projector', rolePassword),
      effectsUrl: asRole(adminUrl, 'ledger_effects', rolePassword),
      applied,
    };
  } finally {
    await sql.end();
  }
};

const asRole = (adminUrl: string, role: string, password: string): string => {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  return url.href;
};

const requireVersion = async (sql: Sql): Promise<void> => {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
  if (Number(row?.version) < 150_000) {
    throw new MigrationError('The ledger needs PostgreSQL 15 or later; point DATABASE_URL at one.');
  }
};

const makeRoles = async (sql: Sql, password: string): Promise<void> => {
  const literal = `'${password.replaceAll("'", "''")}'`;
  const roles = [
    ['ledger_owner', 'nologin'],
    ['ledger_app', `login password ${literal}`],
    ['ledger_projector', `login password ${literal}`],
    ['ledger_effects', `login password ${literal}`],
  ] as const;
  try {
    for (const [role, options] of roles) {
      const [known] = await sql`select from pg_roles where rolname = ${role}`;
      const verb = known === undefined ? 'create' : 'alter';
      await sql.unsafe(
        `${verb} role ${role} with nosuperuser nobypassrls nocreatedb nocreaterole ${options}`,
      );
    }
    await sql.unsafe('grant ledger_owner, ledger_projector to current_user');
  } catch (error) {
    if (isMeanwhile(error)) throw error;
    throw new MigrationError(
      `The user of DATABASE_URL cannot make the ledger's roles (${(error as Error).message}). ` +
        'Give it CREATEROLE, or let it be a superuser of a database of the ledger’s own.',
      { cause: error },
    );
  }
};

/** Roles belong to the server: a migration of another database on it may be changing the same ones. */
const isMeanwhile = (error: unknown): boolean =>
  error instanceof postgres.PostgresError &&
  (error.message === 'tuple concurrently updated' || ['23505', '42710'].includes(error.code));

const unlessMeanwhile = async (work: () => Promise<void>, attempts = 20): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (attempts === 0 || !isMeanwhile(error)) throw error;
    await pause(Math.random() * 50);
    await unlessMeanwhile(work, attempts - 1);
  }
};

const makeSchemas = async (sql: Sql): Promise<void> => {
  // `read` belongs to the workers: read models are declared by the projections and rebuilt, never migrated.
  // `queue` is for BullMQ where there is no Redis; it makes its own tables there.
  await sql.unsafe(`
    create schema if not exists ledger authorization ledger_owner;
    create schema if not exists access authorization ledger_owner;
    create schema if not exists read authorization ledger_projector;
    grant usage on schema read to ledger_app;
    alter default privileges for role ledger_projector in schema read grant select on tables to ledger_app;
    create schema if not exists queue authorization ledger_projector;
    grant usage on schema queue to ledger_app;
    alter default privileges for role ledger_projector in schema queue grant select, insert, update, delete on tables to ledger_app;
    alter default privileges for role ledger_projector in schema queue grant usage on sequences to ledger_app;
    create table if not exists ledger.migrations (
      name text primary key, hash bytea not null, run_at timestamptz not null default clock_timestamp());
    alter table ledger.migrations owner to ledger_owner;`);
};

const runMigrations = async (sql: Sql, folder: URL): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  const ran = new Map(
    (
      await sql<
        { name: string; hash: string }[]
      >`select name, encode(hash, 'hex') as hash from ledger.migrations`
    ).map(({ name, hash }) => [name, hash]),
  );
  const applied: string[] = [];
  for (const name of names) {
    const text = await readFile(new URL(name, folder), 'utf8');
    const hash = createHash('sha256').update(text).digest('hex');
    const earlier = ran.get(name);
    if (earlier === hash) continue;
    if (earlier !== undefined) {
      throw new MigrationError(
        `Migration ${name} was edited after it ran. Restore it, and write a new migration instead.`,
      );
    }
    await sql.begin(async (tx) => {
      await tx`set local role ledger_owner`;
      await tx`insert into ledger.migrations (name, hash) values (${name}, decode(${hash}, 'hex'))`;
      await tx.unsafe(text);
    });
    applied.push(name);
  }
  return applied;
};
