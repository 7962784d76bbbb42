/** Who has access to a council, kept at the terminal. */
import { createHash } from 'node:crypto';
import { createTestDatabase, grantAccess, issueToken } from '@improvement-ledger/event-store/testing';
import { holderOfToken } from '@improvement-ledger/event-store';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { ledgerCommand } from '../testing/ledger-command.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

const ledger = ledgerCommand(db.appUrl);
const asAdministrator = ledgerCommand(db.adminUrl);
await ledger('council', 'add', 'ashvale', '--gss', 'E06999901', '--name', 'Ashvale Council');

const heads = async () => db.admin`select tenant, position from ledger.tenants`;
const opens = async (secret: string) => holderOfToken(db.app, createHash('sha256').update(secret).digest());
const words = ['--council', 'ashvale', '--reason', 'She advises the board.'];

describe('grant', () => {
  test('add gives somebody access until the end of a day in London, list shows it, and end ends it', async () => {
    const added = await ledger(
      'grant',
      'add',
      'Ann Example',
      '--role',
      'adviser',
      '--until',
      '2099-07-31',
      ...words,
    );
    expect(added.err).toBe('');
    expect(added.out[0]).toBe(
      'Ann Example has access to ashvale as adviser, until 2099-07-31T23:00:00.000Z.',
    );
    const [, id = ''] = /The grant is (.*)\./.exec(added.out[1] ?? '') ?? [];
    expect((await ledger('grant', 'list', '--council', 'ashvale')).out).toEqual([
      `${id}  Ann Example (adviser, until 2099-07-31T23:00:00.000Z)`,
    ]);
    expect((await ledger('grant', 'end', id, ...words)).out).toEqual(['The access was ended.']);
    expect((await ledger('grant', 'list', '--council', 'ashvale')).out).toEqual([
      'Nobody has access to ashvale by a grant.',
    ]);
    expect((await ledger('grant', 'list', '--council', 'ashvale', '--all')).out).toEqual([
      expect.stringMatching(/Ann Example \(adviser, until .*, not live\)/),
    ]);
    expect((await ledger('grant', 'end', id, ...words)).err).toContain('has been ended');
  });

  test('add knows again whom it registered, and a service by a name of its own', async () => {
    await ledger('grant', 'add', 'ann  example', '--role', 'auditor', ...words);
    await ledger('grant', 'add', 'BI export', '--role', 'integration', '--service', '--read-only', ...words);
    const { out } = await ledger('grant', 'list', '--council', 'ashvale');
    expect(out).toEqual([
      expect.stringMatching(/Ann Example \(auditor, until it is ended\)/),
      expect.stringMatching(/BI export \(integration, reads only, until it is ended\)/),
    ]);
    const people = await db.admin`select from ledger.events where type = 'PersonRegistered'`;
    expect(people).toHaveLength(1);
  });

  test.each([
    ['an unknown role', ['Ann Example', '--role', 'owner'], 'There is no role "owner"'],
    ['an adviser without an end', ['Ann Example', '--role', 'adviser'], 'say until when'],
    ['somebody new without an end', ['Eve Example', '--role', 'adviser'], 'say until when'],
    [
      'an end before the beginning',
      ['Ann Example', '--role', 'adviser', '--until', '2020-01-01'],
      'must end after it begins',
    ],
    ['what is no day', ['Ann Example', '--role', 'adviser', '--until', 'Friday'], '--until takes a day'],
    [
      'somebody under an unknown id',
      ['0198c0de-0000-7000-8000-00000000000b', '--role', 'auditor'],
      'knows nobody under the id',
    ],
  ])('add with %s is a sentence, and nothing is recorded', async (_, wrong, sentence) => {
    const before = await heads();
    const { code, err } = await ledger('grant', 'add', ...wrong, ...words);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(await heads()).toEqual(before);
  });
});

