/** Writers in processes of their own, which may be killed at any moment: others then take over what had no answer. */
import { fileURLToPath } from 'node:url';
import type { Running } from './child-processes.js';
import { run } from './child-processes.js';
import type { Acknowledged } from './oracle.js';

const program = fileURLToPath(new URL('writer.mjs', import.meta.url));

export interface Writing {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly tenants: readonly string[];
  readonly planId: string;
  /** An action that every council has, and over which writers meet. */
  readonly actionId: string;
  /** The addresses of the API, and a token for it; some of the writers have no other way to the ledger. */
  readonly api: { readonly urls: readonly string[]; readonly token: string };
  /** The same action as the API knows it, by council. */
  readonly actionNodes: Readonly<Record<string, string>>;
  readonly processes: number;
  readonly writersEach: number;
  readonly restMs: number;
}

interface Told extends Acknowledged {
  readonly writer: number;
  readonly nth: number;
}

export interface Writers {
  /** Lets each writer carry its command through, and begin no other; throws if a process has ended by itself. */
  finish(): Promise<void>;
  /** What the connections of a process are called in the database. */
  nameOf(index: number): string;
  /** Ends a process by force, and lets another take over. */
  kill(index: number): Promise<void>;
  /** Ends all of them by force. */
  end(): Promise<void>;
}

const nameOf = (index: number): string => `writers-${index}`;

export const startWriters = (writing: Writing, onTold: (told: Acknowledged) => void): Writers => {
  const { processes, writersEach, ...shared } = writing;
  const done: Record<number, number> = {};
  const running: Running[] = [];
  const dying = new Set<Running>();
  let enough = false;
  let isEnding = false;

  const startOne = (index: number): Running => {
    const writers = Array.from({ length: writersEach }, (_, place) => index * writersEach + place);
    const part = run(program, [], {
      WRITING: JSON.stringify({ ...shared, name: nameOf(index), writers, done }),
    });
    part.child.on('message', (message) => {
      const { writer, nth, tenant, command, positions } = message as Told;
      done[writer] = nth;
      onTold({ tenant, command, positions });
    });
    running[index] = part;
    if (enough) part.child.send('enough');
    return part;
  };
  /** What a process has told is heard in full only when its channel is closed. */
  const runToTheEnd = async (index: number): Promise<void> => {
    const part = startOne(index);
    const silent = new Promise<void>((resolve) => {
      part.child.once('disconnect', () => resolve());
    });
    const end = await part.ended;
    await silent;
    if (end === 0) return;
    if (!dying.delete(part)) throw new Error(`${nameOf(index)} ended with ${end}: ${part.said()}`);
    if (!isEnding) await runToTheEnd(index);
  };

  const killOne = async (part: Running | undefined): Promise<void> => {
    if (part === undefined) return;
    dying.add(part);
    part.child.kill('SIGKILL');
    await part.ended;
  };
  const finished = Promise.all(Array.from({ length: processes }, async (_, index) => runToTheEnd(index)));
  // Whoever waits for the end is told; until then a failure is nobody's unhandled one.
  finished.catch(() => undefined);
  return {
    finish: async () => {
      enough = true;
      for (const { child } of running) child.send('enough');
      await finished;
    },
    nameOf,
    kill: async (index) => killOne(running[index]),
    end: async () => {
      isEnding = true;
      await Promise.all(running.map(killOne));
      await finished;
    },
  };
};
