/** Whom a council knows, what they hold and by what they sign in, kept at the terminal. */
import { membershipsOfSubject } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { ledgerCommand } from '../testing/ledger-command.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

const ledger = ledgerCommand(db.appUrl);
await ledger('council', 'add', 'ashvale', '--gss', 'E06999904', '--name', 'Ashvale Council');
await ledger('council', 'add', 'birchley', '--gss', 'E06999905', '--name', 'Birchley Council');
const of = ['--council', 'ashvale'] as const;
const heads = async () => db.admin`select tenant, position from ledger.tenants order by 1`;
/** The id at the end of what a command said it made. */
const made = ({ out, err }: { readonly out: readonly string[]; readonly err: string }): string => {
  expect(err).toBe('');
  return /([0-9a-f-]{36})\.$/.exec(out.join('\n'))?.[1] ?? '';
};

test('people are made known, listed, and merged when two turn out to be one', async () => {
  const ann = made(await ledger('person', 'add', 'Ann Example', ...of));
  const again = made(await ledger('person', 'add', 'A Example', ...of));
  expect((await ledger('person', 'list', ...of)).out).toEqual([`${ann}  Ann Example`, `${again}  A Example`]);
  expect((await ledger('person', 'add', 'ann  example', ...of)).err).toContain('knows Ann Example already');
  const merge = ['person', 'merge', 'A Example', '--into', 'Ann Example', ...of];
  expect((await ledger(...merge)).err).toContain('--reason is missing');
  expect((await ledger(...merge, '--reason', 'Entered twice.')).out).toEqual([
    'A Example is Ann Example from now on.',
  ]);
  expect((await ledger('person', 'list', ...of)).out).toEqual([`${ann}  Ann Example`]);
});

test('roles, teams and bodies are named, and held from one day to another', async () => {
  const head = made(await ledger('office', 'add', 'Head of Service', '--kind', 'role', ...of));
  const team = made(await ledger('office', 'add', 'Front Door', '--kind', 'team', ...of));
  const held = ['office', 'appoint', head, 'Ann Example', ...of, '--from', '2024-09-01'];
  expect((await ledger(...held)).out).toEqual(['Ann Example holds it, or belongs to it.']);
  expect((await ledger('office', 'list', ...of)).out).toEqual([
    `${head}  Head of Service (role): Ann Example since 2024-09-01`,
    `${team}  Front Door (team): nobody`,
  ]);
  expect((await ledger('office', 'end', head, 'Ann Example', ...of)).out).toEqual([
    'Ann Example holds it, or belongs to it, no more.',
  ]);
  expect((await ledger('office', 'list', ...of)).out[0]).toBe(`${head}  Head of Service (role): nobody`);

  const before = await heads();
  for (const [sentence, ...words] of [
    ['There is no kind "board"', 'office', 'add', 'Improvement Board', '--kind', 'board'],
    ['nobody called "Bo Nobody"', 'office', 'appoint', head, 'Bo Nobody'],
    ['does not hold it', 'office', 'end', head, 'Ann Example'],
    ['effectiveAt: is not a year', 'office', 'appoint', head, 'Ann Example', '--from', 'May Day'],
  ] as const) {
    const { code, err } = await ledger(...words, ...of);
    expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
  }
  expect(await heads()).toEqual(before);
});

test('a subject of an issuer stands for the holder of a grant until the link ends', async () => {
  const [url, audience] = ['https://login.example.org/ashvale', 'ledger'];
  const issuer = made(await ledger('issuer', 'add', url, '--audience', audience, ...of));
  const told = ['--role', 'auditor', '--reason', 'She verifies.'];
  const grant = made(await ledger('grant', 'add', 'Ann Example', ...told, ...of));
  const opens = async () =>
    (await membershipsOfSubject(db.app, { issuer: url, audiences: [audience], subject: 'ann-1' })).length;
  const add = ['link', 'add', 'ann-1', '--issuer', issuer, '--grant', grant, ...of];
  const link = made(await ledger(...add));
  expect(await opens()).toBe(1);
  expect((await ledger(...add)).err).toContain('already');
  expect((await ledger('link', 'list', ...of)).out).toEqual([`${link}  ann-1 of ${url}: Ann Example`]);
  expect((await ledger('link', 'end', link, ...of)).out).toEqual(['The subject stands for nobody now.']);
  expect(await opens()).toBe(0);
  const elsewhere = ['link', 'add', 'bo-1', '--issuer', issuer, '--grant', grant, '--council', 'birchley'];
  expect((await ledger(...elsewhere)).err).toContain(`There is no grant ${grant} in birchley.`);
});

test('a council has another name and code from a day on, and no code of another council', async () => {
  const change = async (...words: string[]) => ledger('council', 'change', 'ashvale', ...words);
  expect((await change('--name', 'Ashvale Borough Council', '--from', '2025-04-01')).out).toEqual([
    'ashvale is Ashvale Borough Council (E06999904) from 2025-04-01 on.',
  ]);
  const before = await heads();
  expect((await change('--gss', 'E06999905')).err).toContain('another council');
  expect((await change()).err).toContain('--name, --gss or --dfe');
  expect(await heads()).toEqual(before);
});
