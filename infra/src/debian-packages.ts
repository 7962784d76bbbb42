import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Unpacks Debian's or Ubuntu's own packages, with the libraries that they name, into a folder of ours: nothing is
 * installed. False where that cannot be done: no network, no such package, no room.
 */
export async function unpackPackages(folder: string, packages: readonly string[]): Promise<boolean> {
  const unfinished = `${folder}.new`;
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    await download(unfinished, packages);
    for (const file of readdirSync(unfinished).filter((name) => name.endsWith('.deb'))) {
      await run('dpkg', ['-x', join(unfinished, file), unfinished]);
      rmSync(join(unfinished, file));
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
    return true;
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
    return false;
  }
}

/** True where apt-get and dpkg are; tests ask it before they ask for what has to be unpacked. */
export function canUnpack(path = process.env['PATH'] ?? ''): boolean {
  const folders = path.split(delimiter);
  return ['apt-get', 'apt-cache', 'dpkg'].every((name) =>
    folders.some((folder) => isExecutable(join(folder, name))),
  );
}

/** Where the libraries are of what was unpacked into a folder. */
export function unpackedLibraries(folder: string): string[] {
  return ['usr/lib', 'lib'].flatMap((part) => libraryFolders(join(folder, part)));
}

function libraryFolders(parent: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => name.includes('-linux-gnu'))
    .map((name) => join(parent, name));
}

async function download(folder: string, packages: readonly string[]): Promise<void> {
  try {
    await aptDownload(folder, packages);
  } catch (error) {
    // A stale or empty package list; only root may renew it.
    if (process.getuid?.() !== 0) throw error;
    await run('apt-get', [...impatient, '-qq', 'update'], { timeout: 60_000 });
    await aptDownload(folder, packages);
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

async function aptDownload(folder: string, packages: readonly string[]): Promise<void> {
  const all = [...packages, ...(await librariesNeeded(packages))];
  await run('apt-get', [...impatient, '-qq', 'download', ...all], { cwd: folder, timeout: 60_000 });
}

/** Asked of the system, for the list differs from release to release. The C library has to be the machine's own. */
async function librariesNeeded(packages: readonly string[]): Promise<string[]> {
  const args = ['depends', '--important', ...packages];
  const { stdout } = await run('apt-cache', args, { env: { ...process.env, LC_ALL: 'C' } });
  const names = [...stdout.matchAll(/^\s+\|?Depends: ((?:lib|lua)[^\s<>:]+)/gm)].map(
    (match) => match[1] ?? '',
  );
  return [...new Set(names)].filter((name) => name !== 'libc6');
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
