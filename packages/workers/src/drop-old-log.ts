/** Keeps the councils' access logs for as long as it was configured, and no longer: they hold addresses of people. */
import { dropOldLog } from '@improvement-ledger/event-store';
import type { Rounds } from './rounds.js';
import { startRounds } from './rounds.js';
import type { Workshop } from './workshop.js';

const ROUND_MS = 3_600_000;

export const startDroppingOldLog = ({ sql, logger, faults }: Workshop, days: number): Rounds =>
  startRounds(
    ROUND_MS,
    async () => {
      const entries = await dropOldLog(sql, days);
      if (entries > 0) logger.info({ entries, days }, 'dropped what the access log had kept for long enough');
    },
    (error) => faults.note('access-log', error),
  );
