/** What only the administrator of the database may do: the operator's own tokens, which are in no council's log. */
import type { Tx } from '@improvement-ledger/event-store';
import type { Sql } from '../ledger.js';
import { RefusedError } from '../refused-error.js';

export const asOwner = async <Result>(sql: Sql, work: (tx: Tx) => Promise<Result>): Promise<Result> => {
  try {
    return (await sql.begin(async (tx) => {
      await tx`set local role ledger_owner`;
      return work(tx);
    })) as Result;
  } catch (error) {
    if ((error as { code?: unknown }).code !== '42501') throw error;
    throw new RefusedError(
      [
        "Tokens of the operator's are kept by the database's administrator: set DATABASE_URL to the administrator's URL,",
        'which is adminDatabaseUrl in access.json where npm start has made the database.',
      ].join(' '),
      1,
      { cause: error },
    );
  }
};
