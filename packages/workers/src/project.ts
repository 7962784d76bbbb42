/** The job: bring every read model of one council up to the head of its log. */
import type { WhenBusy } from '@improvement-ledger/projections';
import { generationsIn, keepUp } from '@improvement-ledger/projections';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import { tell } from './tell.js';

/** A read model that fails leaves the others alone; the first failure that is not the event's own is thrown, so that the job is tried again. */
export const project = async (
  sql: Sql,
  logger: Logger,
  tenant: string,
  whenBusy: WhenBusy,
): Promise<void> => {
  const live = await generationsIn(sql, 'live');
  const kept = await keepUp(sql, live, tenant, whenBusy);
  for (const { projection, result } of kept) {
    if (result.status === 'fulfilled') tell(logger, projection, tenant, result.value);
  }
  const failed = kept.find(({ result }) => result.status === 'rejected')?.result;
  if (failed?.status === 'rejected') throw failed.reason;
};
