import type { QueueDesk, QueueHome } from '@improvement-ledger/projections';
import type { Sql } from '../ledger.js';
import type { Terminal } from '../terminal.js';

/** A word (or two) of the command line. */
interface Described {
  readonly usage: string;
  readonly does: string;
  /** What --help says besides, a line each. */
  readonly help?: readonly string[];
  /** Names of the arguments without a name of their own, in order; one in brackets may be left out. */
  readonly arguments: readonly string[];
  /** `string` options; `required` ones are asked for. */
  readonly options: Readonly<
    Record<string, { readonly type: 'string' | 'boolean'; readonly required?: true }>
  >;
}

/** A command that works on the ledger. */
export interface Command extends Described {
  /** Who it connects as: the API, unless it says that it is the workers. */
  readonly connectsAs?: 'projector';
  /** Returns the exit code. The queues are at `queueHome`. */
  run(sql: Sql, given: Given, terminal: Terminal, queueHome: QueueHome): Promise<number>;
}

/** A command that looks after the queues. */
export interface QueueCommand extends Described {
  /** Returns the exit code. */
  runOnQueues(desk: QueueDesk, given: Given, terminal: Terminal, home: QueueHome): Promise<number>;
}

export interface Given {
  argument(name: string): string;
  /** The option's text, or `null` where it was not given. */
  option(name: string): string | null;
  flag(name: string): boolean;
}

/** The text of an option that the command line has made sure of. */
export const requiredOption = (given: Given, name: string): string => given.option(name) ?? '';
