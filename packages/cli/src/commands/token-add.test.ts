import { createHash } from 'node:crypto';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { ledgerCommand } from '../testing/ledger-command.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

const asAdministrator = ledgerCommand(db.adminUrl);
await asAdministrator('council', 'add', 'ashvale', '--gss', 'E06999901', '--name', 'Ashvale Council');
const words = ['token', 'add', 'integration', '--name', 'BI export', '--councils', 'ashvale'];

const opened = async (token: string) =>
  db.app<{ role: string; name: string; tenants: string[] }[]>`
    select role, name, tenants from access.memberships_of_token(${createHash('sha256').update(token).digest()})`;

describe('token add', () => {
  test('issues a token that opens its councils in its role, shown once and stored only as a hash', async () => {
    const { code, out } = await asAdministrator(...words);
    expect(code).toBe(0);
    const [token = ''] = out;
    expect(await opened(token)).toEqual([{ role: 'integration', name: 'BI export', tenants: ['ashvale'] }]);
    const [row] = await db.admin`select to_jsonb(t)::text as stored from access.tokens t`;
    expect(String(row?.['stored'])).not.toContain(token);
  });

  test('is refused to whoever is not the administrator of the database', async () => {
    const { code, err } = await ledgerCommand(db.appUrl)(...words);
    expect(code).toBe(1);
    expect(err).toContain("set DATABASE_URL to the administrator's URL");
  });

  test.each([
    [
      'an unknown role',
      ['token', 'add', 'owner', '--name', 'X', '--councils', 'ashvale'],
      'There is no role "owner"',
    ],
    ['an unknown council', [...words.slice(0, -1), 'nowhere'], 'There is no council "nowhere"'],
    ['no council', [...words.slice(0, -1), ' , '], '--councils needs a key'],
    ['too long a life', [...words, '--days', '5000'], '--days must be a whole number'],
  ])('%s is a sentence, and nothing is issued', async (_what, wrong, sentence) => {
    const count = async () => (await db.admin`select from access.tokens`).length;
    const before = await count();
    const { code, err } = await asAdministrator(...wrong);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(await count()).toBe(before);
  });
});
