import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** How Postgres is run: it refuses to be root, so as root it needs another user, or to believe that it is one. */
export interface PostgresUser {
  /** Put before the command. */
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
  /** The folder of bin/, lib/ and share/. */
  readonly native: string;
  /** The folder that the data directory is made in. */
  readonly place: string;
  readonly version: string;
}

export interface Circumstances {
  readonly home: string;
  readonly native: string;
  readonly isRoot: boolean;
  readonly onLine: (line: string) => void;
}

type Probe = { readonly version: string } | { readonly refused: string };

/** Tries the ways in order; the first with which `postgres --version` runs beside a writable folder is taken. */
export function choosePostgresUser(
  circumstances: Circumstances,
  ways = waysFor(circumstances),
): PostgresUser {
  let refused = '';
  for (const way of ways) {
    const user = way();
    if (user === undefined) continue;
    const probe = tryOut(user);
    if ('version' in probe) return { ...user, version: probe.version };
    refused = probe.refused;
  }
  throw new Error(refused);
}

type Way = () => Omit<PostgresUser, 'version'> | undefined;

function waysFor(circumstances: Circumstances): Way[] {
  const { home, native, isRoot } = circumstances;
  if (!isRoot) return [() => ({ prefix: [], native, place: home })];
  return [() => inUserNamespace(home, native), () => asAnotherUser(circumstances)];
}

/**
 * A user namespace in which root is called 1000: to the kernel the files' owner is the same, so a folder that only
 * root may enter works; to Postgres it is an ordinary user.
 */
export function inUserNamespace(home: string, native: string): Omit<PostgresUser, 'version'> {
  return { prefix: ['unshare', '-U', '--map-user=1000', '--map-group=1000', '--'], native, place: home };
}

/** Where namespaces are forbidden: a copy of the binaries, and the data, where the user postgres or nobody may enter. */
export function asAnotherUser(
  circumstances: Circumstances,
  parents: readonly string[] = ['/var/lib', tmpdir()],
): Omit<PostgresUser, 'version'> | undefined {
  const { home, native, onLine } = circumstances;
  const account = ordinaryAccount();
  if (account === undefined) return undefined;
  const root = openFolder(parents);
  const place = join(root, createHash('sha256').update(home).digest('hex').slice(0, 12));
  mkdirSync(place, { recursive: true, mode: 0o700 });
  chownSync(place, account.uid, account.gid);
  onLine(`Postgres may not run as root: it runs as ${account.name}, with its data in ${place}.`);
  return { prefix: [], uid: account.uid, gid: account.gid, native: copyOnce(native, root), place };
}

function ordinaryAccount(): { name: string; uid: number; gid: number } | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':') ?? [];
    if (name !== undefined && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

function openFolder(parents: readonly string[]): string {
  for (const parent of parents) {
    const folder = join(parent, 'improvement-ledger');
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      return folder;
    } catch {
      // A read-only system folder: the next will do.
    }
  }
  throw new Error(
    `Neither of ${parents.join(' and ')} can be written: set DATABASE_URL to a Postgres 15 or later.`,
  );
}

/** The copy is made under another name first, so that one cut short is never taken for whole. */
function copyOnce(native: string, root: string): string {
  const version = /linux-[^/]*@([^/]+)/.exec(native)?.[1] ?? basename(native);
  const copy = join(root, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  // The links inside are relative: kept as they are, they point into the copy.
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  renameSync(unfinished, copy);
  return copy;
}

function tryOut(user: Omit<PostgresUser, 'version'>): Probe {
  const script = 'test -w "$1" || { echo "may not write in $1" >&2; exit 1; }; exec "$2" --version';
  const [command, ...rest] = [
    ...user.prefix,
    'sh',
    '-c',
    script,
    'sh',
    user.place,
    join(user.native, 'bin', 'postgres'),
  ];
  const result = spawnSync(command, rest, {
    ...identity(user),
    env: { ...plainEnv(), LC_ALL: 'C' },
    cwd: '/',
    encoding: 'utf8',
  });
  const version = /\(PostgreSQL\) (\d+)/.exec(result.stdout ?? '')?.[1];
  if (version !== undefined) return { version };
  return { refused: result.error?.message ?? result.stderr.trim() };
}

export function identity(user: Pick<PostgresUser, 'uid' | 'gid'>): { uid?: number; gid?: number } {
  return user.uid === undefined || user.gid === undefined ? {} : { uid: user.uid, gid: user.gid };
}

/** Nothing of the caller's environment but the path: PGDATA or LD_LIBRARY_PATH would change what runs. */
export function plainEnv(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };
}
