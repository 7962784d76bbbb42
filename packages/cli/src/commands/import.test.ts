import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recorded } from '@improvement-ledger/domain';
import { action, londonDay, plan, planSubject, seal, textOf } from '@improvement-ledger/domain';
import { execute, openTexts, readFeed, readHead, step, withTenants } from '@improvement-ledger/event-store';
import type { TestDatabase } from '@improvement-ledger/event-store/testing';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import type { Hint } from '@improvement-ledger/projections';
import { openHintWorker } from '@improvement-ledger/projections';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { atTheTerminal } from '../principal.js';
import { ledgerCommand, ledgerCommandIn } from '../testing/ledger-command.js';

/** A database number of Redis that no other test file uses, so that hints do not go astray. */
const REDIS_DATABASE = 10;

let database: TestDatabase;
let folder: string;
let ledger: ReturnType<typeof ledgerCommand>;
let councils = 0;
let key = '';
beforeAll(async () => {
  database = await createTestDatabase(inject('adminUrl'));
  folder = await mkdtemp(join(tmpdir(), 'ledger-import-'));
  ledger = ledgerCommand(database.appUrl, folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});
beforeEach(async () => {
  councils += 1;
  key = `harbour-${councils}`;
  await ledger(
    'council',
    'add',
    key,
    '--gss',
    `E0699${String(councils).padStart(4, '0')}`,
    '--name',
    'Harbour Council',
  );
});

const header = 'Workstream,Commitment,Action,By when,By whom,RAG,Status update';
const june = [
  'A: Front door,Decisions are safe,Put a manager on every shift,End July 2024,Una Marlow (Duty Manager),Amber,Two shifts are not covered.',
  'A: Front door,Decisions are safe,Tell referrers what happened,September 2024,Una Marlow (Duty Manager),,',
  'A: Front door,Families are heard,Ask families at closure,tba,,,',
  'B: Care,Homes last,Hold stability meetings,With immediate effect,All team managers,Green,In place.',
];

const importing = async (rows: readonly string[], effective = '2024-06-10', ...more: readonly string[]) => {
  await writeFile(join(folder, 'plan.csv'), `${[header, ...rows].join('\n')}\n`);
  return ledger('import', 'plan.csv', '--council', key, '--plan', 'Plan', '--effective', effective, ...more);
};
const events = async (): Promise<Recorded[]> =>
  withTenants(database.app, [key], async (tx) => openTexts(tx, key, await readFeed(tx, key, 0, 1_000)));
const head = async (): Promise<number> => withTenants(database.app, [key], async (tx) => readHead(tx, key));

describe('a first import', () => {
  test('records the plan, its structure, people and how actions stand', async () => {
    const { code, out, err } = await importing(june);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.slice(-2)).toEqual([
      '2 workstreams, 3 commitments, 4 actions, 14 events',
      '4 recorded, 0 unchanged, 0 refused',
    ]);
    const recorded = await events();
    const added = recorded.flatMap((event) => (event.type === 'ActionAdded' ? [event] : []));
    expect(added.map(({ data }) => textOf(data.title))).toContain('Tell referrers what happened');
    expect(added[0]).toMatchObject({
      effectiveAt: '2024-06-10',
      source: { channel: 'import', row: 2, document: { name: { $seal: { value: 'plan.csv' } } } },
      data: { due: { meaning: { kind: 'dated', lastDay: '2024-07-31' } } },
    });
    expect(added[0]?.data.cells?.$seal.value).toContainEqual({ column: 'RAG', text: 'Amber' });
    expect(recorded.filter(({ type }) => type === 'PersonRegistered')).toHaveLength(1);
    const people = added.slice(0, 2).map(({ data }) => data.owners.list[0]?.personId);
    expect(people[0]).toBe(people[1]);
  });

  test('says up to which position the council is recorded, and that the workers find it', async () => {
    const { out } = await importing(june);
    const reached = `${key} is recorded up to position ${await head()}`;
    expect(out).toContain(`${reached}; the workers find it within seconds.`);
    const away = ledgerCommandIn({ DATABASE_URL: database.appUrl, REDIS_URL: 'redis://127.0.0.1:1' }, folder);
    const again = await away(
      'import',
      'plan.csv',
      '--council',
      key,
      '--plan',
      'Plan',
      '--effective',
      '2024-06-10',
    );
    expect({ ...again, out: again.out.slice(0, -2) }).toEqual({
      code: 0,
      err: '',
      out: [`${reached}; the workers find it within seconds.`],
    });
    const dry = await importing(june, '2024-06-10', '--dry-run');
    expect(dry.out.join()).not.toContain('position');
  });

  test.skipIf(inject('redisUrl') === null)('tells the workers through Redis', async () => {
    const redisUrl = new URL(`/${REDIS_DATABASE}`, inject('redisUrl') ?? '').href;
    const told: Hint[] = [];
    const worker = openHintWorker(
      { redisUrl },
      async (hint) => void told.push(hint),
      () => undefined,
      () => undefined,
    );
    onTestFinished(async () => worker.close());
    ledger = ledgerCommandIn({ DATABASE_URL: database.appUrl, REDIS_URL: redisUrl }, folder);
    onTestFinished(() => {
      ledger = ledgerCommand(database.appUrl, folder);
    });
    const { out } = await importing(june);
    expect(out).toContain(`${key} is recorded up to position ${await head()}; the workers were told.`);
    await expect.poll(() => told).toMatchObject([{ tenant: key, head: await head() }]);
  });

  test('changes nothing the second time', async () => {
    await importing(june);
    const before = await head();
    const { out } = await importing(june);
    expect(out.at(-1)).toBe('0 recorded, 4 unchanged, 0 refused');
    expect(await head()).toBe(before);
  });

  test('does not undo what was corrected since', async () => {
    await importing(june);
    const reported = (await events()).find((event) => event.type === 'ActionStatusRecorded');
    const { planId, actionId } = reported?.data ?? {};
    if (reported === undefined || planId === undefined || actionId === undefined)
      throw new Error('no report');
    const data = { planId, actionId, rag: 'green', narrative: seal(planSubject(planId), 'All covered.') };
    const correction = step(action, actionId, {
      type: 'CorrectEvent',
      position: reported.position,
      replacement: { type: 'ActionStatusRecorded', data },
    });
    const { refusal } = await execute(database.app, {
      tenant: key,
      grants: [key],
      steps: [correction],
      circumstances: {
        ...atTheTerminal(),
        reason: seal(planSubject(planId), 'Misread'),
        effectiveAt: '2024-06-10',
      },
      idempotency: { key: 'correction', request: null },
    });
    expect(refusal).toBeUndefined();
    expect((await importing(june)).out.at(-1)).toBe('0 recorded, 4 unchanged, 0 refused');
  });

  test('--dry-run says what it would record, and records nothing', async () => {
    const before = await head();
    const { out } = await importing(june, '2024-06-10', '--dry-run');
    expect(out).toContain('row 2: PersonRegistered "Una Marlow"');
    expect(out.filter((line) => line.startsWith('row 2: ActionStatusRecorded amber'))).toHaveLength(1);
    expect(out.at(-1)).toBe('4 recorded, 0 unchanged, 0 refused');
    expect(await head()).toBe(before);
  });

  test('names each row that it refuses, and records the others', async () => {
    const bad = 'B: Care,Homes last,Visit far homes,31 February 2024,Una Marlow (Duty Manager),Green,Begun.';
    const { code, out } = await importing([...june, bad]);
    expect(code).toBe(3);
    expect(out.find((line) => line.startsWith('plan.csv:6 By when: '))).toContain('date');
    expect(out.at(-1)).toBe('4 recorded, 0 unchanged, 1 refused');
  });

  test('of today, recorded as of the moment, changes nothing the second time either', async () => {
    const today = londonDay(new Date().toISOString());
    await importing(june, today);
    const before = await head();
    expect((await importing(june, today)).out.at(-1)).toBe('0 recorded, 4 unchanged, 0 refused');
    expect(await head()).toBe(before);
  });

  test('that broke off half way is completed by running it again', async () => {
    const before = await importing(june.slice(0, 1));
    expect(before.out.at(-1)).toBe('1 recorded, 0 unchanged, 0 refused');
    expect((await importing(june)).out.at(-1)).toBe('3 recorded, 1 unchanged, 0 refused');
  });
});

