/** How the whole ledger stands. */
import type { Fault, ProjectionStatus, QueueStatus } from '@improvement-ledger/projections';
import { systemStatus } from '@improvement-ledger/projections';
import { Ctx, Query, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import { councilsWithRole } from '../permission.js';
import type { FaultType, QueueStatusType, ReadModelStatusType } from './status.types.js';
import { SystemStatusType } from './status.types.js';

const presentReadModel = ({ projection, parked, ...status }: ProjectionStatus): ReadModelStatusType => ({
  ...status,
  name: projection,
  parked: parked === null ? null : { position: parked.position, since: parked.at, reason: parked.reason },
});

const presentQueue = ({ name, jobs }: QueueStatus): QueueStatusType => ({
  name,
  jobs: jobs === null ? null : Object.entries(jobs).map(([state, count]) => ({ state, count })),
});

const presentFault = ({ tenant, ...fault }: Fault): FaultType => ({ ...fault, council: tenant });

@Resolver()
export class StatusResolver {
  @Query(() => SystemStatusType, {
    nullable: true,
    description:
      'How the whole ledger stands, for administrators: heads, lag, parked events, queues, faults.',
  })
  async systemStatus(@Ctx() context: ApiContext): Promise<SystemStatusType> {
    const councils = councilsWithRole(context.caller, ['administrator']);
    const status = await systemStatus(context.sql, councils, context.queues);
    return {
      councils: status.councils.map(({ tenant, head, readModels }) => ({
        council: tenant,
        head,
        readModels: readModels.map(presentReadModel),
      })),
      queues: status.queues.map(presentQueue),
      faults: status.faults.map(presentFault),
    };
  }
}
