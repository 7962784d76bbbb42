/** Every variable that the ledger reads stands in .env.example, and nothing else does. */
import { expect, test } from 'vitest';
import { allFiles, read } from './repository.js';

/** The machine's own and npm's, and what our tests tell a process that they start. */
const notOurs = new Set(['PATH', 'INIT_CWD', 'MOOD', 'NODE_OPTIONS', 'WRITING']);

const code = allFiles.filter(
  (path) => /\.(ts|mjs)$/.test(path) && !path.startsWith('tidy/') && !/\/dist\//.test(path),
);

/** Names taken from the environment by name, and the members of what the parsers of configuration read. */
const namesReadIn = (path: string): string[] => {
  const text = read(path);
  const byName = text.matchAll(/\b(?:process\.)?env(?:\.([A-Z][A-Z_]+)|\['([A-Z][A-Z_]+)'\])/g);
  const parsed = path.endsWith('config.ts') ? text.matchAll(/^ {2}(?:readonly )?([A-Z][A-Z_]+)\??:/gm) : [];
  return [...byName, ...parsed].map(([, one, other]) => one ?? other ?? '');
};

const readNames = new Set(code.flatMap(namesReadIn).filter((name) => !notOurs.has(name)));
const documented = [...read('.env.example').matchAll(/^#([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);

test('the names are found', () => {
  for (const name of ['PORT', 'HOST', 'SWEEP_INTERVAL_MS', 'LEDGER_DEBUG', 'LEDGER_SOAK', 'TEST_REDIS_URL']) {
    expect(readNames).toContain(name);
  }
});

test('each variable that is read is explained in .env.example, once', () => {
  expect(documented.toSorted()).toEqual([...readNames].toSorted());
});
