import { createHash } from 'node:crypto';
import { roles } from '@improvement-ledger/domain';
import type { TestDatabase } from '@improvement-ledger/event-store/testing';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { issueLocalTokens, localPrincipals } from './tokens.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(inject('adminUrl'));
});
afterAll(async () => database.close());

const authenticate = async (token: string) =>
  database.app<{ principal: string; kind: string; role: string; name: string }[]>`
    select principal, kind, role, name from access.memberships_of_token(${createHash('sha256').update(token).digest()})`;

test('every role has a token that the database knows by its hash alone', async () => {
  const tokens = await issueLocalTokens({ adminUrl: database.adminUrl });
  expect(Object.keys(tokens)).toEqual([...roles]);
  expect(tokens.planManager).toMatch(/^ilt_plan-manager_[\w-]{43}$/);
  expect(await authenticate(tokens.planManager)).toEqual([
    {
      principal: localPrincipals.planManager.id,
      kind: 'person',
      role: 'planManager',
      name: 'Demonstration plan manager',
    },
  ]);
  expect(await authenticate(tokens.integration)).toMatchObject([{ kind: 'service' }]);
  const stored = await database.admin`select encode(hash, 'escape') as hash from access.tokens`;
  expect(JSON.stringify(stored)).not.toContain('ilt_');
});

test('a new start ends the tokens of the one before, for the same principals', async () => {
  const first = await issueLocalTokens({ adminUrl: database.adminUrl });
  const second = await issueLocalTokens({ adminUrl: database.adminUrl });
  expect(await authenticate(first.adviser)).toEqual([]);
  expect(await authenticate(second.adviser)).toMatchObject([{ principal: localPrincipals.adviser.id }]);
  const [row] = await database.admin<
    { count: number }[]
  >`select count(*)::integer as count from access.tokens`;
  expect(row?.count).toBe(roles.length);
});
