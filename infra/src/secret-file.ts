import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** A random password kept in a file that only its owner reads: made once, the same at every start. */
export function keptSecret(path: string): string {
  try {
    // 'wx' so that two starts at once cannot each believe in a password of their own.
    writeFileSync(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret === '')
    throw new Error(`${path} is empty: restore the password in it, or delete it to get a new one.`);
  return secret;
}
