import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, type LogFile } from './log-file.js';
import { explainPostgresFailure, otherVersion } from './postgres-failure.js';
import { identity, plainEnv, type PostgresUser } from './postgres-user.js';

interface NewData {
  readonly data: string;
  readonly user: PostgresUser;
  readonly password: string;
  readonly log: LogFile;
  readonly persistent: boolean;
}

/** Made under another name and renamed when whole: a first start cut short leaves nothing that looks finished. */
export function makeDataDirectory({ data, user, password, log, persistent }: NewData): void {
  if (existsSync(data)) return;
  const unfinished = `${data}.new`;
  const passwordFile = `${data}.pw`;
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(passwordFile, user.uid, user.gid);
  // The builtin C.UTF-8, which came with version 17, sorts the same on every machine, whatever locales it has.
  const builtin = Number(user.version) < 17 ? '' : ' --locale-provider=builtin --builtin-locale=C.UTF-8';
  const words = `-U postgres -E UTF8 --locale=C${builtin} --auth=scram-sha-256 --no-instructions`;
  const args = [
    '-D',
    unfinished,
    `--pwfile=${passwordFile}`,
    ...words.split(' '),
    ...(persistent ? [] : ['--no-sync']),
  ];
  const [command = '', ...rest] = [...user.prefix, join(user.native, 'bin', 'initdb'), ...args];
  const result = spawnSync(command, rest, {
    ...identity(user),
    env: plainEnv(),
    cwd: user.place,
    stdio: ['ignore', log.fd, log.fd],
  });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const output = [result.error?.message ?? '', ...lastLines(log)].join('\n');
    throw new Error(explainPostgresFailure({ output, port: 0, folder: data, logPath: log.path }));
  }
  renameSync(unfinished, data);
}

/** Said before the server says it less plainly. */
export function assertReadable(data: string, ours: string): void {
  let found: string;
  try {
    found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    throw new Error(
      `${data} is not a Postgres data directory: move it away, or set LEDGER_HOME to another folder.`,
      { cause: error },
    );
  }
  if (found !== ours) throw new Error(otherVersion(data, found, ours));
}
