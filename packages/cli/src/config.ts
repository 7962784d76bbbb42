/** What the command line takes from its environment. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { RefusedError } from './refused-error.js';

export interface Environment {
  readonly DATABASE_URL?: string | undefined;
  readonly LEDGER_HOME?: string | undefined;
  readonly LEDGER_DEBUG?: string | undefined;
}

export const environment = (): Environment => process.env;

/** The same three steps up from src and from dist. */
const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));

const access = z.object({ databaseUrl: z.url() });

/** Where the ledger's database is: as told, else as the running system has written down. */
export const databaseUrlFrom = (env: Environment): string => {
  const told = env.DATABASE_URL?.trim() ?? '';
  if (told !== '') return checked(told);
  const home = env.LEDGER_HOME?.trim() ?? '';
  const file = join(home === '' ? join(repositoryRoot, '.ledger') : resolve(home), 'access.json');
  if (!existsSync(file)) {
    throw new RefusedError('No ledger is running here: run npm start, or set DATABASE_URL.');
  }
  try {
    return access.parse(JSON.parse(readFileSync(file, 'utf8'))).databaseUrl;
  } catch (error) {
    throw new RefusedError(`${file} cannot be read: run npm start again, or set DATABASE_URL.`, 1, {
      cause: error,
    });
  }
};

const checked = (url: string): string => {
  if (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new RefusedError('DATABASE_URL must look like postgres://user:password@host:5432/database.');
};
