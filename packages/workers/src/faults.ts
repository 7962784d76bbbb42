/**
 * What goes wrong in the workers: logged, counted, and kept where the API and the command line can show it. While the
 * database is away it is kept here, one entry for each row that it will have there.
 */
import type { NewFault } from '@improvement-ledger/projections';
import { keepFaults } from '@improvement-ledger/projections';
import { codeOf, tellable } from '@improvement-ledger/telemetry';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';

export interface Faults {
  /** `place` is queue, sweep, build, or the name of a read model or of an effect. */
  note(place: string, error: unknown, tenant?: string): void;
  /** Writes down what was noted; where that cannot be done now, it is tried again the next time. */
  keep(): Promise<void>;
}

const keyOf = ({ place, tenant, code }: NewFault): string => JSON.stringify([place, tenant, code]);

/** Both as one, in the words of the newer. */
const together = (older: NewFault | undefined, newer: NewFault | undefined): NewFault | undefined =>
  older === undefined || newer === undefined
    ? (newer ?? older)
    : { ...newer, times: older.times + newer.times };

export const openFaults = (
  sql: Sql,
  logger: Logger,
  count: (place: string, code: string) => void,
): Faults => {
  let noted = new Map<string, NewFault>();
  /** One that goes on to whoever asked for the work comes by here again. */
  const known = new WeakSet<object>();
  let keeping: Promise<void> | null = null;

  const keepNow = async (): Promise<void> => {
    const taken = noted;
    noted = new Map();
    try {
      await keepFaults(sql, [...taken.values()]);
    } catch {
      // It is in the log; the table can wait.
      for (const [key, fault] of taken) noted.set(key, together(fault, noted.get(key)) ?? fault);
    }
  };
  const keep = async (): Promise<void> => {
    if (noted.size > 0) keeping ??= keepNow().finally(() => (keeping = null));
    await keeping;
  };

  return {
    note: (place, error, tenant) => {
      if (typeof error === 'object' && error !== null) {
        if (known.has(error)) return;
        known.add(error);
      }
      const code = codeOf(error);
      logger.warn({ err: error, place, ...(tenant !== undefined && { tenant }) }, 'a fault');
      count(place, code);
      const fault = { place, tenant: tenant ?? null, code, error: tellable(error), times: 1 };
      noted.set(keyOf(fault), together(noted.get(keyOf(fault)), fault) ?? fault);
      void keep();
    },
    keep,
  };
};
