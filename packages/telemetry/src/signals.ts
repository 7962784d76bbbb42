/**
 * What the layers below say of their work, for whoever in the process wants to count it. It goes through Node's
 * diagnostics channels: while nobody listens, nothing is made and nothing kept.
 */
import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';

export type Listener<Message> = (message: Message) => void;

interface Signal<Message> {
  tell(message: () => Message): void;
  /** Returns how to stop listening. */
  listen(listener: Listener<Message>): () => void;
}

const signal = <Message>(name: string): Signal<Message> => {
  const named = channel(`improvement-ledger.${name}`);
  return {
    tell: (message) => {
      if (named.hasSubscribers) named.publish(message());
    },
    listen: (listener) => {
      const heard = (message: unknown): void => listener(message as Message);
      subscribe(named.name, heard);
      return () => void unsubscribe(named.name, heard);
    },
  };
};

/** What became of one attempt to carry out a command. */
export interface CarriedOut {
  readonly council: string;
  readonly outcome: 'recorded' | 'repeated' | 'conflict' | 'refused' | 'failed';
  /** Of a refusal, from the catalogue; `null` otherwise. */
  readonly code: string | null;
  readonly events: number;
}
export const carriedOut = signal<CarriedOut>('carried-out');

/** One transaction of the log, for all the commands that shared it. */
export interface Appended {
  readonly commands: number;
  readonly durationMs: number;
}
export const appended = signal<Appended>('appended');

/** A batch of events that read models applied in one transaction. */
export interface Applied {
  readonly council: string;
  readonly projections: readonly string[];
  /** Positions that each of them moved on by. */
  readonly events: number;
  readonly durationMs: number;
}
export const applied = signal<Applied>('applied');

/** A transaction had to wait so long for a free connection, and for the server to begin it. */
export const transactionBegun = signal<{ readonly waitedMs: number }>('transaction-begun');
