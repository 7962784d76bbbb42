import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { repositoryRoot } from '../folders.js';

/** A folder for one test, gone after it. In the repository's own `.ledger`, so that a closed clone is tested as well. */
export function temporaryHome(): string {
  const parent = join(repositoryRoot, '.ledger');
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const home = mkdtempSync(join(parent, 'test-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}
