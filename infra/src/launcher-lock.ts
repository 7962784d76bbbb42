import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bornAt, isAlive } from './processes.js';

/** One launcher per home. Returns how to let go; a lock whose holder is dead is taken over. */
export function takeLauncherLock(home: string): () => void {
  const file = join(home, 'launcher.pid');
  const mine = `${process.pid} ${bornAt(process.pid)}`;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => {
        if (readLock(file) === mine) rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid = '', born = ''] = readLock(file).split(' ');
    if (isAlive(Number(pid)) && bornAt(Number(pid)) === born) {
      throw new Error(
        `Another start already runs here (process ${pid}, in ${home}): stop it first, or set LEDGER_HOME and PORT for a second one.`,
      );
    }
    rmSync(file, { force: true });
  }
  throw new Error(
    `Another start is under way in ${home}: wait for it, or set LEDGER_HOME and PORT for a second one.`,
  );
}

function readLock(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