describe('a later edition', () => {
  const july = [
    june[0]?.replace('Amber,Two shifts', 'Green,No shifts').replace('End July 2024', 'End August 2024'),
    'A: Front door,Decisions are safe,Sample closed contacts,August 2024,Tom Birkett (Auditor),,',
    june[1]?.replace('Una Marlow (Duty Manager)', 'Tom Birkett (Auditor)'),
    june[3],
  ].map((row) => row ?? '');

  test('becomes changes: of status, owner and date, and new actions; what vanished is noted', async () => {
    await importing(june);
    const before = await head();
    const { out } = await importing(july, '2024-07-08');
    expect(out.at(-1)).toBe('3 recorded, 1 unchanged, 0 refused');
    const later = (await events()).slice(before);
    expect(later.map(({ type }) => type).toSorted()).toEqual([
      'ActionAdded',
      'ActionDueDateChanged',
      'ActionOwnerReassigned',
      'ActionStatusRecorded',
      'PersonRegistered',
    ]);
    const moved = later.find(({ type }) => type === 'ActionDueDateChanged');
    expect(textOf(moved?.reason)).toBe('Changed in plan.csv, row 2');
    expect(out.find((line) => line.includes('Ask families at closure'))).toContain('it stands as it was');
    // The document numbers its rows anew; an action keeps the reference it was recorded under.
    const references = (await events()).flatMap((event) =>
      event.type === 'ActionAdded' ? [event.data.reference] : [],
    );
    expect(new Set(references).size).toBe(references.length);
    expect((await importing(july, '2024-07-08')).out.at(-1)).toBe('0 recorded, 4 unchanged, 0 refused');
    expect((await importing(june)).out.at(-1)).toBe('0 recorded, 4 unchanged, 0 refused');
  });

  test('may blank a rating, and rates in no words but colours', async () => {
    await importing(june);
    const rows = june
      .with(0, june[0]?.replace('Amber', 'Puce') ?? '')
      .with(3, june[3]?.replace('Green', '') ?? '');
    const { code, out } = await importing(rows, '2024-07-08');
    expect(out.find((line) => line.startsWith('plan.csv:2 RAG: '))).toContain('"Puce"');
    expect(out.at(-1)).toBe('1 recorded, 2 unchanged, 1 refused');
    expect(code).toBe(3);
    expect((await events()).at(-1)?.data).toMatchObject({ rag: null });
  });

  test('prints what is new behind what stands before it, however much was left out above', async () => {
    await importing(june);
    const [first = '', second = '', , last = ''] = june;
    const newRow = (words: string) => `A: Front door,Decisions are safe,${words},tba,,,`;
    await importing(
      [
        newRow('Meet the callers'),
        second,
        newRow('Thank referrers'),
        'A: Front door,Staff are heard,Ask staff,tba,,,',
        first,
        'B: Care,Homes last,Visit homes,tba,,,',
        last,
        'C: People,Posts are filled,Hire ten,tba,,,',
      ],
      '2024-07-08',
    );
    const added = (await events()).flatMap((event) => (event.type === 'ActionAdded' ? [event.data] : []));
    const places = new Map(added.map(({ title, place }) => [textOf(title), place]));
    expect(places.get('Thank referrers')).toBe(places.get('Tell referrers what happened'));
    expect(places.get('Visit homes')).toBeLessThan(places.get('Hold stability meetings') ?? 0);
    const commitments = (await events()).flatMap((event) =>
      event.type === 'CommitmentAdded' ? [[textOf(event.data.title), event.data.place]] : [],
    );
    expect(commitments.slice(3)).toEqual([
      ['Staff are heard', 1],
      ['Posts are filled', 4],
    ]);
  });

  test('cannot take effect before the plan began', async () => {
    await importing(june);
    const { code, err } = await importing(july, '2024-05-01');
    expect(code).toBe(1);
    expect(err).toContain('begins in the ledger on 2024-06-10');
  });
});