describe('invitation', () => {
  test('add shows a code once, list tells who is invited, and revoke takes it back', async () => {
    const added = await ledger(
      'invitation',
      'add',
      'Dee Example',
      '--role',
      'auditor',
      '--read-only',
      ...words,
    );
    expect(added.err).toBe('');
    const [code = '', said, id = ''] = added.out.map((line) =>
      line.replace(/^The invitation is (\S+)\..*/, '$1'),
    );
    expect(code).toMatch(new RegExp(`^ili_${id.replaceAll('-', '')}_[\\w-]{43}$`));
    expect(said).toMatch(/^Dee Example is invited to ashvale as auditor, and can accept until .*Z\.$/);
    const listed = await ledger('invitation', 'list', '--council', 'ashvale');
    expect(listed.out).toEqual([
      expect.stringMatching(`^${id}  Dee Example \\(auditor, reads only, open until .*Z\\)$`),
    ]);
    const [row] = await db.admin<{ all: string }[]>`
      select (select string_agg(t::text, '') from ledger.sealed_values t)
          || (select string_agg(convert_from(body, 'UTF8'), '') from ledger.events)
          || (select string_agg(t::text, '') from access.invitation_codes t) as all`;
    expect(row?.all).not.toContain(code.slice(-43));
    expect((await ledger('invitation', 'revoke', id, ...words)).out).toEqual(['The invitation was revoked.']);
    expect((await ledger('invitation', 'list', '--council', 'ashvale')).out).toEqual([
      'ashvale has no open invitation.',
    ]);
    const all = await ledger('invitation', 'list', '--council', 'ashvale', '--all');
    expect(all.out).toEqual([expect.stringMatching(/Dee Example \(auditor, reads only, revoked .*Z\)$/)]);
    expect((await ledger('invitation', 'revoke', id, ...words)).err).toContain('has been revoked');
  });

  test('add of somebody new that is refused records nothing, not even the person', async () => {
    const before = await heads();
    const late = ['Gil Example', '--role', 'auditor', '--expires', '2099-01-01'];
    const { code, err } = await ledger('invitation', 'add', ...late, ...words);
    expect([code, err]).toEqual([1, expect.stringContaining('expires after now and by')]);
    expect(await heads()).toEqual(before);
  });
});

test('issuer add, list and end keep whom the council takes at their word', async () => {
  const url = 'https://login.example.org/ashvale';
  const added = await ledger('issuer', 'add', url, '--council', 'ashvale', '--audience', 'ledger');
  const [, id = ''] = /The issuer is (.*)\./.exec(added.out[0] ?? '') ?? [];
  expect((await ledger('issuer', 'list', '--council', 'ashvale')).out).toEqual([
    `${id}  ${url} for ledger (people)`,
  ]);
  expect((await ledger('issuer', 'end', id, '--council', 'ashvale')).code).toBe(0);
  expect((await ledger('issuer', 'list', '--council', 'ashvale')).out).toEqual(['ashvale trusts no issuer.']);
  const wrong = await ledger('issuer', 'add', 'ftp://x', '--council', 'ashvale', '--audience', 'ledger');
  expect(wrong.err).toContain('is not an https URL');
});

describe('token', () => {
  test("list and revoke are for the operator's own, by the administrator of the database", async () => {
    const add = ['token', 'add', 'auditor', '--name', 'Night check', '--councils', 'ashvale'];
    const [secret = ''] = (await asAdministrator(...add)).out;
    const { out } = await asAdministrator('token', 'list');
    expect(out).toEqual([
      expect.stringMatching(/^[0-9a-f]{12} {2}Night check \(auditor, ashvale, until .*\)$/),
    ]);
    expect((await ledger('token', 'list')).err).toContain("set DATABASE_URL to the administrator's URL");
    expect(await opens(secret)).not.toBeNull();
    const id = out[0]?.slice(0, 12) ?? '';
    expect((await asAdministrator('token', 'revoke', id)).out).toEqual(['The token was revoked.']);
    expect(await opens(secret)).toBeNull();
    expect((await asAdministrator('token', 'revoke', id)).err).toContain('0 tokens of the operator');
    expect((await asAdministrator('token', 'revoke', '%')).code).toBe(1);
  });

  test('list and revoke reach those that a council has issued', async () => {
    const { grantId } = await grantAccess(db.app, 'ashvale', { role: 'auditor' });
    const { tokenId, secret } = await issueToken(db.app, 'ashvale', grantId);
    expect((await ledger('token', 'list', '--council', 'ashvale')).out).toEqual([
      expect.stringMatching(new RegExp(`^${tokenId} {2}Monthly report \\(auditor, until .*, never used\\)$`)),
    ]);
    expect((await ledger('token', 'revoke', tokenId, '--council', 'ashvale')).code).toBe(0);
    expect(await opens(secret)).toBeNull();
  });
});
