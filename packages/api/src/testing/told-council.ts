/** A council told fact by fact, on a demonstration clock and without deciders: for questions about its past. */
import { ids } from '@improvement-ledger/domain/testing';
import type { Projection } from '@improvement-ledger/projections';
import { catchUp, keepUp, projections } from '@improvement-ledger/projections';
import type { Log, ToldFact } from '@improvement-ledger/projections/testing';
import { openLog, poisonedAt } from '@improvement-ledger/projections/testing';
import { globalId } from '../ids.js';
import type { RunningApi } from './running-api.js';

export interface ToldCouncil {
  readonly log: Log;
  /** The global id of its plan. */
  readonly planId: string;
  readonly actionId: (id: string) => string;
  /** Records more, which is not read yet. */
  readonly tell: (...facts: readonly ToldFact[]) => Promise<void>;
  /** Lets the read models see what was recorded; those of `besides` are left where they are. */
  readonly read: (besides?: readonly Projection[]) => Promise<void>;
  /** Lets a read model meet an event that it cannot apply: it parks before it. */
  readonly park: (position: number, readModel: Projection) => Promise<void>;
}

export const tellCouncil = async (
  { database }: RunningApi,
  tenant: string,
  facts: readonly ToldFact[],
): Promise<ToldCouncil> => {
  const log = await openLog(database.app, tenant);
  const read = async (besides: readonly Projection[] = []): Promise<void> => {
    const others = projections.filter((projection) => !besides.includes(projection));
    for (const { result } of await keepUp(database.projector, others, tenant)) {
      if (result.status === 'rejected') throw result.reason;
    }
  };
  const council: ToldCouncil = {
    log,
    planId: globalId('Plan', tenant, ids.plan),
    actionId: (id) => globalId('Action', tenant, id),
    tell: async (...more) => void (await log.tell(...more)),
    read,
    park: async (position, readModel) =>
      void (await catchUp(database.projector, poisonedAt(readModel, position).poisoned, tenant)),
  };
  await council.tell(...facts);
  await read();
  return council;
};
