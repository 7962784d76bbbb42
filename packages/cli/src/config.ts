/** What the command line takes from its environment. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { QueueHome } from '@improvement-ledger/projections';
import { z } from 'zod';
import { RefusedError } from './refused-error.js';

export interface Environment {
  readonly DATABASE_URL?: string | undefined;
  readonly PROJECTOR_DATABASE_URL?: string | undefined;
  readonly QUEUE_DATABASE_URL?: string | undefined;
  readonly REDIS_URL?: string | undefined;
  readonly LEDGER_HOME?: string | undefined;
  readonly LEDGER_DEBUG?: string | undefined;
}

export const environment = (): Environment => process.env;

/** The same three steps up from src and from dist. */
const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));

const access = z.object({
  databaseUrl: z.url(),
  projectorDatabaseUrl: z.url(),
  redisUrl: z.url().nullable(),
});

/** Where the ledger's database is: as told, else as the running system has written down. */
export const databaseUrlFrom = (env: Environment): string =>
  told(env, 'DATABASE_URL') ?? writtenDown(env, 'DATABASE_URL').databaseUrl;

/** The same database, as the workers connect. Whoever administers it may do all that they may. */
export const projectorUrlFrom = (env: Environment): string =>
  told(env, 'PROJECTOR_DATABASE_URL') ??
  told(env, 'DATABASE_URL') ??
  writtenDown(env, 'PROJECTOR_DATABASE_URL').projectorDatabaseUrl;

/** Where the queues are: in the Redis that is told, else in the database that is, else as the running system has written down. */
export const queueHomeFrom = (env: Environment): QueueHome => {
  const redisUrl = told(env, 'REDIS_URL');
  if (redisUrl !== null) return { redisUrl };
  const databaseUrl = told(env, 'QUEUE_DATABASE_URL') ?? told(env, 'DATABASE_URL');
  if (databaseUrl !== null) return { databaseUrl };
  const running = writtenDown(env, 'REDIS_URL');
  return running.redisUrl === null ? { databaseUrl: running.databaseUrl } : { redisUrl: running.redisUrl };
};

type Variable = 'DATABASE_URL' | 'PROJECTOR_DATABASE_URL' | 'QUEUE_DATABASE_URL' | 'REDIS_URL';

const shapes = {
  postgres: [/^postgres(?:ql)?:\/\//, 'postgres://user:password@host:5432/database'],
  redis: [/^rediss?:\/\//, 'redis://:password@host:6379'],
} as const;

const told = (env: Environment, variable: Variable): string | null => {
  const url = env[variable]?.trim() ?? '';
  if (url === '') return null;
  const [shape, example] = shapes[variable === 'REDIS_URL' ? 'redis' : 'postgres'];
  if (shape.test(url) && URL.canParse(url)) return url;
  throw new RefusedError(`${variable} must look like ${example}.`);
};

/** What `npm start` wrote down; `variable` is what to set instead. */
const writtenDown = (env: Environment, variable: Variable): z.infer<typeof access> => {
  const home = env.LEDGER_HOME?.trim() ?? '';
  const file = join(home === '' ? join(repositoryRoot, '.ledger') : resolve(home), 'access.json');
  if (!existsSync(file)) {
    throw new RefusedError(`No ledger is running here: run npm start, or set ${variable}.`);
  }
  try {
    return access.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new RefusedError(`${file} cannot be read: run npm start again, or set ${variable}.`, 1, {
      cause: error,
    });
  }
};
