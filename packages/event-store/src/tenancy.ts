/** Transactions that see the tenants they name and no others. */
import { transactionBegun } from '@improvement-ledger/telemetry';
import type { Sql, TransactionSql } from 'postgres';

export type Tx = TransactionSql;

/** Runs reads in one transaction, at one moment of the log, limited to the tenants given. */
export const withTenants = async <Result>(
  sql: Sql,
  tenants: readonly string[],
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> => {
  const asked = performance.now();
  return (await sql.begin('isolation level repeatable read read only', async (tx) => {
    transactionBegun.tell(() => ({ waitedMs: performance.now() - asked }));
    // Sent before the first query and together with it: the server carries out one after the other.
    const limited = tx`select set_config('ledger.tenants', ${tenants.join(',')}, true)`.execute();
    const [result] = await Promise.all([work(tx), limited]);
    return result;
  })) as Result;
};

/** The same for a transaction that also writes; it sees what others commit meanwhile. */
export const changeWithTenants = async <Result>(
  sql: Sql,
  tenants: readonly string[],
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> =>
  (await sql.begin(async (tx) => {
    await tx`select set_config('ledger.tenants', ${tenants.join(',')}, true)`;
    return work(tx);
  })) as Result;

/** The same for every tenant: for the engine's own jobs, which act for nobody. */
export const changeWithAllTenants = async <Result>(
  sql: Sql,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> =>
  (await sql.begin(async (tx) => {
    await tx`select set_config('ledger.tenants', coalesce(string_agg(tenant, ','), ''), true) from ledger.heads()`;
    return work(tx);
  })) as Result;
