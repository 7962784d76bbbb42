/** Importing a scorecard at the terminal; LEDGER_INPUTS names the folder that holds the real ones. */
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndicatorEventType } from '@improvement-ledger/domain';
import { contradictionsOf, definitionOf, LATEST, textOf } from '@improvement-ledger/domain';
import { withTenants } from '@improvement-ledger/event-store';
import type { TestDatabase } from '@improvement-ledger/event-store/testing';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import type { RegisterRecord } from '@improvement-ledger/projections';
import { catchUp, declareReadModels, recordsAt, registerEntries } from '@improvement-ledger/projections';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ledgerCommandIn } from '../testing/ledger-command.js';

let database: TestDatabase;
let folder: string;
let ledger: ReturnType<typeof ledgerCommandIn>;
const inputs = process.env['LEDGER_INPUTS'] ?? '';

beforeAll(async () => {
  database = await createTestDatabase(inject('adminUrl'));
  await declareReadModels(database.projector);
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  ledger = ledgerCommandIn({ DATABASE_URL: database.appUrl }, folder);
  for (const [key, gss] of [
    ['harbour', 'E06990001'],
    ['west', 'E06990002'],
    ['reading', 'E06990003'],
  ] as const) {
    await ledger('council', 'add', key, '--gss', gss, '--name', key);
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});

const importing = async (key: string, file: string, effective: string, ...more: readonly string[]) =>
  ledger('import-indicators', file, '--council', key, '--effective', effective, ...more);
const indicatorsOf = async (key: string): Promise<RegisterRecord<IndicatorEventType>[]> => {
  await catchUp(database.projector, registerEntries, key);
  return withTenants(database.app, [key], async (tx) =>
    recordsAt<IndicatorEventType>(tx, key, LATEST, { category: 'indicator' }),
  );
};
const HEADER = 'section,measure,month,value,unit';
const months = [
  'Volume,Referrals in the month,2016-04,118,count',
  'Volume,Referrals in the month,2016-05,129,count',
  'Volume,Referrals year to date,2016-04,118,count',
  'Volume,Referrals year to date,2016-05,259,count',
  'Volume,CP Plan Numbers - DCT,2016-05,,count',
];

describe('a scorecard', () => {
  test('is recorded once, with what contradicts what, and restated with a reason', async () => {
    await writeFile(join(folder, 'card.csv'), `${[HEADER, ...months].join('\n')}\n`);
    const dry = await importing('harbour', 'card.csv', '2016-06-10', '--dry-run');
    expect(dry.out.at(-1)).toBe(
      'Dry run: nothing was recorded. 3 measures, 5 figures, 1 blank, 1 contradict others.',
    );
    const first = await importing('harbour', 'card.csv', '2016-06-10');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out.slice(-2)).toEqual([
      '3 measures, 5 figures, 1 blank, 1 contradict others',
      '4 recorded, 0 unchanged, 0 refused',
    ]);
    expect(first.out[0]).toContain('card.csv:5 value: Figures contradict each other.');
    expect((await importing('harbour', 'card.csv', '2016-06-10')).out.at(-1)).toBe(
      '0 recorded, 4 unchanged, 0 refused',
    );

    await writeFile(join(folder, 'later.csv'), `${[HEADER, months[0]?.replace('118', '119')].join('\n')}\n`);
    const unsaid = await importing('harbour', 'later.csv', '2016-07-10');
    expect([unsaid.code, unsaid.out[0]]).toEqual([3, 'later.csv:2 value: This change needs a reason.']);
    const said = await importing('harbour', 'later.csv', '2016-07-10', '--reason', 'Cleansed.');
    expect([said.code, said.out.at(-1)]).toEqual([0, '1 recorded, 0 unchanged, 0 refused']);
  });

  test('is refused for a period that was not over, and for a file of something else', async () => {
    await writeFile(join(folder, 'early.csv'), `${HEADER}\nVolume,Visits in the month,2016-09,12,count\n`);
    const early = await importing('harbour', 'early.csv', '2016-09-30');
    expect([early.code, early.out[0]]).toEqual([
      3,
      'early.csv:2 value: The period is not over then. 2016-09 ends on 2016-09-30.',
    ]);
    await writeFile(join(folder, 'other.csv'), 'name,age\na,1\n');
    expect(await importing('harbour', 'other.csv', '2016-09-30')).toMatchObject({ code: 1 });
  });
});

