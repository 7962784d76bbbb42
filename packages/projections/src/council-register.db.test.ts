import { sampleData } from '@improvement-ledger/domain/testing';
import { withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { councilByCode, councilRegister } from './council-register.js';
import { declareReadModels } from './declare.js';
import { openLog } from './testing/log.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

/** Gives a registered council a code and a time, as its row would have them. */
const register = async (tenant: string, gssCode: string, registeredAt: string): Promise<void> => {
  await openLog(db.app, tenant);
  await catchUp(db.projector, councilRegister, tenant);
  await db.admin`update read.council_register_v2 set gss_code = ${gssCode}, recorded_at = ${registeredAt}
    where tenant = ${tenant}`;
};

test('of several councils with one code the one that was registered first is found, whatever the order of rows', async () => {
  const code = sampleData.CouncilRegistered.gssCode ?? '';
  await register('merged', code, '2026-03-01T00:00:00Z');
  await register('first', code, '2026-01-01T00:00:00Z');
  await register('another', code, '2026-02-01T00:00:00Z');
  const keyOf = async (tenants: readonly string[], wanted: string) =>
    (await withTenants(db.app, tenants, async (tx) => councilByCode(tx, wanted)))?.key;
  expect(await keyOf(['merged', 'first', 'another'], code)).toBe('first');
  // Of those that the caller may see.
  expect(await keyOf(['merged', 'another'], code)).toBe('another');
  expect(await keyOf(['merged', 'first', 'another'], 'merged')).toBe('merged');
});
