/**
 * Runs every example of docs/queries.md, in order, over HTTP against the whole ledger and compares its whole answer.
 * `UPDATE=1` writes today's answers into the document instead: read them before you commit them.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runCommandLine } from '../packages/cli/src/command-line.js';
import type { Example } from './examples.js';
import { bodyOf, curlOf, examplesIn, withAnswers } from './examples.js';
import { Placeholders } from './placeholders.js';
import type { RunningLedger } from './running-ledger.js';
import { runLedger, SAMPLE_COUNCIL } from './running-ledger.js';

const file = fileURLToPath(new URL('../docs/queries.md', import.meta.url));
const isUpdate = process.env['UPDATE'] === '1';
const document = await readFile(file, 'utf8');
const examples = examplesIn(document);

let ledger: RunningLedger;
let placeholders: Placeholders;
const answers = new Map<string, unknown>();

beforeAll(async () => {
  const began = Date.now();
  ledger = await runLedger(inject('adminUrl'), inject('redisUrl'));
  placeholders = new Placeholders(began, { [SAMPLE_COUNCIL]: await ledger.head(SAMPLE_COUNCIL) });
}, 120_000);

afterAll(async () => {
  await ledger.stop();
  if (isUpdate) {
    const config = await resolveConfig(file);
    await writeFile(file, await format(withAnswers(document, answers), { ...config, parser: 'markdown' }));
  }
});

/** Carries out a `ledger` command of the document on the file that stands beside it. */
const carryOut = async ({ line, file: text }: NonNullable<Example['command']>): Promise<void> => {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const said: string[] = [];
  const say = (sentence: string): number => said.push(sentence);
  try {
    await writeFile(join(folder, words.find((word) => word.endsWith('.csv')) ?? ''), text);
    const environment = { DATABASE_URL: ledger.database.appUrl };
    const terminal = { out: say, err: say, folder };
    const exitCode = await runCommandLine(words.slice(words.indexOf('--') + 1), environment, terminal);
    expect(exitCode, said.join('\n')).toBe(0);
    await ledger.settled();
  } finally {
    await rm(folder, { recursive: true });
  }
};

const answerTo = async ({ query, variables, role }: Example): Promise<unknown> => {
  const response = await fetch(`${ledger.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ledger.tokens[role]}` },
    body: bodyOf({ query, variables: placeholders.fill(variables) }),
  });
  return placeholders.hide(await response.json());
};

describe('docs/queries.md', () => {
  test('names each example once', () => {
    const titles = examples.map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(40);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test.each([
    'What was overdue on a day',
    'Who moved the date, when and why',
    'How ratings moved, as known then and as known now',
    'What has changed since I last asked',
    'Report how an action stands',
    'Pass an action to somebody else',
    'Move a due date',
    'See the changes at once',
  ])('shows as a command of the shell: %s', (title) => {
    expect(examples.find((example) => example.title === title)?.curl).toMatch(/^curl /);
  });

  test.for(examples.map((example) => [example.title, example] as const))('%s', async ([title, example]) => {
    if (example.command !== null) await carryOut(example.command);
    const answer = await answerTo(example);
    answers.set(title, answer);
    if (isUpdate) return;
    expect(answer).toEqual(example.answer);
    expect(example.curl ?? curlOf(example)).toBe(curlOf(example));
  });
});

describe('the schema', () => {
  test('has an example for every query and every change', async () => {
    const schema = await (await fetch(`${ledger.url}/schema.graphql`)).text();
    const roots = [...schema.matchAll(/^type (?:Query|Mutation) \{\n(.*?)^\}/gms)].flatMap(
      ([, fields = '']) => [...fields.matchAll(/^ {2}(\w+)[(:]/gm)].map(([, name = '']) => name),
    );
    const asked = examples.map(({ query }) => query).join('\n');
    expect(roots.length).toBeGreaterThan(20);
    expect(roots.filter((name) => !new RegExp(`\\b${name}\\b`).test(asked))).toEqual([]);
  });
});
