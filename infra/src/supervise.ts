import type { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** Something that runs beside the launcher. */
export interface Part {
  readonly name: string;
  readonly logPath: string;
  /** Its last lines, once it ended without being told to; otherwise it never resolves. */
  readonly crashed: Promise<string[]>;
  readonly stop: () => Promise<void>;
}

export interface Supervision {
  readonly onLine: (line: string) => void;
  /** Where SIGINT and the like arrive: the process itself, except in tests. */
  readonly signals: Pick<EventEmitter, 'on' | 'off'>;
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A part that ended by itself, or a start that was given up: the message is for the person at the terminal. */
class PartCrashed extends Error {}

class StopAsked extends Error {}

/**
 * Runs `start`, which hands over each part as soon as it is started, then stays until a signal or a crash. Either way
 * all parts are stopped, in tiers: the last started first. Returns the exit code.
 */
export async function supervise(
  supervision: Supervision,
  start: (keep: (...tier: Part[]) => void, whenCrashed: Promise<never>) => Promise<void>,
): Promise<number> {
  const tiers: Part[][] = [];
  const ending = new Deferred();
  const onSignal = (): void => ending.reject(new StopAsked());
  for (const signal of stopSignals) supervision.signals.on(signal, onSignal);
  const late: Promise<void>[] = [];
  const keep = (...tier: Part[]): void => {
    if (ending.over) {
      // The start went on for a moment after it was given up.
      late.push(stopTier(tier, supervision.onLine));
      throw new StopAsked();
    }
    tiers.unshift(tier);
    for (const part of tier) void part.crashed.then((lines) => ending.reject(crash(part, lines)));
  };
  let code = 0;
  let starting: Promise<void> = Promise.resolve();
  try {
    // A signal or a crash while starting ends the start as well.
    starting = start(keep, ending.promise);
    await Promise.race([starting, ending.promise]);
    await ending.promise;
  } catch (error) {
    code = error instanceof StopAsked ? 0 : 1;
    supervision.onLine(code === 0 ? 'Stopping …' : messageOf(error));
  }
  ending.over = true;
  for (const tier of tiers) await stopTier(tier, supervision.onLine);
  await Promise.race([starting.catch(() => undefined), pause(1_000, undefined, { ref: false })]);
  await Promise.all(late);
  for (const signal of stopSignals) supervision.signals.off(signal, onSignal);
  supervision.onLine(code === 0 ? 'Stopped.' : 'Everything else was stopped.');
  return code;
}

function crash(part: Part, lines: string[]): PartCrashed {
  const said =
    lines.length === 0 ? 'It said nothing.' : `It said last:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  return new PartCrashed(`${part.name} ended by itself: read ${part.logPath}, then start again. ${said}`);
}

/** One that does not stop must not keep the others up. */
async function stopTier(tier: Part[], onLine: (line: string) => void): Promise<void> {
  const results = await Promise.allSettled(tier.map((part) => part.stop()));
  for (const result of results) {
    if (result.status === 'rejected') onLine(messageOf(result.reason));
  }
}

export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') {
    return 'The disk is full: free some space, or set LEDGER_HOME to a folder on another disk.';
  }
  // A folder that is refused as if the one above were missing, as beneath /proc.
  const isRefused = code === 'ENOENT' && syscall === 'mkdir';
  if (path !== undefined && (isRefused || ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code ?? ''))) {
    return `${path} cannot be written (${code}): set LEDGER_HOME to a folder that this user may write.`;
  }
  // A plain Error of ours is a sentence; any other kind is a fault, and its trace says where.
  return error.name === 'Error' ? error.message : (error.stack ?? error.message);
}

class Deferred {
  over = false;
  reject!: (reason: unknown) => void;
  readonly promise = new Promise<never>((_resolve, reject) => {
    this.reject = reject;
  });

  constructor() {
    // Whoever waits hears of it; before that, a rejection is not yet an error of ours.
    this.promise.catch(() => undefined);
  }
}
