/** What the log says of a read model that was caught up with. */
import type { CaughtUp, Projection } from '@improvement-ledger/projections';
import type { Logger } from 'pino';

/** What it did, and before which event it stopped. */
export const tell = (
  logger: Logger,
  { name, version, generation = 1 }: Projection,
  tenant: string,
  { applied, parked, position }: CaughtUp,
): void => {
  const about = { tenant, projection: name, version, generation };
  if (applied > 0) logger.debug({ ...about, position, applied }, 'caught up');
  if (parked?.tried === true) {
    logger.error({ ...about, position: parked.position, reason: parked.reason }, 'parked');
  }
};
