/** The job: bring every read model of one council up to the head of its log. */
import { catchUp, projections } from '@improvement-ledger/projections';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';

/** A read model that fails leaves the others alone; the first failure that is not the event's own is thrown, so that the job is tried again. */
export const project = async (sql: Sql, logger: Logger, tenant: string): Promise<void> => {
  const results = await Promise.allSettled(
    projections.map(async (projection) => {
      const { applied, parked, position } = await catchUp(sql, projection, tenant);
      if (applied > 0) logger.debug({ tenant, projection: projection.name, position, applied }, 'caught up');
      if (parked?.tried === true) {
        logger.error(
          { tenant, projection: projection.name, position: parked.position, reason: parked.reason },
          'parked',
        );
      }
    }),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
};
