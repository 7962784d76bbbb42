import type { FailedJob, QueueCounts } from '@improvement-ledger/projections';
import { evictionWarning } from '@improvement-ledger/projections';
import { placeOf } from '../queues.js';
import { RefusedError } from '../refused-error.js';
import { count } from '../terminal.js';
import type { QueueCommand } from './command.js';

const describe = ({ queue, counts }: QueueCounts): string => {
  const states = Object.entries(counts).filter(([, jobs]) => jobs > 0);
  const said =
    states.length === 0 ? 'nothing in it' : states.map(([state, jobs]) => `${jobs} ${state}`).join(', ');
  return `${queue.name} (${queue.does}): ${said}`;
};

export const queueList: QueueCommand = {
  usage: 'queues',
  does: 'counts the jobs of every queue by state',
  help: [
    'Queues hold hints: a job that failed delays a read model until the sweeper comes by, and loses nothing.',
  ],
  arguments: [],
  options: {},

  async runOnQueues(desk, _given, { out, err }, home) {
    const all = await desk.counts();
    out(placeOf(home));
    for (const each of all) out(describe(each));
    const warning = await evictionWarning(home);
    if (warning !== null) err(warning);
    return 0;
  },
};

const describeFailed = ({ queue, id, data, reason, failedAt, attempts }: FailedJob): string =>
  `${queue}  ${id}  ${failedAt ?? ''}  tried ${count(attempts, 'time')}: ${reason}  ${JSON.stringify(data)}`;

export const queuesFailed: QueueCommand = {
  usage: 'queues failed',
  does: 'lists the jobs that failed: when, how often they were tried, and why',
  arguments: [],
  options: {},

  async runOnQueues(desk, _given, { out }) {
    const failed = await desk.failed();
    for (const job of failed) out(describeFailed(job));
    if (failed.length === 0) out('No job has failed.');
    return 0;
  },
};

export const queuesRetry: QueueCommand = {
  usage: 'queues retry (--job ID | --all)',
  does: 'puts failed jobs back into their queues',
  arguments: [],
  options: { job: { type: 'string' }, all: { type: 'boolean' } },

  async runOnQueues(desk, given, { out }) {
    const id = given.option('job');
    if ((id === null) !== given.flag('all')) throw new RefusedError('Say which: --job ID, or --all.', 2);
    const retried = await desk.retry(id === null ? 'all' : { id });
    if (id !== null && retried === 0) {
      throw new RefusedError(`No job ${id} has failed: queues failed lists those that have.`);
    }
    out(`${count(retried, 'job')} put back.`);
    return 0;
  },
};
