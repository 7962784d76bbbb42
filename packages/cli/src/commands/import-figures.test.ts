/** Figures of the workforce, read from files at the terminal. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figure, fold, textOf } from '@improvement-ledger/domain';
import { openTexts, readFeed, withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { ledgerCommand } from '../testing/ledger-command.js';

const db = await createTestDatabase(inject('adminUrl'));
const folder = await mkdtemp(join(tmpdir(), 'figures-'));
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const ledger = ledgerCommand(db.appUrl);
for (const [key, code] of [
  ['ashvale', 'E06999901'],
  ['birch', 'E06999902'],
] as const) {
  await ledger('council', 'add', key, '--gss', code, '--name', key);
}

const importing = async (council: string, name: string, lines: readonly string[], ...words: string[]) => {
  const path = join(folder, name);
  await writeFile(path, lines.join('\r\n'));
  return ledger('import', path, '--council', council, '--effective', '2017-01-20', ...words);
};
/** The figures of a council: measure and whom, then the last value of each period. */
const figuresOf = async (council: string): Promise<Record<string, (string | null | undefined)[]>> =>
  withTenants(db.app, [council], async (tx) => {
    const events = await openTexts(tx, council, await readFeed(tx, council, 0, 1_000));
    const streams = new Map<string, unknown[]>();
    for (const event of events.filter(({ stream }) => stream.startsWith('figure-'))) {
      streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
    }
    const states = [...streams.values()].map((own) => fold(figure, own as never));
    return Object.fromEntries(
      states.map(({ defined, readings }) => [
        `${defined?.measure ?? ''} ${textOf(defined?.of) ?? 'all'}`,
        [...readings.values()].map(({ statements }) => statements.at(-1)?.published.value),
      ]),
    );
  });

const SCORECARD = ['--figures', 'Scorecard 2016-17'];
const HEADER = 'section,measure,month,value,unit';
const starters = (...rows: readonly string[]): string[] => [
  HEADER,
  ...rows.map((row) => `A,Starters - during the month,${row},count`),
];

describe('import --figures', () => {
  test('records the good rows with their source, lists the bad ones, and keeps blanks', async () => {
    const lines = starters('2016-04,0', '2016-05,-2', '2016-13,3', '2016-07,5', '2016-08,');
    const { code, out } = await importing('ashvale', 'card.csv', lines, ...SCORECARD);
    expect(code).toBe(3);
    expect(out).toEqual([
      'card.csv:3 value: The value cannot be one of its unit. -2 is less than 0.',
      expect.stringMatching(/^card\.csv:4: This row does not say a month or period that a calendar has\./),
      '3 figures read: 3 recorded, 0 unchanged',
      '2 rows refused',
      expect.stringMatching(/^ashvale is recorded up to position \d+/),
    ]);
    expect(await figuresOf('ashvale')).toEqual({ 'starters all': ['0', '5', null] });
  });

  test('again records nothing, refuses other values, and restates them where it is said why', async () => {
    const lines = starters('2016-04,1', '2016-07,5');
    const again = await importing('ashvale', 'again.csv', lines, ...SCORECARD);
    expect(again.out.slice(0, 2)).toEqual([
      'again.csv:2 value: Another value was already reported for this period: restate it.',
      '2 figures read: 0 recorded, 1 unchanged',
    ]);
    const restated = await importing(
      'ashvale',
      'again.csv',
      lines,
      ...SCORECARD,
      '--reason',
      'April was cleansed.',
    );
    expect(restated.code).toBe(0);
    expect(await figuresOf('ashvale')).toEqual({ 'starters all': ['1', '5', null] });
  });

  test('records nothing of a dry run, and is refused for a file of something else', async () => {
    const dry = await importing('birch', 'dry.csv', starters('2016-04,0'), ...SCORECARD, '--dry-run');
    expect([dry.code, dry.out]).toEqual([
      0,
      [
        'Dry run: nothing was recorded. Without --dry-run it would be:',
        '1 figure read: 1 recorded, 0 unchanged',
        '0 rows refused',
      ],
    ]);
    expect(await figuresOf('birch')).toEqual({});
    const other = await importing('birch', 'plan.csv', ['Workstream,Action', 'A,Visit.'], ...SCORECARD);
    expect([other.code, other.err]).toEqual([1, expect.stringContaining('no figure could be read from it')]);
    expect((await importing('birch', 'dry.csv', starters('2016-04,0'))).err).toContain('--plan is missing');
    const both = await importing('birch', 'dry.csv', starters('2016-04,0'), ...SCORECARD, '--plan', 'Plan');
    expect(both.err).toContain('of a plan or of figures, not both');
  });
});

const inputs = process.env['LEDGER_INPUTS'] ?? '';
const isPresent = inputs !== '' && existsSync(join(inputs, 'west-berkshire-posts-2015-07-12.csv'));

describe.skipIf(!isPresent)('real files', () => {
  const real = async (name: string, ...words: string[]) => {
    const lines = (await readFile(join(inputs, name), 'utf8')).split('\r\n');
    return importing('birch', name, lines, ...words);
  };

  test('give the posts table, the starters and leavers, and the scorecard', async () => {
    const asAt = ['--as-at', '2015-07-12', '--figures', 'Report of July 2015'];
    await ledger('office', 'add', 'Senior Social Worker', '--council', 'birch', '--kind', 'role');
    expect((await real('west-berkshire-posts-2015-07-12.csv', ...asAt)).out[0]).toBe(
      '18 figures read: 18 recorded, 0 unchanged',
    );
    expect((await real('west-berkshire-movements-2014-15.csv', ...asAt)).out[0]).toBe(
      '8 figures read: 8 recorded, 0 unchanged',
    );
    const scorecard = await real('west-berkshire-scorecard-2016-17.csv', ...SCORECARD);
    expect(scorecard.out.slice(0, 2)).toEqual([
      expect.stringContaining('These measures are not of the workforce and were left out. There are 53.'),
      '73 figures read: 73 recorded, 0 unchanged',
    ]);
    const found = await figuresOf('birch');
    expect(found).toMatchObject({
      'establishment all': ['55.54'],
      'agency-cover all': ['18.54'],
      'agency-share-of-establishment Social Worker': ['42'],
      'starters Social Workers': ['8'],
      'leavers Senior Social Workers': ['3'],
      'agency-rate all': ['29', '26', '26', '21', '17', '19', '17', '15', '12', null],
      'absence-days all': expect.arrayContaining(['275', '312.5', '587.5']) as unknown,
    });
    const sum = (start: string) =>
      Object.entries(found)
        .filter(([name]) => name.startsWith(start) && !name.endsWith(' all'))
        .reduce((total, [, [value]]) => total + Number(value), 0);
    expect([sum('starters'), sum('leavers')]).toEqual([15, 11]);
  });
});
