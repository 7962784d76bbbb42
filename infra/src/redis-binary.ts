import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RedisBinary {
  readonly command: string;
  readonly libraries: readonly string[];
  readonly how: string;
}

/** BullMQ needs the streams and scripts of Redis 6.2; every Valkey has them. */
const oldest = [6, 2] as const;

/** A redis-server or valkey-server that the machine has. */
export async function redisOnPath(path = process.env['PATH'] ?? ''): Promise<RedisBinary | undefined> {
  for (const name of ['redis-server', 'valkey-server']) {
    for (const folder of path.split(delimiter).filter((part) => part !== '')) {
      const command = join(folder, name);
      if (!isExecutable(command)) continue;
      const binary = { command, libraries: [], how: `${name} of this machine (${command})` };
      if (await works(binary)) return binary;
    }
  }
  return undefined;
}

/** Debian's and Ubuntu's own packages, unpacked into our folder: nothing is installed. Kept for the next start. */
export async function redisUnpacked(
  folder: string,
  onLine: (line: string) => void,
): Promise<RedisBinary | undefined> {
  const kept = await unpackedIn(folder);
  if (kept !== undefined) return kept;
  if (!canUnpack()) return undefined;
  onLine('Fetching Redis from the system’s packages (first run only) …');
  const unfinished = `${folder}.new`;
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    await download(unfinished);
    for (const file of readdirSync(unfinished).filter((name) => name.endsWith('.deb'))) {
      await run('dpkg', ['-x', join(unfinished, file), unfinished]);
      rmSync(join(unfinished, file));
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } catch {
    // No network, no such package, no room: the caller has another way.
    rmSync(unfinished, { recursive: true, force: true });
    return undefined;
  }
  return unpackedIn(folder);
}

/** True where apt-get and dpkg are; tests ask it before they ask for an unpacked Redis. */
export function canUnpack(path = process.env['PATH'] ?? ''): boolean {
  const folders = path.split(delimiter);
  return ['apt-get', 'apt-cache', 'dpkg'].every((name) =>
    folders.some((folder) => isExecutable(join(folder, name))),
  );
}

async function unpackedIn(folder: string): Promise<RedisBinary | undefined> {
  const command = join(folder, 'usr', 'bin', 'redis-server');
  if (!existsSync(command)) return undefined;
  const libraries = ['usr/lib', 'lib'].flatMap((part) => libraryFolders(join(folder, part)));
  const binary = { command, libraries, how: `unpacked from the system’s packages into ${folder}` };
  return (await works(binary)) ? binary : undefined;
}

function libraryFolders(parent: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => name.includes('-linux-gnu'))
    .map((name) => join(parent, name));
}

async function download(folder: string): Promise<void> {
  try {
    await aptDownload(folder);
  } catch (error) {
    // A stale or empty package list; only root may renew it.
    if (process.getuid?.() !== 0) throw error;
    await run('apt-get', [...impatient, '-qq', 'update'], { timeout: 60_000 });
    await aptDownload(folder);
  }
}

/** Without these an unreachable mirror is waited for over minutes. */
const impatient = [
  '-o',
  'Acquire::Retries=1',
  '-o',
  'Acquire::http::Timeout=10',
  '-o',
  'Acquire::https::Timeout=10',
];

async function aptDownload(folder: string): Promise<void> {
  const packages = ['redis-server', 'redis-tools', ...(await librariesNeeded())];
  await run('apt-get', [...impatient, '-qq', 'download', ...packages], { cwd: folder, timeout: 60_000 });
}

/** Asked of the system, for the list differs from release to release. The C library has to be the machine's own. */
async function librariesNeeded(): Promise<string[]> {
  const args = ['depends', '--important', 'redis-server', 'redis-tools'];
  const { stdout } = await run('apt-cache', args, { env: { ...process.env, LC_ALL: 'C' } });
  const names = [...stdout.matchAll(/^\s+\|?Depends: ((?:lib|lua)[^\s<>:]+)/gm)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(names)].filter((name) => name !== 'libc6');
}

async function works(binary: Omit<RedisBinary, 'how'>): Promise<boolean> {
  try {
    const { stdout } = await run(binary.command, ['--version'], { env: redisEnv(binary), timeout: 10_000 });
    const [major, minor] = (/v=(\d+)\.(\d+)/.exec(stdout) ?? []).slice(1).map(Number);
    if (major === undefined || minor === undefined) return false;
    return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  } catch {
    return false;
  }
}

export function redisEnv(binary: Pick<RedisBinary, 'libraries'>): Record<string, string> {
  const plain = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };
  return binary.libraries.length === 0 ? plain : { ...plain, LD_LIBRARY_PATH: binary.libraries.join(':') };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
