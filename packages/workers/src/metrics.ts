/** What Prometheus reads of the workers: their own work. How far behind they are is told by the API. */
import { openMeasures } from '@improvement-ledger/telemetry/process';
import type { Registry } from 'prom-client';
import { Counter, Gauge } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** A round of the sweeper has ended. */
  readonly swept: () => void;
  readonly failed: (place: string, code: string) => void;
  readonly close: () => void;
}

export const makeMetrics = (): Metrics => {
  const { registry, close } = openMeasures();
  const registers = [registry];
  const lastSweep = new Gauge({
    name: 'ledger_last_sweep_timestamp_seconds',
    help: 'When the sweeper last compared every council with its bookmarks.',
    registers,
  });
  const faults = new Counter({
    name: 'ledger_faults_total',
    help: 'What went wrong, by place (queue, sweep or the name of a read model) and code.',
    labelNames: ['place', 'code'],
    registers,
  });
  return {
    registry,
    swept: () => lastSweep.setToCurrentTime(),
    failed: (place, code) => faults.inc({ place, code }),
    close,
  };
};
