/** Starts the workers and says how to stop them. */
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '@improvement-ledger/event-store';
import type { QueueHome } from '@improvement-ledger/projections';
import { declareReadModels, openHintWorker } from '@improvement-ledger/projections';
import { pino } from 'pino';
import { startBuilder } from './build.js';
import type { Config } from './config.js';
import { startEffects } from './effects.js';
import { project } from './project.js';
import { startSweeper } from './sweep.js';

/** Both steps of a stop together stay below the three seconds after which a launcher stops asking. */
const STOP_TIMEOUT_S = 1;

export const runWorkers = async (config: Config): Promise<{ stop(): Promise<void> }> => {
  const logger = pino({ level: config.LOG_LEVEL, base: { part: 'workers' } });
  const sql = connect(config.DATABASE_URL, { max: 10 });
  await declareReadModels(sql);

  const home: QueueHome =
    config.REDIS_URL === undefined
      ? { databaseUrl: config.QUEUE_DATABASE_URL ?? config.DATABASE_URL }
      : { redisUrl: config.REDIS_URL };
  const hints = openHintWorker(
    home,
    async ({ tenant }) => project(sql, logger, tenant, 'wait'),
    (error) => logger.warn({ err: error }, 'queue'),
    (sentence) => logger.warn(sentence),
  );
  const sweeper = startSweeper(
    sql,
    config.SWEEP_INTERVAL_MS,
    // What another worker is at is left to it: several sweepers share the councils between them.
    async (tenant) => project(sql, logger, tenant, 'leave'),
    (error) => logger.warn({ err: error }, 'sweep'),
  );
  const builder = startBuilder(sql, config.SWEEP_INTERVAL_MS, logger);
  const effects = startEffects(config, sql, logger);
  logger.info('workers are running');

  return {
    stop: async () => {
      // A queue that is away, or a job that waits for a lock, must not keep the process: what it was at is done again.
      await Promise.race([
        Promise.all([sweeper.stop(), builder.stop(), hints.close(), effects.stop()]),
        pause(STOP_TIMEOUT_S * 1_000, undefined, { ref: false }),
      ]);
      await Promise.all([sql, effects.sql].map(async (each) => each?.end({ timeout: STOP_TIMEOUT_S })));
    },
  };
};
