/** The project's taste in code, as tests: what would be said twice in review is said here. */
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseModule } from './modules.js';
import { allFiles, packages, read } from './repository.js';

const code = allFiles.filter((path) => /\.(ts|mts|mjs|js|sql)$/.test(path));
const typescript = code.filter((path) => path.endsWith('.ts'));

/** Lines of each text that match, as `path:line: text`. */
const linesWith = (paths: readonly string[], pattern: RegExp): string[] =>
  paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );

test('the tests here see the code', () => {
  expect(typescript.length).toBeGreaterThan(50);
});

describe('files', () => {
  const LINES_MAX = 250;
  const TEST_LINES_MAX = 500;
  /** The sample council is data: lists, with little to read between them. */
  const DATA_LINES_MAX = 2_000;
  const linesMax = (path: string): number => {
    if (path.startsWith('packages/cli/src/sample/')) return DATA_LINES_MAX;
    return path.endsWith('.test.ts') ? TEST_LINES_MAX : LINES_MAX;
  };

  test('are short enough to have one subject', () => {
    const long = code.flatMap((path) => {
      const lines = read(path).trimEnd().split('\n').length;
      const max = linesMax(path);
      return lines > max ? [`${path} has ${lines} lines, more than ${max}. Find its second subject.`] : [];
    });
    expect(long).toEqual([]);
  });

  test('and folders are named in kebab-case, after a subject rather than a kind', () => {
    const kinds = new Set([
      'common',
      'core',
      'helpers',
      'interfaces',
      'lib',
      'misc',
      'services',
      'shared',
      'types',
      'utils',
    ]);
    const wrong = code.filter((path) => {
      const folders = path.split('/').slice(0, -1);
      return (
        folders.some((folder) => kinds.has(folder)) ||
        !/^\d{0,4}[a-z0-9-]*(\.[a-z0-9-]+)+$/.test(basename(path))
      );
    });
    expect(wrong).toEqual([]);
  });

  test('migrations are numbered without gaps', () => {
    const migrations = allFiles
      .filter((path) => path.startsWith('packages/event-store/migrations/'))
      .map((path) => basename(path));
    expect(migrations.length).toBeGreaterThan(0);
    migrations.forEach((name, index) => {
      expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z-]+\\.sql$`));
    });
  });

  test('of tests share no database of Redis: jobs that one leaves there would be those of another', () => {
    const taken = typescript.flatMap((path) =>
      [...read(path).matchAll(/\bREDIS_DATABASE = (\d+);/g)].map(([, number = '']) => number),
    );
    expect(taken.length).toBeGreaterThan(5);
    expect(taken.filter((number, index) => taken.indexOf(number) < index)).toEqual([]);
  });

  test('every package says in a README what it is', () => {
    const without = packages.filter(({ folder }) => !allFiles.includes(`${folder}/README.md`));
    expect(without.map(({ folder }) => `${folder}/README.md is missing.`)).toEqual([]);
  });
});

describe('names', () => {
  /** Words that say nothing of what a thing is for. */
  const banned = new Set([
    'base',
    'handler',
    'helper',
    'impl',
    'info',
    'manager',
    'misc',
    'my',
    'processor',
    'service',
    'util',
  ]);
  /** The field's own word for the officer who keeps the plan, and Relay's for a page of a connection. */
  const ownWords = /plan[- _]?manager|^PageInfo$/i;

  const bannedIn = (name: string): string[] =>
    (name.replace(ownWords, '').match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [])
      .map((word) => word.toLowerCase().replace(/s$/, ''))
      .filter((word) => banned.has(word));

  test('a banned word is found, and only as a word', () => {
    expect(
      ['ActionManager', 'handlers', 'planManager', 'databaseUrl', 'BaseAction'].filter(
        (name) => bannedIn(name).length > 0,
      ),
    ).toEqual(['ActionManager', 'handlers', 'BaseAction']);
  });

  test('say what a thing is for', () => {
    const wrong = typescript.flatMap((path) =>
      [...parseModule(path, read(path)).exports, basename(path, '.ts')].flatMap((name) =>
        bannedIn(name).map((word) => `${path}: "${name}" holds "${word}". Name what it does.`),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('comments', () => {
  const elsewhere = code.filter((path) => !path.startsWith('tidy/'));

  test('leave nothing for later', () => {
    expect(linesWith(elsewhere, /\b(TODO|FIXME|XXX)\b/)).toEqual([]);
  });

  test('that silence a rule name it and give the reason', () => {
    const silenced = linesWith(elsewhere, /(oxlint|eslint)-disable|@ts-(ignore|expect-error|nocheck)/);
    const reasoned =
      /(disable(-next-line|-line)? [\w@/-]+(, [\w@/-]+)* -- \S.{10}|@ts-expect-error -- \S.{10})/;
    expect(silenced.filter((line) => !reasoned.test(line))).toEqual([]);
  });

  test('name documents that are there', () => {
    const missing = code.flatMap((path) =>
      [...read(path).matchAll(/\bdocs\/[\w/-]+\.md\b/g)]
        .filter(([document]) => !allFiles.includes(document))
        .map(([document]) => `${path} names ${document}, which is not there.`),
    );
    expect(missing).toEqual([]);
  });
});
