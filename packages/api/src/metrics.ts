/** What Prometheus reads: how far the read models are behind, and what is parked. */
import { projectionStatus } from '@improvement-ledger/projections';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Sql } from 'postgres';

export const makeMetrics = (sql: Sql): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['projection', 'council'] as const;
  const parked = new Gauge({
    name: 'ledger_projection_parked',
    help: '1 while a read model waits before an event that it could not apply.',
    labelNames,
    registers: [registry],
  });
  const lag = new Gauge({
    name: 'ledger_projection_lag_events',
    help: 'Events that a read model has still to apply.',
    labelNames,
    registers: [registry],
    async collect() {
      for (const { projection, tenant, lagEvents, parked: parkedEvent } of await projectionStatus(sql)) {
        lag.set({ projection, council: tenant }, lagEvents);
        parked.set({ projection, council: tenant }, parkedEvent === null ? 0 : 1);
      }
    },
  });
  return registry;
};
