/** The environment of the workers, read once. A wrong variable is named with what was expected. */
import { z } from 'zod';
import { mailFaults, mailVariables } from './mail/mail-config.js';

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });
const SECRET_BYTES_MIN = 24;
const SECRET_BYTES_MAX = 64;
const isSecret = (value: string): boolean => {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(value) ?? [];
  const bytes = Buffer.from(base64, 'base64').length;
  return bytes >= SECRET_BYTES_MIN && bytes <= SECRET_BYTES_MAX;
};

const variables = z.object({
  DATABASE_URL: postgresUrl,
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// URL' }).optional(),
  /** For BullMQ's Postgres backend, used where there is no Redis. */
  QUEUE_DATABASE_URL: postgresUrl.optional(),
  /** As the role that plans effects and carries them out; without it none are. */
  EFFECTS_DATABASE_URL: postgresUrl.optional(),
  ALARM_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }).optional(),
  ALARM_WEBHOOK_SECRET: z
    .string()
    .refine(isSecret, `must be whsec_ and ${SECRET_BYTES_MIN} to ${SECRET_BYTES_MAX} bytes in base64`)
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  /** Where spans are sent by OTLP over HTTP; none are made without. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http:// URL' }).optional(),
  /** The port of `/healthz` and `/metrics`; 0 for any that is free, and none without. */
  WORKERS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((value) => value <= 65_535, 'must be a port number')
    .optional(),
  HOST: z.string().optional(),
  /** How often heads are compared with bookmarks, in milliseconds. */
  SWEEP_INTERVAL_MS: z
    .string()
    .transform(Number)
    .refine(
      (value) => Number.isInteger(value) && value >= 50 && value <= 600_000,
      'must be a whole number from 50 to 600000',
    )
    .default(1_000),
  /** How long the councils' access logs are kept. */
  ACCESS_LOG_DAYS: z
    .string()
    .transform(Number)
    .refine(
      (value) => Number.isInteger(value) && value >= 30 && value <= 36_500,
      'must be a whole number from 30 to 36500',
    )
    .default(730),
  ...mailVariables,
});
/** An alarm that cannot be posted is one that somebody relies on in vain. */
const environment = variables.superRefine((config, context) => {
  const needs = (name: 'ALARM_WEBHOOK_URL' | 'ALARM_WEBHOOK_SECRET' | 'EFFECTS_DATABASE_URL', by: string) => {
    if (config[name] !== undefined) return;
    context.addIssue({ code: 'custom', path: [name], message: `must be set where ${by} is` });
  };
  if (config.ALARM_WEBHOOK_SECRET !== undefined) needs('ALARM_WEBHOOK_URL', 'ALARM_WEBHOOK_SECRET');
  if (config.ALARM_WEBHOOK_URL !== undefined) {
    needs('ALARM_WEBHOOK_SECRET', 'ALARM_WEBHOOK_URL');
    needs('EFFECTS_DATABASE_URL', 'ALARM_WEBHOOK_URL');
  }
  for (const { name, message } of mailFaults(config)) {
    context.addIssue({ code: 'custom', path: [name], message });
  }
});
export type Config = z.infer<typeof environment>;

export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  // An empty variable is what `.env` files leave for "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`The environment of the workers is not right: ${wrong.join('; ')}. See .env.example.`);
};