describe('the ratings', () => {
  const purple = june.with(1, june[1]?.replace(',,', ',Purple,Begun.') ?? '');
  const ratings = async () => {
    const set = (await events()).findLast((event) => event.type === 'RagVocabularySet');
    return set?.type === 'RagVocabularySet'
      ? set.data.ratings.map((rating) => [rating.key, rating.order])
      : [];
  };
  const usual = [
    ['red', 1],
    ['amber', 2],
    ['green', 3],
    ['blue', 4],
  ];
  /** As somebody sets them by hand, keeping of the first setting what is named. */
  const keep = async (keys: readonly string[], effectiveAt: string): Promise<void> => {
    const [set] = (await events()).flatMap((event) =>
      event.type === 'RagVocabularySet' ? [event.data] : [],
    );
    if (set === undefined) throw new Error('no ratings');
    const kept = keys.flatMap((each) => set.ratings.filter((rating) => rating.key === each));
    const { refusal } = await execute(database.app, {
      tenant: key,
      grants: [key],
      steps: [step(plan, set.planId, { type: 'SetRagVocabulary', planId: set.planId, ratings: kept })],
      circumstances: { ...atTheTerminal(), effectiveAt },
      idempotency: { key: `ratings of ${effectiveAt}`, request: null },
    });
    expect(refusal).toBeUndefined();
  };

  test('are the usual four from the first edition on, whichever of them it uses', async () => {
    await importing(june.slice(3));
    expect(await ratings()).toEqual(usual);
    const rows = june.slice(3).map((row) => row.replace('Green', 'Red'));
    expect((await importing(rows, '2024-07-08')).out.at(-1)).toBe('1 recorded, 0 unchanged, 0 refused');
    expect((await events()).filter(({ type }) => type === 'RagVocabularySet')).toHaveLength(1);
  });

  test('are widened by a colour that a later edition uses first, once, with a note', async () => {
    await importing(june);
    const note = "note: plan.csv:3 RAG: New among the plan's ratings, and added to them: Purple.";
    const before = await head();
    const dry = await importing(purple, '2024-07-08', '--dry-run');
    expect(dry.out).toContain(note);
    expect(dry.out).toContain('RagVocabularySet Red, Amber, Green, Blue, Purple');
    expect(await head()).toBe(before);

    const { code, out } = await importing(purple, '2024-07-08');
    expect({ code, last: out.at(-1) }).toEqual({ code: 0, last: '1 recorded, 3 unchanged, 0 refused' });
    expect(out).toContain(note);
    expect(await ratings()).toEqual([...usual, ['purple', null]]);
    const after = await head();
    expect((await importing(purple, '2024-07-08')).out.at(-1)).toBe('0 recorded, 4 unchanged, 0 refused');
    expect(await head()).toBe(after);
  });

  test('keep their own order, and a new one takes its place among them', async () => {
    await importing(june.with(2, june[2]?.replace(',,,', ',,Yellow,Asked.') ?? ''));
    await keep(['yellow', 'green'], '2024-06-10');
    await importing(june, '2024-07-08');
    expect(await ratings()).toEqual([
      ['amber', 2],
      ['yellow', null],
      ['green', 3],
    ]);
  });

  test('set for a later time do not hide one that an edition before it uses', async () => {
    await importing(june);
    await keep(['red', 'amber', 'green'], '2024-09-01');
    const { out } = await importing(purple, '2024-07-08');
    expect(out.at(-1)).toBe('1 recorded, 3 unchanged, 0 refused');
    const before = await head();
    await importing(purple, '2024-07-08');
    expect(await head()).toBe(before);
  });
});

