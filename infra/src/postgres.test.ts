import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { repositoryRoot } from './folders.js';
import { freePort } from './ports.js';
import { postgresBinaries } from './postgres-binaries.js';
import { explainPostgresFailure } from './postgres-failure.js';
import { asAnotherUser, choosePostgresUser, inUserNamespace } from './postgres-user.js';
import { startPostgres, type PostgresOptions, type RunningPostgres } from './postgres.js';
import { isAlive, processesIn, until } from './processes.js';
import { temporaryHome } from './testing/temporary-home.js';

const isRoot = process.getuid?.() === 0;
const onlyRoot = 'has to be root to become somebody else, and is not';

async function started(options: Partial<PostgresOptions> & { home: string }): Promise<RunningPostgres> {
  const running = await startPostgres({ persistent: false, onLine: () => undefined, ...options });
  onTestFinished(() => running.stop());
  return running;
}

let made: Promise<string> | undefined;
afterAll(async () => {
  if (made !== undefined) rmSync(await made, { recursive: true, force: true });
});

/** A home in which a server has made its data and was stopped: to make it takes longer than all that is asked of it. */
async function homeWithData(): Promise<string> {
  made ??= (async () => {
    const parent = join(repositoryRoot, '.ledger');
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    const first = mkdtempSync(join(parent, 'test-'));
    const running = await startPostgres({ home: first, persistent: false, onLine: () => undefined });
    await running.stop();
    return first;
  })();
  const home = temporaryHome();
  // Node's own copying takes longer than to make it anew.
  spawnSync('cp', ['-a', `${await made}/.`, home]);
  return home;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

test('what was written is there after a stop and a second start, in a folder that only its owner enters', async () => {
  const home = temporaryHome();
  chmodSync(home, 0o700);
  const first = await started({ home, persistent: true });
  await query(first.adminUrl, 'create table kept as select 42 as answer');
  const begun = Date.now();
  await first.stop();
  // Its own bounds make four seconds of it at the most.
  expect(Date.now() - begun).toBeLessThan(6_000);
  const second = await started({ home, persistent: true });
  expect(await query(second.adminUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  expect(await query(second.adminUrl, 'show fsync')).toEqual([{ fsync: 'on' }]);
  expect(statSync(join(home, 'postgres-password')).mode & 0o777).toBe(0o600);
});

test('it listens on 127.0.0.1 alone, has no socket file, and wants its password', async () => {
  const { adminUrl } = await started({ home: await homeWithData() });
  const shown = await query(
    adminUrl,
    `select current_setting('listen_addresses') as a, current_setting('unix_socket_directories') as s`,
  );
  expect(shown).toEqual([{ a: '127.0.0.1', s: '' }]);
  const wrong = new URL(adminUrl);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
});

test('a server that a killed start left behind is stopped, and its data kept', async (context) => {
  if (process.platform !== 'linux') return context.skip('finds leftovers through /proc, which is Linux’s');
  const home = await homeWithData();
  const left = await started({ home, persistent: true });
  await query(left.adminUrl, 'create table kept as select 1 as one');
  const next = await started({ home, persistent: true });
  expect(await query(next.adminUrl, 'select one from kept')).toEqual([{ one: 1 }]);
  await expect(query(left.adminUrl, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
});

test('a pid file whose process is now somebody else’s does not stand in the way', async (context) => {
  if (process.platform !== 'linux') return context.skip('finds leftovers through /proc, which is Linux’s');
  const home = await homeWithData();
  const data = join(home, 'postgres');
  writeFileSync(
    join(data, 'postmaster.pid'),
    `${process.pid}\n${data}\n1\n5432\n\n127.0.0.1\n 1 1\nready   \n`,
  );
  const second = await started({ home });
  expect(await query(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a crash is told with the last lines, a stop is not', async (context) => {
  if (process.platform !== 'linux') return context.skip('finds the server through /proc, which is Linux’s');
  const home = await homeWithData();
  const running = await started({ home });
  const postmaster = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(postmaster, 'SIGQUIT');
  expect((await running.crashed).join('\n')).toMatch(/immediate shutdown request/);
  expect(await until(() => processesIn(join(home, 'postgres')).length === 0, 5_000)).toBe(true);
});

test('a port in use is named', async () => {
  const port = await freePort();
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void holder.close());
  const home = await homeWithData();
  const attempt = startPostgres({ home, port, persistent: false, onLine: () => undefined });
  await expect(attempt).rejects.toThrow(`Port ${port}, meant for Postgres, is in use by another program`);
});

test('data of another Postgres version is refused with a sentence', async () => {
  const home = await homeWithData();
  writeFileSync(join(home, 'postgres', 'PG_VERSION'), '14\n');
  await expect(started({ home })).rejects.toThrow(
    /made by Postgres 14, and Postgres 18 cannot read it: set LEDGER_HOME/,
  );
});

test('a lost password file is refused with a sentence, not replaced', async () => {
  const home = await homeWithData();
  rmSync(join(home, 'postgres-password'));
  await expect(started({ home })).rejects.toThrow(/postgres-password is missing: restore it/);
});

test('a machine for which there is no binary is told to name a Postgres of its own', () => {
  expect(() => postgresBinaries('sunos', 'sparc')).toThrow(
    /no embedded Postgres for sunos on sparc here: set DATABASE_URL/,
  );
});

test.each([
  [
    'FATAL:  could not write to file "x": No space left on device',
    /disk that holds .* is full: free some space/,
  ],
  [
    'postgres: error while loading shared libraries: libicui18n.so.60: cannot open',
    /misses the shared library libicui18n.so.60: install it/,
  ],
  ['something nobody foresaw', /Postgres did not start: read .*It said last:\nsomething nobody foresaw/s],
])('%s', (output, sentence) => {
  expect(explainPostgresFailure({ output, port: 1, folder: '/data', logPath: '/log' })).toMatch(sentence);
});

test('as root: in a user namespace, the data stays in home', async (context) => {
  if (!isRoot) return context.skip(onlyRoot);
  const home = temporaryHome();
  const native = postgresBinaries();
  const probe = spawnSync('unshare', ['-U', '--map-user=1000', '--map-group=1000', 'true']);
  if (probe.status !== 0) return context.skip('user namespaces are forbidden on this machine');
  const user = choosePostgresUser({ home, native, isRoot, onLine: () => undefined }, [
    () => inUserNamespace(home, native),
  ]);
  const running = await started({ home, user });
  expect(await query(running.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(readdirSync(join(home, 'postgres'))).toContain('PG_VERSION');
});

test('as root, where namespaces are forbidden: as another user, in a folder that is named', async (context) => {
  if (!isRoot) return context.skip(onlyRoot);
  const home = temporaryHome();
  const lines: string[] = [];
  const circumstances = {
    home,
    native: postgresBinaries(),
    isRoot,
    onLine: (line: string) => lines.push(line),
  };
  const parent = mkdtempSync(join(tmpdir(), 'another-user-'));
  chmodSync(parent, 0o755);
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const user = choosePostgresUser(circumstances, [() => asAnotherUser(circumstances, [parent])]);
  const first = await started({ home, user, persistent: true });
  await query(first.adminUrl, 'create table kept as select 7 as seven');
  await first.stop();
  const second = await started({ home, user, persistent: true });
  expect(await query(second.adminUrl, 'select seven from kept')).toEqual([{ seven: 7 }]);
  await second.stop();
  expect(lines.join()).toContain(user.place);
});

test('as an ordinary user: plainly, in a folder of that user', async (context) => {
  if (!isRoot) return context.skip('every other test here runs as an ordinary user already');
  const home = mkdtempSync(join(tmpdir(), 'ordinary-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const nobody = 65534;
  const native = join(home, 'native');
  cpSync(postgresBinaries(), native, { recursive: true, verbatimSymlinks: true });
  chownSync(home, nobody, nobody);
  const user = { prefix: [], uid: nobody, gid: nobody, native, place: home, version: '18' };
  const running = await started({ home, user });
  expect(await query(running.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(statSync(join(home, 'postgres')).uid).toBe(nobody);
});

test('the servers die with a launcher that is killed by force', async (context) => {
  if (spawnSync('setpriv', ['--pdeathsig', 'INT', '--', 'true']).status !== 0)
    return context.skip('needs setpriv of util-linux');
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn('setpriv', ['--pdeathsig', 'INT', '--', 'sleep', '60'], { detached: true, stdio: 'ignore' });
    child.once('spawn', () => console.log(child.pid));`;
  const launcher = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve) =>
    launcher.stdout.once('data', (bytes) => resolve(Number(bytes))),
  );
  // setpriv becomes sleep once the wish is made: before that it could not be heard.
  expect(await until(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'sleep', 5_000)).toBe(true);
  launcher.kill('SIGKILL');
  expect(await until(() => !isAlive(pid), 5_000)).toBe(true);
});
