/** What only the administrator of the database may do: what is in no council's log, such as the operator's own tokens. */
import type { Tx } from '@improvement-ledger/event-store';
import type { Sql } from '../ledger.js';
import { RefusedError } from '../refused-error.js';

export const OPERATORS_TOKENS = "Tokens of the operator's are kept";

/** `what` says to whoever is not what it is that is done by the administrator. */
export const asOwner = async <Result>(
  sql: Sql,
  what: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> => {
  try {
    return (await sql.begin(async (tx) => {
      await tx`set local role ledger_owner`;
      return work(tx);
    })) as Result;
  } catch (error) {
    if ((error as { code?: unknown }).code !== '42501') throw error;
    throw new RefusedError(
      [
        `${what} by the database's administrator: set DATABASE_URL to the administrator's URL,`,
        'which is adminDatabaseUrl in access.json where npm start has made the database.',
      ].join(' '),
      1,
      { cause: error },
    );
  }
};
