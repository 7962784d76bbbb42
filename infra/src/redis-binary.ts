import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { canUnpack, isExecutable, unpackedLibraries, unpackPackages } from './debian-packages.js';

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
  // Where it cannot be had the caller has another way.
  return (await unpackPackages(folder, ['redis-server', 'redis-tools'])) ? unpackedIn(folder) : undefined;
}

async function unpackedIn(folder: string): Promise<RedisBinary | undefined> {
  const command = join(folder, 'usr', 'bin', 'redis-server');
  if (!existsSync(command)) return undefined;
  const libraries = unpackedLibraries(folder);
  const binary = { command, libraries, how: `unpacked from the system’s packages into ${folder}` };
  return (await works(binary)) ? binary : undefined;
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
