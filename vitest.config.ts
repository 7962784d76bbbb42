import { fileURLToPath } from 'node:url';
import { defaultExclude, defineConfig } from 'vitest/config';

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const soak = process.env['LEDGER_SOAK'] === '1';
const ending = soak ? 'soak.test.ts' : 'test.ts';

// Tests run on the sources of every package, not on what was built last: `source` is our own export condition. The
// others are Node's; what bundlers are given by `module` Node cannot always load.
const conditions = ['source', 'node', 'development|production'];

export default defineConfig({
  resolve: {
    conditions,
    // Vite would take graphql's ES module while Node gives its CommonJS one to other packages: two realms.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src', 'infra/src', 'tidy', 'end-to-end'].map(
      (folder) => `${folder}/**/*.${ending}`,
    ),
    exclude: [...defaultExclude, '**/dist/**', ...(soak ? [] : ['**/*.soak.test.ts'])],
    globalSetup: [file('infra/src/testing/global-setup.ts')],
    reporters: ['default', file('infra/src/testing/summary-reporter.ts')],
    // The OpenID Connect server of the tests warns each time that it is meant for more than tests.
    onConsoleLog: (line) => !line.startsWith('oidc-provider'),
    testTimeout: soak ? 900_000 : 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
