/** What a process has started, as Linux tells it; elsewhere nothing is found. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Process {
  readonly pid: number;
  readonly command: string;
}

interface Entry extends Process {
  readonly parent: number;
}

const entryOf = (pid: number): Entry | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // One that has ended is listed until its parent asks for it.
    if (state === 'Z') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { pid, parent: Number(parent), command };
  } catch {
    return null;
  }
};

const entries = (): Entry[] =>
  process.platform === 'linux'
    ? readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (entryOf(Number(name)) ?? []) : []))
    : [];

/** Everything that a process started, and what that started. */
export const startedBy = (pid: number): Process[] => {
  const all = entries();
  const below = (parent: number): Entry[] =>
    all.filter((entry) => entry.parent === parent).flatMap((entry) => [entry, ...below(entry.pid)]);
  return below(pid);
};

/** Those that still run, by what they were started as: a later process may have been given the same number. */
export const stillRunning = (processes: readonly Process[]): Process[] =>
  processes.filter(({ pid, command }) => entryOf(pid)?.command === command);
