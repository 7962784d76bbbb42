/**
 * Makes hints unnecessary: compares every council's head with its bookmarks, again and again, and catches up
 * those that are behind. Whatever is lost with Redis is found here.
 */
import { councilsBehind, switchOver } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';

export interface Sweeper {
  stop(): Promise<void>;
}

export const startSweeper = (
  sql: Sql,
  intervalMs: number,
  work: (tenant: string) => Promise<void>,
  onError: (error: unknown) => void,
): Sweeper => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();

  const sweep = async (): Promise<void> => {
    const behind = await councilsBehind(sql).catch((error: unknown) => {
      onError(error);
      return [];
    });
    for (const { tenant } of behind) {
      if (stopped) return;
      // One council's failure is not to keep the sweeper from those after it.
      await work(tenant).catch(onError);
    }
    // What was built beside the live read models may now be as far as they are.
    await switchOver(sql).catch(onError);
  };
  const next = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      round = sweep().finally(next);
    }, intervalMs);
  };

  round = sweep().finally(next);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
};
