/** The line of packages holds, and the check that says so has seen every file. */
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cycles, isTestCode, undeclared, violations } from './line-of-packages.js';
import { COMPUTED, parseModule } from './modules.js';
import { allFiles, packages, read, root, rootReferences } from './repository.js';

const isSource = (path: string): boolean => /^(packages\/[^/]+|infra|bench)\/src\/.*\.ts$/.test(path);
const modules = allFiles.filter(isSource).map((path) => parseModule(path, read(path)));

/** A listing of its own, so that what the check overlooks is missed here. */
const listed = ['packages', 'infra', 'bench'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .filter((path) => path.endsWith('.ts') && !/\/(node_modules|dist)\//.test(path)),
);

const planted = (path: string, text: string): string[] =>
  violations([...modules, parseModule(path, text)], packages).filter((found) => found.startsWith(`${path}:`));

describe('the check', () => {
  test('sees every source file there is', () => {
    expect(modules.map(({ path }) => path)).toEqual(listed.toSorted());
    expect(modules.length).toBeGreaterThan(50);
    expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(modules.length);
  });

  test('sees every package, and the root builds each', () => {
    expect(packages.map(({ name }) => name)).toEqual([
      'bench',
      'infra',
      'api',
      'cli',
      'domain',
      'event-store',
      'importer',
      'mail',
      'projections',
      'telemetry',
      'workers',
    ]);
    expect(rootReferences()).toEqual(expect.arrayContaining(packages.map(({ folder }) => folder)));
  });

  test.each([
    ['packages/domain/src/x.ts', "import type { Sql } from 'postgres';", /domain may use zod only/],
    ['packages/domain/src/x.ts', "import { createHash } from 'node:crypto';", /domain is pure/],
    ['packages/domain/src/x.ts', "import { test } from 'vitest';", /outside of a test/],
    [
      'packages/domain/src/x.ts',
      "export * from '@improvement-ledger/event-store';",
      /may import none of ours/,
    ],
    ['packages/event-store/src/x.ts', "import '../../domain/src/events.js';", /beyond its package/],
    [
      'packages/event-store/src/x.ts',
      "import '@improvement-ledger/domain/src/events.js';",
      /Export what is needed/,
    ],
    [
      'packages/event-store/src/x.ts',
      "type T = import('@improvement-ledger/api').T;",
      /event-store may import domain/,
    ],
    [
      'packages/projections/src/x.ts',
      "await import('@improvement-ledger/workers');",
      /may import event-store/,
    ],
    ['packages/projections/src/x.ts', "import '@improvement-ledger/event-store/testing';", /Only tests may/],
    ['packages/importer/src/x.ts', "import { readFile } from 'node:fs/promises';", /importer is pure/],
    ['packages/importer/src/x.ts', "import { z } from 'zod';", /importer may use csv-parse only/],
    ['packages/workers/src/x.ts', "import type { X } from '@improvement-ledger/api';", /workers may import/],
    ['packages/api/src/x.ts', "import { Worker } from 'bullmq';", /Add it to the dependencies/],
    ['packages/api/src/x.ts', "import fs from 'fs';", /Write node:fs/],
    ['packages/api/src/x.ts', 'await import(name);', /computed as it runs/],
    ['packages/api/src/x.ts', "import './nowhere.js';", /not there/],
  ])('finds what is planted in %s: %s', (path, text, message) => {
    expect(planted(path, text)).toEqual([expect.stringMatching(message)]);
  });

  test('finds a planted ring of files', () => {
    const ring = [
      parseModule('packages/domain/src/x.ts', "import type { Y } from './y.js';"),
      parseModule('packages/domain/src/y.ts', "export type { X } from './x.js';"),
    ];
    expect(cycles(ring)).toEqual([expect.stringContaining('domain/src/x.ts -> packages/domain/src/y.ts')]);
  });

  test('finds planted dependencies that do not match', () => {
    const api = { name: 'api', folder: 'packages/api', entries: ['.'] };
    const unused = { ...api, dependencies: ['@improvement-ledger/domain'], references: ['packages/workers'] };
    expect(undeclared([], [unused])).toHaveLength(3);
  });

  test('finds a planted clock and a planted wait', () => {
    const text = 'export const now = async () => new Date().toISOString();';
    expect(parseModule('x.ts', text).impurities.map(({ what }) => what)).toEqual([
      'an async function',
      'new Date() without an argument',
    ]);
  });
});

describe('the line of packages', () => {
  test('every import goes along it', () => {
    expect(violations(modules, packages)).toEqual([]);
  });

  test('no file imports itself through others', () => {
    expect(cycles(modules)).toEqual([]);
  });

  test('package.json and tsconfig.json say what is imported', () => {
    expect(undeclared(modules, packages)).toEqual([]);
  });

  test('the domain and the importer neither read the clock nor wait', () => {
    const pure = modules.filter(
      ({ path }) => /^packages\/(domain|importer)\//.test(path) && !isTestCode(path),
    );
    expect(
      pure.flatMap(({ path, impurities }) =>
        impurities.map(({ what, line }) => `${path}:${line}: ${what}. Let the caller hand the value in.`),
      ),
    ).toEqual([]);
  });

  test('what starts the project needs nothing installed', () => {
    const { imports } = parseModule('infra/bootstrap.mjs', read('infra/bootstrap.mjs'));
    expect(imports.length).toBeGreaterThan(0);
    expect(
      imports
        .filter(({ specifier }) => !/^(node:|\.)/.test(specifier) && specifier !== COMPUTED)
        .map(
          ({ specifier }) =>
            `infra/bootstrap.mjs imports ${specifier}, but runs before anything is installed.`,
        ),
    ).toEqual([]);
  });
});
