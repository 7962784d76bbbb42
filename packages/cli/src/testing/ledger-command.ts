/** Runs the command line as a person would and keeps what it wrote. */
import { runCommandLine } from '../command-line.js';
import type { Environment } from '../config.js';

export interface Ran {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: string;
}

export const ledgerCommandIn =
  (env: Environment, folder = process.cwd()) =>
  async (...words: readonly string[]): Promise<Ran> => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCommandLine(words, env, {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      folder,
    });
    return { code, out, err: err.join('\n') };
  };

export const ledgerCommand = (databaseUrl: string, folder = process.cwd()) =>
  ledgerCommandIn({ DATABASE_URL: databaseUrl }, folder);
