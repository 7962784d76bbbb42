import type { DataOf, Recorded } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import type { TestDatabase } from '@improvement-ledger/event-store/testing';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runCommandLine } from './command-line.js';
import { ledgerCommand } from './testing/ledger-command.js';

let database: TestDatabase;
let ledger: ReturnType<typeof ledgerCommand>;
beforeAll(async () => {
  database = await createTestDatabase(inject('adminUrl'));
  ledger = ledgerCommand(database.appUrl);
});
afterAll(async () => database.close());

describe('usage', () => {
  test('is given without a command and on --help', async () => {
    expect(await ledger()).toMatchObject({ code: 2, err: '' });
    const { code, out } = await ledger('--help');
    expect(code).toBe(0);
    expect(out.join('\n')).toContain(
      'import FILE --council KEY (--plan TITLE | --figures SOURCE [--as-at DATE]) --effective DATE [--by NAME]',
    );
    const ofImport = await ledger('import', '--help');
    expect(ofImport.out.join('\n')).toMatch(
      /--by NAME .*person.*--reason TEXT .*3 {2}some rows were refused/s,
    );
  });

  test.each([
    [['frobnicate'], 'There is no command "frobnicate".'],
    [['council', 'add'], 'KEY is missing.'],
    [['council', 'add', 'a-key', '--gss', 'E06000001'], '--name is missing.'],
    [['council', 'list', 'all'], '"all" is one word too many'],
    [['export', '--council', '--after'], '--council needs a value; one that begins with a dash is given as'],
    [['export', '--council', 'a', '--after', '-1'], '--after needs a value'],
    [['export', '--council'], '--council needs a value'],
    [['verify', '--fast'], "Unknown option '--fast'."],
  ])('a wrong use %j is told with exit code 2', async (words, sentence) => {
    const { code, err } = await ledger(...words);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });

  test('a ledger that is not running is a sentence', async () => {
    const terminal = { out: () => undefined, folder: '/' };
    const said: string[] = [];
    const err = (line: string): void => void said.push(line);
    const home = '/nowhere/at-all';
    expect(await runCommandLine(['status'], { LEDGER_HOME: home }, { ...terminal, err })).toBe(1);
    const url = 'postgres://nobody@127.0.0.1:1/none';
    expect(await runCommandLine(['status'], { DATABASE_URL: url }, { ...terminal, err })).toBe(1);
    expect(said[0]).toBe('No ledger is running here: run npm start, or set DATABASE_URL.');
    expect(said[1]).toContain('The database none at 127.0.0.1:1 does not answer.');
  });
});

describe('council add', () => {
  const words = ['council', 'add', 'ashvale', '--gss', 'E06999901', '--name', 'Ashvale Council'];

  test('registers once, and says so when repeated', async () => {
    expect(await ledger(...words)).toMatchObject({
      code: 0,
      out: ['Ashvale Council is registered as ashvale.'],
    });
    expect(await ledger(...words)).toMatchObject({ code: 0, out: ['ashvale is already registered.'] });
    const { out } = await ledger('council', 'list');
    expect(out).toContain('ashvale  Ashvale Council (E06999901, 1 event)');
  });

  test('says in whose name, and why', async () => {
    const mandate = ['--by', 'Priya Nair', '--reason', 'By order of the board'];
    await ledger(...words.with(2, 'birch').with(4, 'E06999902'), ...mandate);
    const lines = (await ledger('export', '--council', 'birch')).out.map(
      (line) => JSON.parse(line) as Recorded,
    );
    const [, registered] = lines;
    expect(registered?.data).toMatchObject({ name: { $seal: { value: 'Priya Nair' } } });
    const personId = (registered?.data as DataOf<'PersonRegistered'> | undefined)?.personId;
    for (const { onBehalfOf, reason } of lines) {
      expect({ onBehalfOf, reason: textOf(reason) }).toEqual({
        onBehalfOf: personId,
        reason: 'By order of the board',
      });
    }
  });

  test('refuses another council under a key that is taken', async () => {
    const { code, err } = await ledger(...words.slice(0, -1), 'Another Council');
    expect(code).toBe(1);
    expect(err).toBe('The key "ashvale" already belongs to Ashvale Council (E06999901).');
  });

  test.each([
    ['Ash Vale', 'E06999901', 'The key "Ash Vale" must be'],
    ['ash-vale', '6999901', 'The GSS code "6999901" must be'],
  ])('refuses key %s with code %s', async (key, gss, sentence) => {
    const { code, err } = await ledger('council', 'add', key, '--gss', gss, '--name', 'Ash Vale Council');
    expect(code).toBe(1);
    expect(err).toContain(sentence);
  });
});

describe('status, export and verify', () => {
  test('name councils that exist when asked for another', async () => {
    const { code, err } = await ledger('export', '--council', 'atlantis');
    expect(code).toBe(1);
    expect(err).toContain('There is no council "atlantis". There are: ashvale');
  });

  test('status tells the head', async () => {
    expect((await ledger('status')).out[0]).toBe('ashvale  Ashvale Council  head 1');
  });

  test('export writes one event a line with its texts, from the position after', async () => {
    const { out } = await ledger('export', '--council', 'ashvale');
    expect(out).toHaveLength(1);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      position: 1,
      type: 'CouncilRegistered',
      data: { name: { $seal: { value: 'Ashvale Council' } } },
    });
    expect((await ledger('export', '--council', 'ashvale', '--after', '1')).out).toEqual([]);
    expect(await ledger('export', '--council', 'ashvale', '--after', 'x')).toMatchObject({ code: 1 });
    const beyond = await ledger('export', '--council', 'ashvale', '--after', '2');
    expect(beyond).toMatchObject({ code: 1, err: '--after 2 is beyond the last position of ashvale, 1.' });
  });
});
