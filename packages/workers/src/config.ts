/** The environment of the workers, read once. A wrong variable is named with what was expected. */
import { z } from 'zod';

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// URL' }).optional(),
  /** For BullMQ's Postgres backend, used where there is no Redis. */
  QUEUE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' }).optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  /** How often heads are compared with bookmarks, in milliseconds. */
  SWEEP_INTERVAL_MS: z
    .string()
    .transform(Number)
    .refine(
      (value) => Number.isInteger(value) && value >= 50 && value <= 600_000,
      'must be a whole number from 50 to 600000',
    )
    .default(1_000),
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
