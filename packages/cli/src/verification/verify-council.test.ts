import type { TestDatabase } from '@improvement-ledger/event-store/testing';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
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
  await ledger('council', 'add', key, '--gss', 'E06999901', '--name', 'Ashvale Council');
});

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

  test.each([
    [
      'body',
      `update ledger.events set body = replace(convert_from(body, 'UTF8'), 'E06999901', 'E06999902')::bytea where tenant = $key`,
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

  test('a text that was erased is counted, and the ledger verifies', async () => {
    await tamper(`delete from ledger.sealed_values where tenant = $key`);
    const { code, out } = await ledger('verify', '--council', key);
    expect(code).toBe(0);
    expect(out[0]).toBe(`${key}: 1 event, 0 sealed texts, 1 erased`);
  });
});
