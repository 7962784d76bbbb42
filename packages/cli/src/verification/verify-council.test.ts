import type { TestDatabase } from '@improvement-ledger/event-store/testing';
import { createTestDatabase, recordFirstShapes } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { ledgerCommand } from '../testing/ledger-command.js';

let database: TestDatabase;
let ledger: ReturnType<typeof ledgerCommand>;
let council = 0;
let key = '';
beforeAll(async () => {
  database = await createTestDatabase(inject('adminUrl'));
  ledger = ledgerCommand(database.appUrl);
});
afterAll(async () => database.close());
beforeEach(async () => {
  council += 1;
  key = `council-${council}`;
  await ledger('council', 'add', key, '--gss', gssCode(council), '--name', 'Ashvale Council');
});

/** Another for each council. */
const gssCode = (number: number): string => `E0699${String(number).padStart(4, '0')}`;

/** As only the owner of the server can: with triggers off. */
const tamper = async (statement: string): Promise<void> => {
  await database.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    const { count } = await tx.unsafe(statement.replaceAll('$key', `'${key}'`));
    expect(count).toBe(1);
  });
};

describe('verify', () => {
  test('a ledger that nobody touched verifies', async () => {
    const { code, out } = await ledger('verify', '--council', key);
    expect(code).toBe(0);
    expect(out.at(-1)).toBe('1 event verified');
  });

  test('a ledger with events in a shape of the past verifies, since what is stored is what was', async () => {
    const old = await recordFirstShapes(database.app);
    const { code, out } = await ledger('verify', '--council', old);
    expect(code).toBe(0);
    expect(out.at(-1)).toBe('4 events verified');
  });

  test.each([
    [
      'body',
      `update ledger.events set body = replace(convert_from(body, 'UTF8'), 'E0699', 'E0698')::bytea where tenant = $key`,
      'the leaf does not follow',
    ],
    [
      'data',
      `update ledger.events set data = jsonb_set(data, '{gssCode}', '"E06999902"') where tenant = $key`,
      'the column data is not what the body says',
    ],
    [
      'type',
      `update ledger.events set type = 'PlanDrafted' where tenant = $key`,
      'the column type is not what the body says',
    ],
    [
      'recorded_at',
      `update ledger.events set recorded_at = recorded_at - interval '1 day' where tenant = $key`,
      'the leaf does not follow',
    ],
    [
      'effective_from',
      `update ledger.events set effective_from = effective_from - interval '1 day' where tenant = $key`,
      'the column effective_from',
    ],
    ['leaf', `update ledger.events set leaf = sha256('x') where tenant = $key`, 'the leaf does not follow'],
    [
      'stream_version',
      `update ledger.events set stream_version = 2 where tenant = $key`,
      'version 2 of council-',
    ],
    ['position', `update ledger.events set position = 2 where tenant = $key`, '1: is missing'],
    ['a lost event', `delete from ledger.events where tenant = $key`, '1: is missing; the head is 1'],
    [
      'a sealed text',
      `update ledger.sealed_values set value = '"Elsewhere Council"' where tenant = $key`,
      'is not the one that was sealed',
    ],
    [
      'a sealed subject',
      `update ledger.sealed_values set subject = 'plan:' || id where tenant = $key`,
      'filed under another subject',
    ],
  ])('finds a change of %s', async (_what, statement, sentence) => {
    await tamper(statement);
    const { code, err, out } = await ledger('verify', '--council', key);
    expect(code).toBe(1);
    expect(err.startsWith(`${key} `)).toBe(true);
    expect(err).toContain(sentence);
    expect(err).toContain('The ledger does not verify.');
    expect(out.join()).not.toContain('verified');
  });

  test('a text that is gone without an event that says so is named', async () => {
    const [row] = await database.admin<
      { id: string }[]
    >`select id from ledger.sealed_values where tenant = ${key}`;
    await tamper(`delete from ledger.sealed_values where tenant = $key`);
    const { code, err } = await ledger('verify', '--council', key);
    expect(code).toBe(1);
    expect(err).toContain(
      `${key} 1: the sealed value ${row?.id} is missing, and no event says that it was erased`,
    );
  });
});

/** As whoever owns the server could: another body, with its leaf and its copy of the data computed anew. */
const rewrite = async (change: string): Promise<void> =>
  tamper(`
    with changed as (
      select position, convert_to(${change}, 'UTF8') as body
        from (select position, convert_from(body, 'UTF8') as body from ledger.events
               where tenant = $key order by position desc limit 1) last)
    update ledger.events e
       set body = changed.body,
           leaf = ledger.leaf_hash(e.tenant, e.position, ledger.iso_instant(e.recorded_at), changed.body),
           data = convert_from(changed.body, 'UTF8')::jsonb -> 'data'
      from changed where e.tenant = $key and e.position = changed.position`);

describe('a body whose leaf was computed anew', () => {
  // The second event: the first says which councils there are.
  beforeEach(async () => {
    key = `${key}-b`;
    const words = ['--gss', gssCode(500 + council), '--name', 'Birch Council', '--by', 'Ann Example'];
    await ledger('council', 'add', key, ...words);
  });

  test.each([
    ['another version', `replace(body, '"v":1,', '"v":2,')`, "the body's v: is not 1, the version that this"],
    ['no version', `replace(body, '"v":1,', '')`, "the body's v: "],
    ['a member too many', `replace(body, ',"version":', ',"verdict":true,"version":')`, '"verdict"'],
    ['a member too few', `replace(body, '"causation":null,', '')`, "the body's causation: "],
    [
      'a member too many within',
      `replace(body, '"actor":{', '"actor":{"alias":null,')`,
      "the body's actor: ",
    ],
    ['a space too many', `replace(body, '"v":1,', '"v": 1,')`, 'the body is not canonical JSON'],
    ['a seal that is none', `replace(body, '"$sealed":{', '"$sealed":{"at":1,')`, 'a seal that is none'],
    [
      'a correction of nothing',
      `replace(body, '"corrects":null', '"corrects":{"kind":"wrong","position":7}')`,
      'corrects 7, which is no earlier event',
    ],
    [
      'a correction of itself',
      `replace(body, '"corrects":null', '"corrects":{"kind":"wrong","position":2}')`,
      'corrects 2, which is no earlier event',
    ],
    [
      'a correction of another record',
      `replace(body, '"corrects":null', '"corrects":{"kind":"wrong","position":1}')`,
      'corrects 1, which is a CouncilRegistered of council-',
    ],
  ])('with %s is found', async (_what, change, sentence) => {
    await rewrite(change);
    const { code, err } = await ledger('verify', '--council', key);
    expect(err).toContain(`${key} 2: `);
    expect(err).toContain(sentence);
    expect(code).toBe(1);
  });

  test('that is no text at all is found', async () => {
    await tamper(`update ledger.events set body = '\\xff'::bytea where tenant = $key and position = 2`);
    const { code, err } = await ledger('verify', '--council', key);
    expect(err).toContain(`${key} 2: the body is not canonical JSON`);
    expect(code).toBe(1);
  });
});
