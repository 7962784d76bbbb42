/** Where rows go. */
import type { Projection } from './projection.js';
import { tableOf } from './projection.js';

/** Where the rows of one read model of one council go. */
export interface Target {
  readonly projection: Projection;
  readonly tenant: string;
  /** With its schema. */
  readonly table: string;
}

/** The table that the workers keep. */
export const kept = (projection: Projection, tenant: string): Target => ({
  projection,
  tenant,
  table: `read.${tableOf(projection)}`,
});
