/** One command of the terminal for a council's own records, carried out or refused with a sentence. */
import { councilSubject, seal } from '@improvement-ledger/domain';
import type { Receipt, Step } from '@improvement-ledger/event-store';
import { execute, readEvent, withTenants } from '@improvement-ledger/event-store';
import type { Sql } from './ledger.js';
import { newId } from './new-id.js';
import { atTheTerminal } from './principal.js';
import { RefusedError } from './refused-error.js';

/** The subject under which texts about a council as a whole are sealed. */
export const subjectOfCouncil = async (sql: Sql, council: string): Promise<string> => {
  const first = await withTenants(sql, [council], async (tx) => readEvent(tx, council, 1));
  if (first === null || !('councilId' in first.data))
    throw new Error(`The ledger of ${council} has not begun.`);
  return councilSubject(first.data.councilId);
};

/** `effectiveAt`: from when it is true; now, unless given. */
export const carryOutIn = async (
  sql: Sql,
  council: string,
  steps: readonly Step[],
  reason: string | null,
  effectiveAt?: string,
): Promise<Receipt> => {
  const key = newId();
  const outcome = await execute(sql, {
    tenant: council,
    grants: [council],
    steps,
    circumstances: {
      ...atTheTerminal(),
      effectiveAt,
      reason: reason === null ? null : seal(await subjectOfCouncil(sql, council), reason),
    },
    idempotency: { key, request: { key } },
  });
  if (outcome.refusal !== undefined) throw new RefusedError(outcome.refusal.message);
  return outcome.receipt;
};
