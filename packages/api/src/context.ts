/** What every resolver works with: who is calling, the database within the caller's grants, and the queue of hints. */
import type { AccessLog, SharedReads, Tx } from '@improvement-ledger/event-store';
import { shareReads, withTenants } from '@improvement-ledger/event-store';
import type { CountedQueue, Hint } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import type { Caller } from './caller.js';
import { councilsOf } from './caller.js';
import type { RequestRecord } from './request-record.js';

export interface ApiContext {
  readonly caller: Caller;
  readonly sql: Sql;
  readonly request: RequestRecord;
  /** The queues of jobs, for how many wait in them. */
  readonly queues: readonly CountedQueue[];
  /** How long a query waits for a position that it was told of. */
  readonly waitMsMax: number;
  /** The log of who looked at what, as this server writes it. */
  readonly accessLog: Pick<AccessLog, 'settled'>;
  /** How often secrets were tried in vain from the caller's address: what a mutation takes is limited as tokens are. */
  readonly tries: {
    /** How many seconds a secret has to wait, or `null` if it is looked at now. */
    waitS(secret: string): number | null;
    refused(secret: string): void;
  };
  /** Reads at one moment of the log, limited to the caller's councils. */
  read<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Reads of one council that share transactions: each row is checked against one key, not against all of the caller's. */
  readsOf(tenant: string): SharedReads;
  /** Tells the workers of news; a hint that cannot be given is made up for by the sweeper. */
  hint(hint: Hint): void;
}

export const contextFor = (
  shared: Pick<ApiContext, 'sql' | 'request' | 'queues' | 'hint' | 'waitMsMax' | 'accessLog' | 'tries'>,
  caller: Caller,
): ApiContext => ({
  ...shared,
  caller,
  read: async (work) => withTenants(shared.sql, councilsOf(caller), work),
  readsOf: (tenant) => shareReads(shared.sql, caller.memberships.has(tenant) ? [tenant] : []),
});

/** Whether the caller may see a council; one that they may not see is not found. */
export const maySee = ({ caller }: ApiContext, tenant: string): boolean => caller.memberships.has(tenant);