describe('in whose name', () => {
  const mandate = ['--by', 'Priya  Nair', '--reason', 'Agreed by the board'] as const;

  test('it was recorded, and why, stands on every event; the person is registered once', async () => {
    await importing(june.slice(0, 1), '2024-06-10', ...mandate);
    const after = await head();
    await importing(june.slice(0, 1), '2024-06-10', ...mandate);
    expect(await head()).toBe(after);
    await importing(june, '2024-06-10', '--by', 'Priya Nair');
    const recorded = (await events()).slice(1);
    const people = recorded.flatMap((event) => (event.type === 'PersonRegistered' ? [event.data] : []));
    const priya = people.find(({ name }) => textOf(name) === 'Priya  Nair');
    expect(people).toHaveLength(2);
    expect(new Set(recorded.map(({ onBehalfOf }) => onBehalfOf))).toEqual(new Set([priya?.personId]));
    const reasons = recorded.slice(0, after - 1).map(({ reason }) => textOf(reason));
    expect(new Set(reasons)).toEqual(new Set(['Agreed by the board']));
    expect(recorded.slice(after - 1).map(({ reason }) => reason)).toContain(null);
  });

  test('an owner of an action can be the one', async () => {
    await importing(june, '2024-06-10', '--by', 'Una Marlow');
    const recorded = (await events()).slice(1);
    expect(recorded.filter(({ type }) => type === 'PersonRegistered')).toHaveLength(1);
    const [added] = recorded.flatMap((event) => (event.type === 'ActionAdded' ? [event] : []));
    expect(added?.onBehalfOf).toBe(added?.data.owners.list[0]?.personId);
  });

  test('--dry-run tells it', async () => {
    const { out } = await importing(june, '2024-06-10', ...mandate, '--dry-run');
    expect(out.slice(0, 2)).toEqual([
      expect.stringMatching(/^PlanDrafted/),
      'PersonRegistered "Priya  Nair"',
    ]);
  });

  test.each([
    [['--by', ' '], '--by needs a text'],
    [['--reason', ''], '--reason needs a text'],
    [['--by', 'x'.repeat(501)], '--by is longer than 500 characters'],
    [['--reason', 'a\u0007'], '--reason holds a control character'],
  ])('%j is refused', async (words, sentence) => {
    const { code, err } = await importing(june, '2024-06-10', ...words);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(await head()).toBe(1);
  });
});

