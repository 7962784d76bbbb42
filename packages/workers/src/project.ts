/** The job: bring every read model of one council up to the head of its log. */
import type { WhenBusy } from '@improvement-ledger/projections';
import { keepUp, projections } from '@improvement-ledger/projections';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';

/** A read model that fails leaves the others alone; the first failure that is not the event's own is thrown, so that the job is tried again. */
export const project = async (
  sql: Sql,
  logger: Logger,
  tenant: string,
  whenBusy: WhenBusy,
): Promise<void> => {
  const kept = await keepUp(sql, projections, tenant, whenBusy);
  for (const { projection, result } of kept) {
    if (result.status === 'rejected') continue;
    const { applied, parked, position } = result.value;
    if (applied > 0) logger.debug({ tenant, projection: projection.name, position, applied }, 'caught up');
    if (parked?.tried === true) {
      logger.error(
        { tenant, projection: projection.name, position: parked.position, reason: parked.reason },
        'parked',
      );
    }
  }
  const failed = kept.find(({ result }) => result.status === 'rejected')?.result;
  if (failed?.status === 'rejected') throw failed.reason;
};
