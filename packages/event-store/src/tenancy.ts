/** Transactions that see the tenants they name and no others. */
import type { Sql, TransactionSql } from 'postgres';

export type Tx = TransactionSql;

/** Runs reads in one transaction, at one moment of the log, limited to the tenants given. */
export const withTenants = async <Result>(
  sql: Sql,
  tenants: readonly string[],
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> =>
  (await sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`select set_config('ledger.tenants', ${tenants.join(',')}, true)`;
    return work(tx);
  })) as Result;
