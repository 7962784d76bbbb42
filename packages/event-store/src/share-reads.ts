/**
 * Reads that belong to one question share a transaction: beginning and ending one costs more than most of them, and all
 * of them see one moment of the log.
 */
import { EventEmitter, once } from 'node:events';
import type { Sql } from 'postgres';
import type { Tx } from './tenancy.js';
import { withTenants } from './tenancy.js';

export interface SharedReads {
  /** Reads in the transaction that is open, or in a new one. */
  readonly read: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  /** What is read from now on sees all that is committed by now. */
  readonly renew: () => void;
}

interface Session {
  readonly tx: Promise<Tx>;
  /** Reads that are not done yet. */
  reading: number;
  readonly end: () => void;
}

/** What Postgres answers within a transaction in which another read has failed. */
const IN_FAILED_TRANSACTION = '25P02';
const isOfAnother = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === IN_FAILED_TRANSACTION;

const beginSession = (sql: Sql, tenants: readonly string[]): Session => {
  const ends = new EventEmitter();
  const tx = new Promise<Tx>((resolve, reject) => {
    // What goes wrong later is told by the reads themselves.
    withTenants(sql, tenants, async (begun) => {
      resolve(begun);
      await once(ends, 'end');
    }).catch(reject);
  });
  return { tx, reading: 0, end: () => void ends.emit('end') };
};

/** Reads limited to these tenants, as in `withTenants`. A transaction ends once nothing is read in it any more. */
export const shareReads = (sql: Sql, tenants: readonly string[]): SharedReads => {
  let open: Session | null = null;
  const leave = (session: Session): void => {
    session.reading -= 1;
    if (session.reading > 0) return;
    // Whatever follows from an answer is asked for before this.
    setImmediate(() => {
      if (session.reading > 0) return;
      if (open === session) open = null;
      session.end();
    });
  };
  return {
    read: async (work) => {
      const session = (open ??= beginSession(sql, tenants));
      session.reading += 1;
      try {
        return await work(await session.tx);
      } catch (error) {
        if (!isOfAnother(error)) throw error;
        return await withTenants(sql, tenants, work);
      } finally {
        leave(session);
      }
    },
    renew: () => {
      open = null;
    },
  };
};
