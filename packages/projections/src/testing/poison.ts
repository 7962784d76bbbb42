/** Read models with an event that they cannot take. */
import type { Recorded } from '@improvement-ledger/domain';
import type { Projection } from '../projection.js';

/**
 * The same read model, in the same table, that fails at a position (of this council, or of each) until it is mended;
 * it counts its tries.
 */
export const poisonedAt = (projection: Projection, position: number, tenant: string | null = null) => {
  const state = { mended: false, tries: 0 };
  // What is written as a set never meets the event by itself.
  const { asSet: _, ...byEvent } = projection;
  const poisoned: Projection = {
    ...byEvent,
    rows: (event: Recorded) => {
      if (event.position !== position || event.tenant !== (tenant ?? event.tenant))
        return projection.rows(event);
      state.tries += 1;
      if (state.mended) return projection.rows(event);
      throw new TypeError('This event was not foreseen.');
    },
  };
  return { poisoned, state };
};
