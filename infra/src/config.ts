import { join, resolve } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from './folders.js';
import { redisWays } from './redis.js';

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port number from 1 to 65535')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, 'a port number from 1 to 65535');

const url = (kind: string, schemes: string[], example: string) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol),
      `a ${kind} URL like ${example}`,
    )
    .optional();

const postgresUrl = url(
  'Postgres',
  ['postgres:', 'postgresql:'],
  'postgres://user:password@host:5432/database',
);

/** Every variable that the launcher reads; `.env.example` says what each is for. */
const variables = z.object({
  PORT: port.default(4000),
  WEB_PORT: port.default(3000),
  WORKERS_PORT: port.optional(),
  DATABASE_URL: postgresUrl,
  APP_DATABASE_URL: postgresUrl,
  PROJECTOR_DATABASE_URL: postgresUrl,
  EFFECTS_DATABASE_URL: postgresUrl,
  REDIS_URL: url('Redis', ['redis:', 'rediss:'], 'redis://:password@host:6379'),
  LEDGER_HOME: z
    .string()
    .default(join(repositoryRoot, '.ledger'))
    // Relative to where the command was typed: npm itself moves to the repository.
    .transform((folder) => resolve(process.env['INIT_CWD'] ?? '.', folder)),
  LEDGER_REDIS: z.enum(redisWays, `one of ${redisWays.join(', ')}`).optional(),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
      'one of trace, debug, info, warn, error, silent',
    )
    .default('info'),
});

export type Config = z.output<typeof variables>;

const portPairs = [
  ['PORT', 'WEB_PORT'],
  ['PORT', 'WORKERS_PORT'],
  ['WEB_PORT', 'WORKERS_PORT'],
] as const;

/** Names every wrong variable with what was expected; never its value, which may be a secret. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is what `.env` files leave for "not set".
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(set);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} should be ${issue.message}`);
    throw new Error(
      `The environment is not right: ${wrong.join('; ')}. Each variable is explained in .env.example.`,
    );
  }
  const config = parsed.data;
  for (const [one, other] of portPairs) {
    if (config[one] !== undefined && config[one] === config[other]) {
      throw new Error(`${one} and ${other} are both ${config[one]}: set one of them to another port.`);
    }
  }
  const roles = [config.APP_DATABASE_URL, config.PROJECTOR_DATABASE_URL, config.EFFECTS_DATABASE_URL];
  if (roles.includes(undefined) && roles.some((role) => role !== undefined)) {
    throw new Error(
      'APP_DATABASE_URL, PROJECTOR_DATABASE_URL and EFFECTS_DATABASE_URL go together: set all three, or none to have them made.',
    );
  }
  return config;
}
