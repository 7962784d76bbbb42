import type { Config } from './config.js';
import { forMail } from './mail-environment.js';

/** What is for the launcher alone, or what it decides itself. */
const notPassedOn = [
  'APP_DATABASE_URL',
  'PROJECTOR_DATABASE_URL',
  'EFFECTS_DATABASE_URL',
  'REDIS_URL',
  'LEDGER_REDIS',
  'HOST',
];
/** For the part alone that carries out effects. */
const forEffects = ['ALARM_WEBHOOK_URL', 'ALARM_WEBHOOK_SECRET', ...forMail];

export interface ChildStores {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** Only for the part that carries out effects. */
  readonly effectsUrl?: string;
  /** For that part too: as the application, to read what digests are made of. */
  readonly appUrl?: string;
  /** What it is told besides, whatever the caller's environment says. */
  readonly more?: Readonly<Record<string, string>>;
}

/**
 * What a child is told. It never sees a superuser's URL, and REDIS_URL is absent when there is no Redis. HOST is never
 * the caller's: some shells set it to the machine's name, and the tokens that a start prints must open nothing to others.
 */
export function childEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  config: Pick<Config, 'PORT' | 'WORKERS_PORT' | 'LOG_LEVEL'>,
  { databaseUrl, redisUrl, effectsUrl, appUrl, more = {} }: ChildStores,
): Record<string, string> {
  const keptBack = effectsUrl === undefined ? [...notPassedOn, ...forEffects] : notPassedOn;
  const inherited = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || keptBack.includes(name) ? [] : [[name, value] as const],
  );
  return {
    ...Object.fromEntries(inherited),
    HOST: '127.0.0.1',
    PORT: String(config.PORT),
    // Any that is free: the workers say which.
    WORKERS_PORT: String(config.WORKERS_PORT ?? 0),
    DATABASE_URL: databaseUrl,
    QUEUE_DATABASE_URL: databaseUrl,
    LOG_LEVEL: config.LOG_LEVEL,
    ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
    ...(effectsUrl === undefined ? {} : { EFFECTS_DATABASE_URL: effectsUrl }),
    ...(appUrl === undefined ? {} : { APP_DATABASE_URL: appUrl }),
    ...more,
  };
}
