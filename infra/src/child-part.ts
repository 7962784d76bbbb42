import { spawn } from 'node:child_process';
import { lastLines, openLog } from './log-file.js';
import { endChild, hasExited } from './processes.js';
import type { Part } from './supervise.js';

export interface ChildPartOptions {
  readonly name: string;
  /** The built script; Node runs it. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logPath: string;
  readonly readyWithinMs?: number;
}

export interface StartingPart extends Part {
  /** Where it serves, if it says so. */
  readonly ready: Promise<string | null>;
}

/**
 * Starts one of our own processes. It sends `{ type: 'ready', url }` once it serves, and ends when the channel closes,
 * so that it never outlives the launcher.
 */
export function startChildPart(options: ChildPartOptions): StartingPart {
  const { name } = options;
  const log = openLog(options.logPath);
  // Small young generations: many idle megabytes less, for a little more work under load.
  const child = spawn(process.execPath, ['--max-semi-space-size=2', options.script], {
    env: options.env,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
    // A group of its own: Ctrl-C reaches the launcher alone, which stops the parts in order.
    detached: true,
  });
  let stopping = false;
  const crashed = new Promise<string[]>((resolve) => {
    const end = (): void => {
      if (!stopping) resolve(lastLines(log));
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const ready = new Promise<string | null>((resolve, reject) => {
    const within = options.readyWithinMs ?? 60_000;
    const tooLate = (): void =>
      reject(new Error(`${name} is not ready after ${within / 1000} s: read ${log.path}.`));
    const timer = setTimeout(tooLate, within);
    child.on('message', (message) => {
      const { type, url } = (message ?? {}) as { type?: unknown; url?: unknown };
      if (type !== 'ready') return;
      clearTimeout(timer);
      resolve(typeof url === 'string' ? url : null);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`${name} ended before it was ready: read ${log.path}.`));
    });
  });
  // Whoever waits for it hears of the failure; nobody need wait.
  ready.catch(() => undefined);
  return {
    name,
    logPath: log.path,
    ready,
    crashed,
    stop: async () => {
      stopping = true;
      if (!hasExited(child))
        await endChild(child, [
          ['SIGTERM', 3_000],
          ['SIGKILL', 500],
        ]);
    },
  };
}
