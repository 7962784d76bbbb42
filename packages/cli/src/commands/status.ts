import type {
  Fault,
  ProjectionStatus,
  QueueHome,
  QueueStatus,
  SystemStatus,
} from '@improvement-ledger/projections';
import { hintQueue, openHintQueue, systemStatus } from '@improvement-ledger/projections';
import type { Sql } from '../ledger.js';
import { nameOf, readCouncils } from '../ledger.js';
import { count } from '../terminal.js';
import type { Command } from './command.js';

/** How everything stands, or `null` before any read model was set up. */
const statusOf = async (
  sql: Sql,
  tenants: readonly string[],
  queueHome: QueueHome,
): Promise<SystemStatus | null> => {
  const [table] = await sql<{ name: string | null }[]>`select to_regclass('read.faults')::text as name`;
  if (table === undefined || table.name === null) return null;
  // What cannot be reached is told as such; why it cannot is of no use here.
  const hints = openHintQueue(queueHome, () => undefined);
  try {
    return await systemStatus(sql, tenants, [{ name: hintQueue.name, counts: async () => hints.counts() }]);
  } finally {
    await hints.close().catch(() => undefined);
  }
};

const versionsOf = ({ version, buildingVersion }: ProjectionStatus): string =>
  buildingVersion === null
    ? `version ${version}`
    : `version ${version}, while version ${buildingVersion} is being built`;

const describeReadModel = (status: ProjectionStatus): string => {
  const { projection, position, lagEvents, lagSeconds, parked } = status;
  const stands =
    parked !== null
      ? `PARKED before ${parked.position} since ${parked.at}: ${parked.reason}`
      : lagEvents > 0
        ? `${count(lagEvents, 'event')} and ${lagSeconds.toFixed(1)} s behind, at ${position}`
        : 'up to date';
  return `  ${projection} (${versionsOf(status)}): ${stands}`;
};

const describeQueue = ({ name, jobs }: QueueStatus): string => {
  if (jobs === null) return `Queue ${name}: cannot be reached.`;
  const counted = Object.entries(jobs).filter(([, number]) => number > 0);
  const said = counted.map(([state, number]) => `${number} ${state}`).join(', ');
  return `Queue ${name}: ${said === '' ? 'empty' : said}`;
};

const describeFault = ({ place, tenant, code, message, frame, times, lastAt }: Fault): string =>
  `  ${lastAt}  ${place}${tenant === null ? '' : ` for ${tenant}`}: ${message ?? `at ${frame ?? 'an unknown place'}`} (${code}, ${count(times, 'time')})`;

export const status: Command = {
  usage: 'status',
  does: "tells each council's last position, how far its read models are, what waits in the queue and what failed last",
  help: [
    'A read model is so many seconds behind as the oldest event that it has still to apply is old.',
    'Where DATABASE_URL is set, the queue is looked for at REDIS_URL, else at QUEUE_DATABASE_URL, else there.',
  ],
  arguments: [],
  options: {},

  async run(sql, _given, { out }, queueHome) {
    const councils = await readCouncils(sql);
    const keys = councils.map(({ key }) => key);
    const system = await statusOf(sql, keys, queueHome);
    if (councils.length === 0) out('No council yet: add one with council add.');
    for (const council of councils) {
      out(`${council.key}  ${nameOf(council)}  head ${council.head}`);
      const models = system?.councils.find(({ tenant }) => tenant === council.key)?.readModels ?? [];
      for (const model of models) out(describeReadModel(model));
    }
    if (system === null) {
      out('No read model has been set up yet: npm start does that.');
      return 0;
    }
    for (const queue of system.queues) out(describeQueue(queue));
    if (system.faults.length > 0) out('Last faults of the workers:');
    for (const fault of system.faults) out(describeFault(fault));
    return 0;
  },
};
