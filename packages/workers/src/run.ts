/** Starts the workers and says how to stop them. */
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '@improvement-ledger/event-store';
import type { QueueHome } from '@improvement-ledger/projections';
import { declareReadModels, openHintWorker } from '@improvement-ledger/projections';
import { makeLogger, startTracing } from '@improvement-ledger/telemetry/process';
import type { Registry } from 'prom-client';
import { startBuilder } from './build.js';
import type { Config } from './config.js';
import type { Door } from './door.js';
import { openDoor } from './door.js';
import { startDroppingOldLog } from './drop-old-log.js';
import { startEffects } from './effects.js';
import { openFaults } from './faults.js';
import { makeMetrics } from './metrics.js';
import { project } from './project.js';
import { startSweeper } from './sweep.js';

/** Both steps of a stop together stay below the three seconds after which a launcher stops asking. */
const STOP_TIMEOUT_S = 1;

export interface RunningWorkers {
  /** Where they tell of themselves; `null` where they were given no port. */
  readonly url: string | null;
  stop(): Promise<void>;
}

export const runWorkers = async (config: Config): Promise<RunningWorkers> => {
  const tracing = await startTracing('workers', config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const logger = makeLogger('workers', config.LOG_LEVEL);
  const metrics = makeMetrics();
  const sql = connect(config.DATABASE_URL, { max: 10 });
  await declareReadModels(sql);
  const faults = openFaults(sql, logger, metrics.failed);
  const workshop = { sql, logger, faults };

  const hints = openHintWorker(
    homeOf(config),
    async (hint) => project(workshop, hint, 'wait'),
    (error) => faults.note('queue', error),
    (sentence) => logger.warn(sentence),
  );
  const sweeper = startSweeper(sql, config.SWEEP_INTERVAL_MS, {
    // What another worker is at is left to it: several sweepers share the councils between them.
    work: async (tenant) => project(workshop, { tenant }, 'leave'),
    onError: (error) => faults.note('sweep', error),
    onRound: async () => {
      metrics.swept();
      await faults.keep();
    },
  });
  const builder = startBuilder(workshop, config.SWEEP_INTERVAL_MS);
  const dropping = startDroppingOldLog(workshop, config.ACCESS_LOG_DAYS);
  const effects = startEffects(config, homeOf(config), workshop);
  const door = await doorOf(config, metrics.registry);
  logger.info({ url: door?.url ?? null }, 'workers are running');

  return {
    url: door?.url ?? null,
    stop: async () => {
      // A queue that is away, or a job that waits for a lock, must not keep the process: what it was at is done again.
      await Promise.race([
        Promise.all([
          sweeper.stop(),
          builder.stop(),
          dropping.stop(),
          hints.close(),
          effects.stop(),
          door?.close(),
        ]),
        pause(STOP_TIMEOUT_S * 1_000, undefined, { ref: false }),
      ]);
      const ends = [sql, ...effects.connections].map(async (each) => each.end({ timeout: STOP_TIMEOUT_S }));
      await Promise.all([...ends, tracing.stop()]);
      metrics.close();
    },
  };
};

const homeOf = ({ DATABASE_URL, QUEUE_DATABASE_URL, REDIS_URL }: Config): QueueHome =>
  REDIS_URL === undefined ? { databaseUrl: QUEUE_DATABASE_URL ?? DATABASE_URL } : { redisUrl: REDIS_URL };

const doorOf = async (
  { WORKERS_PORT: port, HOST: host = '127.0.0.1' }: Config,
  registry: Registry,
): Promise<Door | null> => (port === undefined ? null : openDoor({ port, host }, registry));
