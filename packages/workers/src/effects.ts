/** Carries out the effects that this installation is configured for, each kind for itself. */
import { connect } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { alarmCarrier } from './alarm.js';
import type { Carrier } from './carry-out.js';
import { carryOut } from './carry-out.js';
import type { Config } from './config.js';
import type { Rounds } from './rounds.js';
import { startRounds } from './rounds.js';
import type { Workshop } from './workshop.js';

const WEBHOOK_TIMEOUT_MS = 15_000;

/** THE LIST of what carries out effects. */
const carriersFor = (
  { ALARM_WEBHOOK_URL: url, ALARM_WEBHOOK_SECRET: secret }: Config,
  effects: Sql,
  readModels: Sql,
): Carrier[] =>
  url === undefined || secret === undefined
    ? []
    : [alarmCarrier(effects, readModels, { url, secret, timeoutMs: WEBHOOK_TIMEOUT_MS })];

export interface Effects extends Rounds {
  /** Its connection, to be ended once it has stopped; `null` where it has none. */
  readonly sql: Sql | null;
}

export const startEffects = (config: Config, { sql: readModels, logger, faults }: Workshop): Effects => {
  const { EFFECTS_DATABASE_URL: url, SWEEP_INTERVAL_MS: intervalMs } = config;
  if (url === undefined) return { sql: null, stop: async () => undefined };
  const sql = connect(url, { max: 4 });
  const running = carriersFor(config, sql, readModels).map((carrier) =>
    startRounds(
      intervalMs,
      async (isStopped) => carryOut(sql, logger, carrier, isStopped),
      (error) => faults.note(carrier.kind.name, error),
    ),
  );
  return {
    sql,
    stop: async () => {
      await Promise.all(running.map(async (each) => each.stop()));
    },
  };
};