describe('bad input', () => {
  test.each([
    [['missing.csv', '--effective', '2024-06-10'], 'There is no file'],
    [['.', '--effective', '2024-06-10'], 'is a folder'],
    [['picture.png', '--effective', '2024-06-10'], 'no plan could be read'],
    [['header.csv', '--effective', '2024-06-10'], 'No row of this file could be read as an action'],
    [['refused.csv', '--effective', '2024-06-10'], 'no plan could be read'],
    [['picture.png', '--effective', '31 February'], '--effective takes a date'],
    [['picture.png', '--effective', '2024-02-31'], '--effective takes a date'],
    [['picture.png', '--effective', '2999-01-01'], 'is in the future'],
  ])('%j is a sentence and exit code 1', async (words, sentence) => {
    await writeFile(join(folder, 'header.csv'), `${header}\n`);
    await writeFile(join(folder, 'refused.csv'), `${header}\nA,B,C,31 February 2024,,,\n`);
    await writeFile(join(folder, 'picture.png'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const { code, err } = await ledger('import', ...words, '--council', key, '--plan', 'Plan');
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(await head()).toBe(1);
  });
});

const inputs = process.env['LEDGER_INPUTS'];
describe('a published plan of 94 actions (set LEDGER_INPUTS to the folder of documents)', () => {
  test.skipIf(inputs === undefined)('is recorded whole, and once', async () => {
    const file = join(inputs ?? '', 'west-berkshire-2015-improvement-plan.csv');
    const words = [
      'import',
      file,
      '--council',
      key,
      '--plan',
      'Improvement plan 2015',
      '--effective',
      '2015-07-20',
    ];
    const { out } = await ledger(...words);
    expect(out.at(-2)).toMatch(/^5 workstreams, 26 commitments, 94 actions, \d+ events$/);
    expect(out.at(-1)).toBe('94 recorded, 0 unchanged, 0 refused');
    const before = await head();
    expect((await ledger(...words)).out.at(-1)).toBe('0 recorded, 94 unchanged, 0 refused');
    expect(await head()).toBe(before);
  });
});
