import { fileURLToPath } from 'node:url';
import { defaultExclude, defineConfig } from 'vitest/config';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const soak = process.env['LEDGER_SOAK'] === '1';
const ending = soak ? 'soak.test.ts' : 'test.ts';

// Tests run on the sources of every package, not on what was built last: `source` is our own export condition. The
// others are Node's; what bundlers are given by `module` Node cannot always load.
const conditions = ['source', 'node', 'development|production'];

const resolving = {
  resolve: {
    conditions,
    // Vite would take graphql's ES module while Node gives its CommonJS one to other packages: two realms.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  ssr: { resolve: { conditions } },
};
const exclude = [...defaultExclude, '**/dist/**', ...(soak ? [] : ['**/*.soak.test.ts'])];
const each = {
  // The OpenID Connect server of the tests warns each time that it is meant for more than tests.
  onConsoleLog: (line: string) => !line.startsWith('oidc-provider'),
  // For a test that hangs: the longest take a quarter of it, where the machine has nothing else to do.
  testTimeout: soak ? 900_000 : 120_000,
  hookTimeout: 120_000,
  // What is waited for comes when it comes: only a test's own limit says that it is late.
  expect: { poll: { interval: 15, timeout: 20_000 } },
};

export default defineConfig({
  ...resolving,
  test: {
    globalSetup: [file('infra/src/testing/global-setup.ts')],
    reporters: ['default', file('infra/src/testing/summary-reporter.ts')],
    maxWorkers: 2,
    projects: [
      {
        // Whole processes are started, ended and counted here: a file has a process to itself. They are the long ones and,
        // by their name, the first.
        ...resolving,
        test: {
          ...each,
          name: 'apart',
          include: ['end-to-end', 'infra/src', 'packages/*/src'].map((folder) =>
            folder.startsWith('packages') ? `${folder}/**/*.e2e.test.ts` : `${folder}/**/*.${ending}`,
          ),
          exclude,
        },
      },
      {
        // No module keeps anything from one file to the next: they are loaded once for each worker.
        ...resolving,
        test: {
          ...each,
          name: 'together',
          isolate: false,
          include: [
            `packages/*/src/**/*.${ending}`,
            `tidy/**/*.${ending}`,
            // Laws that are then tried with more.
            ...(soak ? ['packages/*/src/**/*.property.db.test.ts'] : []),
          ],
          exclude: [...exclude, '**/*.e2e.test.ts'],
        },
      },
    ],
  },
});
