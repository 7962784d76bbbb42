/** Tells of a batch that was applied, for whoever measures; one without events is none. */
import { applied } from '@improvement-ledger/telemetry';
import type { Projection } from './projection.js';

/** `begun` is by the clock of `performance`. */
export const tellApplied = (
  council: string,
  list: readonly Projection[],
  events: number,
  begun: number,
): void => {
  if (events === 0) return;
  applied.tell(() => ({
    council,
    projections: list.map(({ name }) => name),
    events,
    durationMs: performance.now() - begun,
  }));
};
