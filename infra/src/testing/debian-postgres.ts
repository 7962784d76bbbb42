import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { canUnpack, unpackedLibraries, unpackPackages } from '../debian-packages.js';
import { repositoryRoot } from '../folders.js';
import type { PostgresUser } from '../postgres-user.js';
import { choosePostgresUser } from '../postgres-user.js';

const VERSION = '15';
const installed = `/usr/lib/postgresql/${VERSION}`;
const unpacked = join(repositoryRoot, '.ledger', `postgres-${VERSION}`);

/** The oldest Postgres that the ledger runs on, as Debian 12 has it: what a council's own server is likely to be. */
export interface DebianPostgres {
  /** The folder of pg_dump, pg_restore and psql. */
  readonly bin: string;
  /** What those need in their environment. */
  readonly env: Readonly<Record<string, string>>;
  /** How its server is run with its data below a folder. */
  userAt(home: string): PostgresUser;
}

/** That of this machine, or of its packages without installing them; kept for the next run. */
export async function debianPostgres(): Promise<DebianPostgres | undefined> {
  const kept = workingIn(installed, []) ?? workingIn(join(unpacked, installed), unpackedLibraries(unpacked));
  if (kept !== undefined || !canUnpack()) return kept;
  const packages = [`postgresql-${VERSION}`, `postgresql-client-${VERSION}`];
  return (await unpackPackages(unpacked, packages))
    ? workingIn(join(unpacked, installed), unpackedLibraries(unpacked))
    : undefined;
}

const saidToNobody = (): void => undefined;

function workingIn(native: string, libraries: readonly string[]): DebianPostgres | undefined {
  const bin = join(native, 'bin');
  const env = libraries.length === 0 ? {} : { LD_LIBRARY_PATH: libraries.join(':') };
  const works = ['postgres', 'initdb', 'pg_dump', 'pg_restore', 'psql'].every(
    (name) =>
      existsSync(join(bin, name)) &&
      spawnSync(join(bin, name), ['--version'], { env: { ...process.env, ...env } }).status === 0,
  );
  if (!works) return undefined;
  const userAt = (home: string): PostgresUser => {
    const isRoot = process.getuid?.() === 0;
    const user = choosePostgresUser({ home, native, isRoot, onLine: saidToNobody });
    const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    return { ...user, prefix: [...user.prefix, ...(settings.length === 0 ? [] : ['env', ...settings])] };
  };
  return { bin, env, userAt };
}
