import { spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Asks again every few milliseconds until it holds; false when the time is up. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await pause(20);
  }
  return true;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux keeps the entry of a process that ended until its parent asks: such a one holds no port and no file. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false;
  }
}

/** Tells a process from a later one that was given the same number; empty where the system does not say. */
export function bornAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/**
 * The processes that work in a folder. Postgres and Redis both make their data folder their own: that says whose
 * they are, also after the launcher that started them was killed. Linux only; elsewhere it finds none.
 */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  let real: string;
  try {
    real = realpathSync(folder);
  } catch {
    return [];
  }
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && workingFolder(pid) === real);
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/**
 * What to put before a server's command so that the kernel ends it when the launcher dies, even by kill -9.
 * util-linux has it; where it is missing, the next start clears what was left.
 */
export function dyingWithLauncher(signal: 'INT' | 'TERM'): string[] {
  const prefix = ['setpriv', '--pdeathsig', signal, '--'];
  const probe = spawnSync('setpriv', ['--pdeathsig', signal, '--', 'true'], { stdio: 'ignore' });
  return probe.status === 0 ? prefix : [];
}

/** True as well for one that could not be started at all. */
export function hasExited(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Sends each signal in turn, waiting as long as it says before the next, until the child is gone. */
export async function endChild(
  child: ChildProcess,
  steps: ReadonlyArray<readonly [NodeJS.Signals, number]>,
): Promise<void> {
  if (hasExited(child)) return;
  const gone = new Promise<true>((resolve) => child.once('exit', () => resolve(true)));
  for (const [signal, waitMs] of steps) {
    child.kill(signal);
    const timer = new AbortController();
    const tooLong = pause(waitMs, false, { signal: timer.signal }).catch(() => false);
    const ended = await Promise.race([gone, tooLong]);
    timer.abort();
    if (ended) return;
  }
}

/** Ends processes that are not our children: what a killed launcher left behind. */
export async function endLeftovers(find: () => number[], first: NodeJS.Signals): Promise<void> {
  for (const [signal, waitMs] of [
    [first, 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    for (const pid of find()) signalIfAlive(pid, signal);
    if (await until(() => find().length === 0, waitMs)) return;
  }
  throw new Error(
    `Process ${find().join(', ')} of an earlier start does not end: stop it, then start again.`,
  );
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between being found and being told.
  }
}
