/** What Prometheus reads of the API: its own work, and how the whole ledger stands, which it asks anew each time. */
import type { CountedQueue, ProjectionStatus } from '@improvement-ledger/projections';
import { projectionStatus, queueStatus } from '@improvement-ledger/projections';
import { DURATION_BUCKETS_S, openMeasures } from '@improvement-ledger/telemetry/process';
import type { Registry } from 'prom-client';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Sql } from 'postgres';

export interface OperationMeasures {
  /** `root` is a field of the schema, or a word for none or several. */
  answered(operation: { readonly kind: string; readonly root: string; readonly ms: number }): void;
  failed(code: string): void;
}

export interface Metrics extends OperationMeasures {
  readonly contentType: string;
  /** Everything that is measured, as it is now. */
  read(): Promise<string>;
  readonly close: () => void;
}

/** Brings gauges up to date. */
type Refresh = () => Promise<void>;

export const makeMetrics = (sql: Sql, queues: readonly CountedQueue[]): Metrics => {
  const { registry, close } = openMeasures();
  const refreshes = [measureReadModels(registry, sql), measureQueues(registry, queues)];
  return {
    ...measureOperations(registry),
    contentType: registry.contentType,
    read: async () => {
      await Promise.all(refreshes.map(async (refresh) => refresh()));
      return registry.metrics();
    },
    close,
  };
};

const measureOperations = (registry: Registry): OperationMeasures => {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'ledger_graphql_seconds',
    help: 'How long GraphQL operations took, by kind and root field; several: more than one; none: not an operation of this schema.',
    labelNames: ['operation', 'root'],
    buckets: DURATION_BUCKETS_S,
    registers,
  });
  const errors = new Counter({
    name: 'ledger_graphql_errors_total',
    help: 'Errors that were answered, by code.',
    labelNames: ['code'],
    registers,
  });
  return {
    answered: ({ kind, root, ms }) => seconds.observe({ operation: kind, root }, ms / 1_000),
    failed: (code) => errors.inc({ code }),
  };
};

const measureReadModels = (registry: Registry, sql: Sql): Refresh => {
  const gauge = (name: string, help: string, labelNames = ['projection', 'council']) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const perReadModel: readonly [Gauge, (status: ProjectionStatus) => number][] = [
    [
      gauge('ledger_projection_lag_events', 'Events that a read model has still to apply.'),
      ({ lagEvents }) => lagEvents,
    ],
    [
      gauge(
        'ledger_projection_lag_seconds',
        'The age of the oldest event that a read model has still to apply; 0: none.',
      ),
      ({ lagSeconds }) => lagSeconds,
    ],
    [
      gauge(
        'ledger_projection_parked',
        '1 while a read model waits before an event that it could not apply.',
      ),
      ({ parked }) => (parked === null ? 0 : 1),
    ],
    [
      gauge(
        'ledger_projection_building',
        '1 while another table is being built to take the place of the one that queries read.',
      ),
      ({ buildingVersion }) => (buildingVersion === null ? 0 : 1),
    ],
  ];
  const heads = gauge('ledger_head', "The last position of a council's log.", ['council']);
  return async () => {
    const statuses = await projectionStatus(sql);
    for (const each of [heads, ...perReadModel.map(([one]) => one)]) each.reset();
    for (const status of statuses) {
      const { tenant: council, projection, head } = status;
      heads.set({ council }, head);
      for (const [one, valueOf] of perReadModel) one.set({ projection, council }, valueOf(status));
    }
  };
};

const measureQueues = (registry: Registry, queues: readonly CountedQueue[]): Refresh => {
  const isReachable = new Gauge({
    name: 'ledger_queue_reachable',
    help: '1 while a queue answers.',
    labelNames: ['queue'],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'ledger_queue_jobs',
    help: 'Jobs in a queue, by state.',
    labelNames: ['queue', 'state'],
    registers: [registry],
  });
  return async () => {
    const statuses = await Promise.all(queues.map(queueStatus));
    jobs.reset();
    for (const { name: queue, jobs: counts } of statuses) {
      isReachable.set({ queue }, counts === null ? 0 : 1);
      for (const [state, count] of Object.entries(counts ?? {})) jobs.set({ queue, state }, count);
    }
  };
};
