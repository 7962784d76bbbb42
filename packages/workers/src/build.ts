/**
 * Builds what is to take the place of a live read model, and drops what has lost its place. It goes its own rounds, so
 * that a long build keeps no sweep waiting; a worker that dies half-way leaves the rest to the others, or to the next.
 */
import { buildBeside, dropRetired } from '@improvement-ledger/projections';
import type { Rounds } from './rounds.js';
import { startRounds } from './rounds.js';
import { tell } from './tell.js';
import type { Workshop } from './workshop.js';

export const startBuilder = ({ sql, logger, faults }: Workshop, intervalMs: number): Rounds =>
  startRounds(
    intervalMs,
    async () => {
      const { councils, switched } = await buildBeside(sql);
      for (const { projection, tenant, result } of councils) {
        if (result.status === 'fulfilled') tell(logger, projection, tenant, result.value);
        else faults.note(projection.name, result.reason, tenant);
      }
      for (const projection of switched) logger.info({ projection }, 'built anew: queries read it now');
      for (const table of await dropRetired(sql)) logger.info({ table }, 'dropped what was replaced');
    },
    (error) => faults.note('build', error),
  );
