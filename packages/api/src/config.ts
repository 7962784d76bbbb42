/** The environment of the API, read once. A wrong variable is named with what was expected. */
import { z } from 'zod';

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });

const environment = z.object({
  DATABASE_URL: databaseUrl,
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// URL' }).optional(),
  /** For BullMQ's Postgres backend, used where there is no Redis. */
  QUEUE_DATABASE_URL: databaseUrl.optional(),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535).default(4_000),
  HOST: z.string().default('127.0.0.1'),
  /** Where spans are sent by OTLP over HTTP; none are made without. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http:// URL' }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});
export type Config = z.infer<typeof environment>;

export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  // An empty variable is what `.env` files leave for "not set".
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new Error(`The environment of the API is not right: ${wrong.join('; ')}. See .env.example.`);
};
