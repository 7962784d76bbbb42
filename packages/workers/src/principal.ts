/** Who acts when the workers record something by themselves: one service principal, the same on every machine. */
import type { Actor, Circumstances } from '@improvement-ledger/domain';
import { v7 } from 'uuid';

const workersActor: Actor = {
  kind: 'worker',
  id: '0190c0de-0000-7000-8000-0000000d16e5',
  role: 'integration',
};

/** The circumstances of what a worker records; `correlation` where something led to it that has one. */
export const byTheWorkers = (correlation: string = v7()): Omit<Circumstances, 'effectiveAt'> => ({
  actor: workersActor,
  onBehalfOf: null,
  reason: null,
  source: { channel: 'worker', document: null, row: null },
  correlation,
  causation: null,
});