describe.skipIf(inputs === '' || !existsSync(join(inputs, 'west-berkshire-scorecard-2016-17.csv')))(
  'the real files',
  () => {
    const named = (records: readonly RegisterRecord<IndicatorEventType>[], name: string) => {
      const found = records.find((record) => textOf(definitionOf(record)?.name) === name);
      if (found === undefined) throw new Error(`There is no ${name}.`);
      return found;
    };
    const against = (records: readonly RegisterRecord<IndicatorEventType>[], name: string) => {
      const own = named(records, name);
      const relation = definitionOf(own)?.relation ?? null;
      const of = records.find(({ id }) => id === relation?.indicatorId);
      return contradictionsOf(
        own,
        relation === null || of === undefined ? null : { kind: relation.kind, of },
      );
    };
    const valuesOf = (record: RegisterRecord<IndicatorEventType>) =>
      record.said.flatMap((each) => (each.type === 'ReadingFinalised' ? [each.data.published.value] : []));

    test('of 2016-17 give 61 measures with 93 blanks, and nothing is shifted', async () => {
      const file = 'west-berkshire-scorecard-2016-17.csv';
      await copyFile(join(inputs, file), join(folder, file));
      const { code, out } = await importing('west', file, '2017-01-10');
      expect([code, ...out.slice(-2)]).toEqual([
        0,
        '61 measures, 610 figures, 93 blank, 24 contradict others',
        '517 recorded, 0 unchanged, 0 refused',
      ]);
      const records = await indicatorsOf('west');
      expect(valuesOf(named(records, 'CP Plan Numbers - DCT'))).toEqual([]);
      expect(valuesOf(named(records, 'CP Plan Numbers per 10,000 population'))[0]).toBe('41');
      expect(valuesOf(named(records, 'Agency Worker Rate (snapshot)'))).toEqual([
        '29',
        '26',
        '26',
        '21',
        '17',
        '19',
        '17',
        '15',
        '12',
      ]);
      expect(against(records, 'Single Assessments % Completed and Outside 45 days')).toEqual([
        { kind: 'more-than-all', name: '2016-04', said: '103', computed: '100', difference: '3' },
      ]);
      const last = (name: string) => against(records, name).at(-1);
      expect(last('Referral Numbers - Tiers 3&4 - total referrals year to date')).toMatchObject({
        name: '2016-12',
        said: '1190',
        computed: '1173',
      });
      expect(last('Enquiry Numbers - total year to date')).toMatchObject({ said: '3885', computed: '3870' });
      expect(last('Section 47 Enquiries initiated YTD')).toMatchObject({ said: '394', computed: '376' });
      const agree = [
        'Starters - year to date',
        'Leavers - year to date',
        'Number of LADO referrals - year to date',
        'Sickness Absence - days lost year to date',
      ];
      expect(agree.flatMap((name) => against(records, name))).toEqual([]);
    });

    test('of the 15 tables are recorded with the shares that are not what they are made of', async () => {
      const file = 'reading-2015-indicators.csv';
      await copyFile(join(inputs, file), join(folder, file));
      const { code, out } = await importing('reading', file, '2015-10-05');
      expect([code, ...out.slice(-2)]).toEqual([
        0,
        '57 measures, 167 figures, 4 blank, 5 contradict others',
        '163 recorded, 0 unchanged, 0 refused',
      ]);
      const records = await indicatorsOf('reading');
      const sections = new Set(records.map((record) => textOf(definitionOf(record)?.source)));
      expect(sections.size).toBe(15);
      const found = records
        .flatMap((record) => contradictionsOf(record, null))
        .map(({ said, computed }) => [said, Number(computed).toFixed(2)]);
      expect(found).toEqual([
        ['33', '29.47'],
        ['32', '29.13'],
        ['8.65', '9.00'],
        ['544.44', '548.89'],
        ['24.43', '24.42'],
      ]);
    });
  },
);
