import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from './make-folder.js';
import { messageOf } from './supervise.js';
import { temporaryHome } from './testing/temporary-home.js';

const refusalOf = (path: string): string => {
  try {
    makeFolder(path, 0o700);
  } catch (error) {
    return messageOf(error);
  }
  return 'It was made.';
};

test('a folder is made with those above it, for this user alone, and is left as it is the second time', () => {
  const logs = join(temporaryHome(), 'home', 'logs');
  makeFolder(logs, 0o700);
  writeFileSync(join(logs, 'api.log'), 'kept');
  makeFolder(logs, 0o700);
  expect(existsSync(join(logs, 'api.log'))).toBe(true);
  expect(statSync(logs).mode & 0o777).toBe(0o700);
});

test.skipIf(process.platform !== 'linux')('where no folder can be made it is refused in a sentence', () => {
  expect(refusalOf('/proc/ledger/logs')).toBe(
    '/proc/ledger cannot be written (ENOENT): set LEDGER_HOME to a folder that this user may write.',
  );
});
