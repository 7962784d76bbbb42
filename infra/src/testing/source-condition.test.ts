import { join } from 'node:path';
import * as byName from '@improvement-ledger/event-store';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../folders.js';

test('tests run the sources of our packages, not what was built last', async () => {
  const source = join(repositoryRoot, 'packages', 'event-store', 'src', 'index.ts');
  const byPath = (await import(source)) as typeof byName;
  // One module is one set of functions: the built file would bring a second.
  expect(byName.prepareDatabase).toBe(byPath.prepareDatabase);
});
