import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { lastLines, openLog, type LogFile } from './log-file.js';
import { freePort } from './ports.js';
import { postgresBinaries } from './postgres-binaries.js';
import { assertReadable, makeDataDirectory } from './postgres-data.js';
import { explainPostgresFailure, postgresPortInUse } from './postgres-failure.js';
import { choosePostgresUser, identity, plainEnv, type PostgresUser } from './postgres-user.js';
import { dyingWithLauncher, endChild, endLeftovers, hasExited, processesIn, until } from './processes.js';
import { keptSecret } from './secret-file.js';

const database = 'ledger';

/** Nothing waits for the disk or is written for a replica, and every test file has its own pools of connections. */
const forTests = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '300',
};

export interface PostgresOptions {
  /** The folder that data, password and log are kept in. */
  readonly home: string;
  readonly port?: number | undefined;
  /** False for tests: what is written need not survive the machine, so nothing waits for the disk. */
  readonly persistent: boolean;
  readonly onLine: (line: string) => void;
  /** For tests: which user runs it is otherwise found out. */
  readonly user?: PostgresUser | undefined;
}

export interface RunningPostgres {
  readonly adminUrl: string;
  /** Its last lines, once it ended without being told to. */
  readonly crashed: Promise<string[]>;
  readonly stop: () => Promise<void>;
}

/** Starts a private Postgres on 127.0.0.1, making its data directory on the first call. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const home = options.home;
  mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
  const user = options.user ?? thisUser(options);
  const data = join(user.place, 'postgres');
  await clearLeftovers(data);
  const log = openLog(join(home, 'logs', 'postgres.log'));
  const passwordFile = join(home, 'postgres-password');
  if (existsSync(data) && !existsSync(passwordFile)) {
    throw new Error(`${passwordFile} is missing: restore it, or move ${data} away to begin afresh.`);
  }
  const password = keptSecret(passwordFile);
  makeDataDirectory({ data, user, password, log, persistent: options.persistent });
  assertReadable(data, user.version);

  const { child, port } = await startServer({ data, user, log, options });
  let stopping = false;
  const crashed = new Promise<string[]>((resolve) => {
    child.once('exit', () => {
      if (!stopping) resolve(lastLines(log));
    });
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    // SIGINT is Postgres' fast shutdown; SIGQUIT leaves the rest to recovery at the next start.
    await endChild(child, [
      [options.persistent ? 'SIGINT' : 'SIGQUIT', 3_000],
      ['SIGQUIT', 500],
      ['SIGKILL', 500],
    ]);
  };
  try {
    const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
    await makeDatabase(adminUrl, passwordFile);
    return { adminUrl, crashed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function thisUser(options: PostgresOptions): PostgresUser {
  try {
    return choosePostgresUser({
      home: options.home,
      native: postgresBinaries(),
      isRoot: process.getuid?.() === 0,
      onLine: options.onLine,
    });
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error);
    if (output.includes('DATABASE_URL')) throw error;
    throw new Error(
      explainPostgresFailure({ output, port: 0, folder: options.home, logPath: join(options.home, 'logs') }),
      { cause: error },
    );
  }
}

/** A launcher killed by force may leave its server running: two on one folder would be refused. */
async function clearLeftovers(data: string): Promise<void> {
  if (process.platform !== 'linux' || !existsSync(data)) return;
  await endLeftovers(() => postmasterFirst(data), 'SIGINT');
  // Nobody works here any more, so a pid file, if there is one, names a process that is not ours.
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** The postmaster ends its own children; when it is gone already they are told themselves. */
function postmasterFirst(data: string): number[] {
  const working = processesIn(data);
  const postmaster = Number(postmasterFile(data)[0]);
  return working.includes(postmaster) ? [postmaster] : working;
}

function postmasterFile(data: string): string[] {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

interface Server {
  readonly data: string;
  readonly user: PostgresUser;
  readonly log: LogFile;
  readonly options: PostgresOptions;
}

/** Between finding a free port and using it somebody may take it: a port of our own choice is chosen again. */
async function startServer(server: Server): Promise<{ child: ChildProcess; port: number }> {
  const wanted = server.options.port;
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await freePort());
    const child = spawnServer(server, port);
    const ready = await until(() => hasExited(child) || saysReady(server.data, child.pid), 60_000);
    if (ready && !hasExited(child)) return { child, port };
    await endChild(child, [
      ['SIGQUIT', 1_000],
      ['SIGKILL', 500],
    ]);
    const output = lastLines({ path: server.log.path, from: server.log.from }).join('\n');
    const taken = /Address already in use/i.test(output);
    if (taken && wanted === undefined && attempt < 3) continue;
    if (taken) throw new Error(postgresPortInUse(port));
    throw new Error(explainPostgresFailure({ output, port, folder: server.data, logPath: server.log.path }));
  }
}

function spawnServer({ data, user, log, options }: Server, port: number): ChildProcess {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '128MB',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Compiling a query costs more than any query here takes.
    jit: 'off',
    ...(options.persistent ? {} : forTests),
  };
  const args = [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  // The order matters: entering a namespace would clear the wish to die with the launcher.
  const line = [...user.prefix, ...dyingWithLauncher('INT'), join(user.native, 'bin', 'postgres'), ...args];
  const [command = '', ...rest] = line;
  const child = spawn(command, rest, {
    ...identity(user),
    env: plainEnv(),
    cwd: user.place,
    stdio: ['ignore', log.fd, log.fd],
    // A group of its own: Ctrl-C reaches the launcher alone, which stops the parts in order.
    detached: true,
  });
  child.on('error', () => undefined);
  return child;
}

/** What pg_ctl looks at: the eighth line of the pid file. */
function saysReady(data: string, pid: number | undefined): boolean {
  const lines = postmasterFile(data);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

async function makeDatabase(adminUrl: string, passwordFile: string): Promise<void> {
  const maintenance = new URL(adminUrl);
  maintenance.pathname = '/postgres';
  const sql = postgres(maintenance.href, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select from pg_database where datname = ${database}`;
    if (found.length === 0) await sql.unsafe(`create database ${database}`);
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') {
      throw new Error(
        `The password in ${passwordFile} is not the one that Postgres knows: restore that file.`,
        { cause: error },
      );
    }
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
