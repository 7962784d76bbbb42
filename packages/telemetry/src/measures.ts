/** What every process of the ledger measures, for Prometheus. Labels are council keys, names of read models and codes from short lists. */
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { appended, applied, carriedOut, transactionBegun } from './signals.js';

const MS = 1_000;
export const DURATION_BUCKETS_S = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];
const GROUP_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** The label of a batch that several read models applied together. */
const TOGETHER = 'together';

export interface Measures {
  readonly registry: Registry;
  /** Listens no longer. */
  readonly close: () => void;
}

/** What Node and the process itself need, and what is measured of the work done in it. */
export const openMeasures = (): Measures => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const stops = [...measureWriting(registry), ...measureReading(registry)];
  return { registry, close: () => stops.forEach((stop) => stop()) };
};

const measureWriting = (registry: Registry): (() => void)[] => {
  const registers = [registry];
  const appends = new Counter({
    name: 'ledger_appends_total',
    help: 'Attempts to carry out a command, by what became of them: recorded, repeated, conflict, refused or failed.',
    labelNames: ['outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'ledger_refusals_total',
    help: 'Commands refused, by the code of the refusal.',
    labelNames: ['code'],
    registers,
  });
  const events = new Counter({
    name: 'ledger_events_appended_total',
    help: 'Events recorded.',
    labelNames: ['council'],
    registers,
  });
  const seconds = new Histogram({
    name: 'ledger_append_seconds',
    help: 'How long a transaction that appends took.',
    buckets: DURATION_BUCKETS_S,
    registers,
  });
  const group = new Histogram({
    name: 'ledger_append_group_commands',
    help: 'How many commands shared a transaction that appends.',
    buckets: GROUP_BUCKETS,
    registers,
  });
  return [
    carriedOut.listen(({ council, outcome, code, events: count }) => {
      appends.inc({ outcome });
      if (code !== null) refusals.inc({ code });
      if (outcome === 'recorded') events.inc({ council }, count);
    }),
    appended.listen(({ commands, durationMs }) => {
      seconds.observe(durationMs / MS);
      group.observe(commands);
    }),
  ];
};

const measureReading = (registry: Registry): (() => void)[] => {
  const registers = [registry];
  const waits = new Histogram({
    name: 'ledger_transaction_wait_seconds',
    help: 'How long a transaction waited for a free connection of the pool and for the server to begin it.',
    buckets: DURATION_BUCKETS_S,
    registers,
  });
  const batches = new Histogram({
    name: 'ledger_projection_batch_seconds',
    help: 'How long a batch took, by read model; together: of all that were applied in one transaction.',
    labelNames: ['projection'],
    buckets: DURATION_BUCKETS_S,
    registers,
  });
  const events = new Counter({
    name: 'ledger_projection_events_total',
    help: 'Events that a read model has applied.',
    labelNames: ['projection', 'council'],
    registers,
  });
  return [
    transactionBegun.listen(({ waitedMs }) => waits.observe(waitedMs / MS)),
    applied.listen(({ council, projections, events: count, durationMs }) => {
      const [only = TOGETHER, ...others] = projections;
      batches.observe({ projection: others.length === 0 ? only : TOGETHER }, durationMs / MS);
      for (const projection of projections) events.inc({ projection, council }, count);
    }),
  ];
};
