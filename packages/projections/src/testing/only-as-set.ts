import type { Projection } from '../projection.js';

/** The same read model, which cannot read an event by itself. */
export const onlyAsSet = (projection: Projection): Projection => ({
  ...projection,
  rows: () => {
    throw new TypeError('This was to be written as a set.');
  },
});
