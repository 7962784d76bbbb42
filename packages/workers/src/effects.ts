/** Carries out the effects that this installation is configured for, each kind for itself. */
import { connect } from '@improvement-ledger/event-store';
import type { QueueHome } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import { alarmCarrier } from './alarm.js';
import type { Carrier } from './carry-out.js';
import { carryOut } from './carry-out.js';
import type { Config } from './config.js';
import type { DigestPlaces } from './digest/digest-carrier.js';
import { startDigests } from './digest/digests.js';
import { mailOf } from './mail/mail-config.js';
import type { Rounds } from './rounds.js';
import { startRounds } from './rounds.js';
import type { Workshop } from './workshop.js';

const WEBHOOK_TIMEOUT_MS = 15_000;
const EFFECT_CONNECTIONS = 4;

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
  /** Its connections, to be ended once it has stopped. */
  readonly connections: readonly Sql[];
}

const placesOf = (config: Config): DigestPlaces => ({
  website: config.PUBLIC_WEB_URL ?? null,
  api:
    config.PUBLIC_API_URL === undefined || config.MAIL_LINK_SECRET === undefined
      ? null
      : { url: config.PUBLIC_API_URL, secret: config.MAIL_LINK_SECRET },
});

export const startEffects = (config: Config, queueHome: QueueHome, workshop: Workshop): Effects => {
  const { EFFECTS_DATABASE_URL: url, APP_DATABASE_URL: appUrl, SWEEP_INTERVAL_MS: intervalMs } = config;
  if (url === undefined) return { connections: [], stop: async () => undefined };
  const { sql: readModels, logger, faults } = workshop;
  const effects = connect(url, { max: EFFECT_CONNECTIONS });
  const app = appUrl === undefined ? null : connect(appUrl, { max: EFFECT_CONNECTIONS });
  const mail = app === null ? null : mailOf(config);
  const digests =
    app === null || mail === null
      ? null
      : startDigests({ effects, app, mail, places: placesOf(config), queueHome }, workshop);
  const carriers = [
    ...carriersFor(config, effects, readModels),
    ...(digests === null ? [] : [digests.carrier]),
  ];
  const running = carriers.map((carrier) =>
    startRounds(
      intervalMs,
      async (isStopped) => carryOut(effects, logger, carrier, isStopped),
      (error) => faults.note(carrier.kind.name, error),
    ),
  );
  return {
    connections: [effects, ...(app === null ? [] : [app])],
    stop: async () => {
      await Promise.all(running.map(async (each) => each.stop()));
      await digests?.stop();
    },
  };
};
