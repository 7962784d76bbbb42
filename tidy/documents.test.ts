/** The documents are true to the code and to each other. */
import { posix } from 'node:path';
import {
  catalogue,
  ownerKinds,
  ownerParts,
  refusalCodes,
  roles,
  undatedReasons,
} from '../packages/domain/src/index.js';
import { describe, expect, test } from 'vitest';
import { allFiles, exists, read } from './repository.js';

const documents = allFiles.filter((path) => path.endsWith('.md'));
const texts = allFiles.filter((path) =>
  /\.(md|ts|mjs|sql|json|ya?ml|html|graphql)$|^\.env\.example$|^LICENSE$/.test(path),
);

/** The anchor that a heading gets on a page. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (document: string): string[] =>
  [...read(document).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

describe('links', () => {
  const links = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => ({ document, target })),
  );

  test('are found', () => {
    expect(links.length).toBeGreaterThan(5);
  });

  test('lead somewhere', () => {
    const broken = links.flatMap(({ document, target }) => {
      if (/^(https?|mailto):/.test(target)) return [];
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? document : posix.join(posix.dirname(document), path);
      if (file.startsWith('../') || !exists(file)) return [`${document}: ${target} is not there.`];
      return anchor === undefined || anchorsOf(file).includes(anchor)
        ? []
        : [`${document}: ${target} has no such heading.`];
    });
    expect(broken).toEqual([]);
  });
});

describe('the glossary', () => {
  const glossary = read('docs/glossary.md');
  const missing = (words: readonly string[]): string[] =>
    words.filter((word) => !glossary.includes(`\`${word}\``));

  test('knows every event', () => {
    expect(missing(Object.keys(catalogue))).toEqual([]);
  });

  test('knows every refusal', () => {
    expect(missing(Object.keys(refusalCodes))).toEqual([]);
  });

  test('knows every role, kind and part of an owner, and reason for having no date', () => {
    expect(missing([...roles, ...ownerKinds, ...ownerParts, ...undatedReasons])).toEqual([]);
  });

  test('knows every read model', () => {
    const names = allFiles
      .filter((path) => /^packages\/projections\/src\/[^/]+\.ts$/.test(path) && !path.endsWith('.test.ts'))
      .flatMap((path) => [...read(path).matchAll(/^ {2}name: '([a-z_]+)',$/gm)].map(([, name = '']) => name));
    expect(names.length).toBeGreaterThan(0);
    expect(missing(names)).toEqual([]);
  });

  test('names nothing twice', () => {
    const terms = [...glossary.matchAll(/^\| ([^|]+) \|/gm)]
      .map(([, term = '']) => term.trim())
      .filter((term) => !/^(-+|word|event|code|name)$/i.test(term));
    expect(terms.length).toBeGreaterThan(50);
    expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
  });
});

describe('decisions', () => {
  const decisions = allFiles.filter((path) => /^docs\/decisions\/\d/.test(path));

  test('are numbered without gaps, and listed', () => {
    const list = read('docs/decisions/README.md');
    decisions.forEach((path, index) => {
      const name = posix.basename(path);
      expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`));
      expect(list).toContain(`(${name})`);
    });
    expect(decisions.length).toBeGreaterThan(0);
  });

  test.each(decisions)('%s is short, and says what was refused', (path) => {
    const text = read(path);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Context',
      'Decision',
      'Refused',
    ]);
  });
});

/** Lines of the texts that match, each with what to do instead. */
const found = (pattern: RegExp, instead: string): string[] =>
  texts
    .filter((path) => !path.startsWith('tidy/') && path !== 'pnpm-lock.yaml')
    .flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, index) =>
          pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)} ${instead}`] : [],
        ),
    );

describe('every text', () => {
  test('holds for any machine', () => {
    const homes = /(^|[\s"'`(=])\/(root|work|workspace|home\/\w+|Users\/\w+)(\/|\b)|(\.\.\/)+shared\b/;
    expect(found(homes, 'Name a path within the repository, or let it be configured.')).toEqual([]);
  });

  test('gives the reason itself, not where it was once discussed', () => {
    expect(found(/\bissues? #?\d+|\bissue #/i, 'Write the reason.')).toEqual([]);
  });

  test('calls a stretch of work by what it is', () => {
    // Training and database sessions are the field's own words.
    expect(found(/\b(this|last|earlier|previous|next) session\b/i, 'Say what was done, not when.')).toEqual(
      [],
    );
  });

  test('leaves nothing for later', () => {
    expect(found(/\b(TODO|FIXME)\b/, 'Do it, or leave it out.')).toEqual([]);
  });
});
