/** How the whole ledger stands, for whoever runs it: the log, the read models, the queues, the last faults. */
import type { Sql } from 'postgres';
import type { Fault } from './faults.js';
import { lastFaults } from './faults.js';
import type { ProjectionStatus } from './status.js';
import { projectionStatus } from './status.js';
import type { CountedQueue, QueueStatus } from './queue-status.js';
import { queueStatus } from './queue-status.js';

export interface CouncilStatus {
  readonly tenant: string;
  readonly head: number;
  readonly readModels: readonly ProjectionStatus[];
}

export interface SystemStatus {
  readonly councils: readonly CouncilStatus[];
  readonly queues: readonly QueueStatus[];
  readonly faults: readonly Fault[];
}

/** Of these councils, and of what belongs to none. */
export const systemStatus = async (
  sql: Sql,
  tenants: readonly string[],
  queues: readonly CountedQueue[],
): Promise<SystemStatus> => {
  const [models, counted, faults] = await Promise.all([
    projectionStatus(sql, tenants),
    Promise.all(queues.map(queueStatus)),
    lastFaults(sql, tenants),
  ]);
  const heads = new Map(models.map(({ tenant, head }) => [tenant, head]));
  return {
    councils: [...heads].map(([tenant, head]) => ({
      tenant,
      head,
      readModels: models.filter((each) => each.tenant === tenant),
    })),
    queues: counted,
    faults,
  };
};
