/** Transactions over the read models of all councils, which must never make others wait for long. */
import type { Tx } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';

/** How long readers and workers may be kept behind a lock that is waited for. */
const LOCK_MS_MAX = 1_000;
const LOCK_NOT_TO_BE_HAD = '55P03';

/** Sees the bookmarks of all councils. Throws when a lock is not to be had soon: `isBusy` knows. */
export const overAll = async <Result>(sql: Sql, work: (tx: Tx) => Promise<Result>): Promise<Result> => {
  const heads = await sql<{ tenant: string }[]>`select tenant from ledger.heads()`;
  return (await sql.begin(async (tx) => {
    await tx`select set_config('ledger.tenants', ${heads.map(({ tenant }) => tenant).join(',')}, true),
                    set_config('lock_timeout', ${String(LOCK_MS_MAX)}, true)`;
    return work(tx);
  })) as Result;
};

/** Somebody needs what was to be locked: another time will do. */
export const isBusy = (error: unknown): boolean =>
  (error as { readonly code?: unknown }).code === LOCK_NOT_TO_BE_HAD;
