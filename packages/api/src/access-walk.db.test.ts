/**
 * Walks every field and mutation as every kind of caller against the running server, and compares what each was given
 * with docs/access.md. `UPDATE=1` writes today's answers into the document instead: read what changed before you
 * commit it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { EventType } from '@improvement-ledger/domain';
import { roles } from '@improvement-ledger/domain';
import type { GraphQLSchema } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { fieldRules } from './field-rules.js';
import { eventReaders, isNameless, mutationRules } from './rules.js';
import { makeSchema } from './schema.js';
import { accessTable, unreached } from './testing/access-table.js';
import type { Walker } from './testing/access-walk.js';
import { walk } from './testing/access-walk.js';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';

const file = fileURLToPath(new URL('../../../docs/access.md', import.meta.url));
const isUpdate = process.env['UPDATE'] === '1';

let api: RunningApi;
let paths: string[];
let walkers: readonly Walker[];

const pathsOf = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
        : [],
    )
    .toSorted();

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  const schema = await makeSchema();
  paths = pathsOf(schema);
  walkers = await walk(api, schema);
});
afterAll(async () => api.stop());

const answersOf = (name: string): Walker => {
  const walker = walkers.find((each) => each.name === name);
  if (walker === undefined) throw new Error(`Nobody walked as ${name}.`);
  return walker;
};

test('every field and mutation was reached', () => {
  expect(paths.length).toBeGreaterThan(250);
  expect(unreached(paths, walkers)).toEqual([]);
});

test('what each caller was given is what docs/access.md says', async () => {
  const document = await readFile(file, 'utf8');
  const [before = ''] = document.split(/^## /m);
  const today = `${before}${accessTable(paths, walkers)}\n`;
  if (isUpdate) await writeFile(file, today);
  expect(await readFile(file, 'utf8')).toBe(today);
});

test.each(roles)('%s was given what the rules say, and no more', (role) => {
  const { answers, events } = answersOf(role);
  for (const [mutation, allowed] of Object.entries(mutationRules)) {
    const may = (allowed as readonly string[]).includes(role) && mutation !== 'registerCouncil';
    expect(answers.had.get(`Mutation.${mutation}`), mutation).toBe(may ? 'yes' : 'no');
  }
  for (const [type, fields] of Object.entries(fieldRules)) {
    for (const [field, rule] of Object.entries(fields)) {
      if (rule === 'viewers') continue;
      const had = answers.had.get(`${type}.${field}`);
      expect(had === 'no', `${type}.${field}: ${String(had)}`).toBe(!rule.includes(role));
    }
  }
  for (const [type, readers] of Object.entries(eventReaders)) {
    // Of some not even the type is told.
    const other = isNameless(type as EventType) ? undefined : false;
    expect(events.get(type), type).toBe(readers.includes(role) ? true : other);
  }
  const seesWhoLeft = ['WorkerLeft', 'RecipientLeft'].every((type) => events.get(type) === true);
  expect(events.get('Withheld') ?? true).toBe(seesWhoLeft);
});

test.each(['expired', 'nobody'])('%s was given nothing at all', (name) => {
  const { answers, events } = answersOf(name);
  expect(new Set(answers.had.values())).toEqual(new Set(['unknown caller']));
  expect(events.size).toBe(0);
});

test('whoever signs in without access may accept an invitation, and was given nothing else', () => {
  const { answers, events } = answersOf('signed in, without access');
  const given = [...answers.had].filter(([, had]) => had !== 'unknown caller').map(([path]) => path);
  expect(given.filter((path) => !path.startsWith('AcceptancePayload.')).toSorted()).toEqual([
    'Mutation.acceptInvitation',
    'UserError.code',
    'UserError.field',
    'UserError.message',
  ]);
  expect(events.size).toBe(0);
});
