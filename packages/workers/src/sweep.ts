/**
 * Makes hints unnecessary: compares every council's head with its bookmarks, again and again, and catches up
 * those that are behind. Whatever is lost with Redis is found here.
 */
import { councilsBehind } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import type { Rounds } from './rounds.js';
import { startRounds } from './rounds.js';

export interface Sweeping {
  readonly work: (tenant: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** After each round, whatever came of it. */
  readonly onRound: () => Promise<void>;
}

export const startSweeper = (sql: Sql, intervalMs: number, { work, onError, onRound }: Sweeping): Rounds => {
  const sweep = async (isStopped: () => boolean): Promise<void> => {
    for (const { tenant } of await councilsBehind(sql)) {
      if (isStopped()) return;
      // One council's failure is not to keep the sweeper from those after it.
      await work(tenant).catch(onError);
    }
  };
  return startRounds(
    intervalMs,
    async (isStopped) => {
      await sweep(isStopped).catch(onError);
      await onRound();
    },
    onError,
  );
};
