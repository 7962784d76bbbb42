/** Who looked at what, at the terminal; and that an export is itself a look. */
import { openAccessLog } from '@improvement-ledger/event-store';
import { createTestDatabase, entryOf } from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { ledgerCommand } from '../testing/ledger-command.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

const ledger = ledgerCommand(db.appUrl);
for (const [key, code] of [
  ['ashvale', 'E06999901'],
  ['birch', 'E06999902'],
] as const) {
  await ledger('council', 'add', key, '--gss', code, '--name', key);
}

describe('access-log', () => {
  test('is empty at first, and tells of an export: by whom, and how much', async () => {
    expect((await ledger('access-log', '--council', 'ashvale')).out).toEqual([
      'Nobody has looked at anything of ashvale that is logged.',
    ]);
    const { out: exported } = await ledger('export', '--council', 'ashvale');
    const bytes = exported.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    const told = await ledger('access-log', '--council', 'ashvale');
    expect(told.err).toBe('');
    expect(told.out).toEqual([
      expect.stringMatching(
        `Z  Ledger command line \\(administrator\\): export: Council.changes \\(1 item, ${bytes} bytes, by command-line\\)$`,
      ),
    ]);
    expect((await ledger('access-log', '--council', 'birch')).out).toHaveLength(1);
    expect((await ledger('access-log', '--council', 'birch')).out[0]).toContain('Nobody has looked');
  });

  test('tells the newest first, as many as are asked for, with what was refused', async () => {
    const log = openAccessLog(db.app);
    const entry = entryOf('ashvale');
    await log.begin(entry);
    const [begun] = (await ledger('access-log', '--council', 'ashvale', '--last', '1')).out;
    expect(begun).toContain('(no answer noted, by token, from 192.0.2.7, A browser)');
    await log.finish({ tenant: 'ashvale', id: entry.id, items: 0, bytes: 9, codes: ['NOT_FOUND'] });
    const { out } = await ledger('access-log', '--council', 'ashvale', '--last', '1');
    expect(out).toEqual([expect.stringContaining('(0 items, 9 bytes, refused: NOT_FOUND, by token')]);
    expect(await ledger('access-log', '--council', 'ashvale', '--last', '0')).toMatchObject({
      code: 1,
      err: '--last takes a whole number from 1 to 99999, not "0".',
    });
  });
});
