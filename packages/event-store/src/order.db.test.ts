import type { DataOf } from '@improvement-ledger/domain';
import { grant } from '@improvement-ledger/domain';
import { personName, sampleData } from '@improvement-ledger/domain/testing';
import { v7 } from 'uuid';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { execute } from './execute.js';
import { step } from './order.js';
import { createTestDatabase } from './testing/index.js';
import { beginLedger, orderOf, registerPerson } from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const headOf = async (tenant: string): Promise<number> => {
  const [row] = await db.admin<{ position: number }[]>`
    select position from ledger.tenants where tenant = ${tenant}`;
  return row?.position ?? 0;
};

describe('an order of several steps', () => {
  const invited = v7();
  const give = (change: Partial<DataOf<'AccessGranted'>> = {}) => {
    const data = { ...sampleData.AccessGranted, until: '2100-01-01T00:00:00.000Z', ...change };
    const command = { type: 'GrantAccess', ...data, grantId: v7(), principalId: invited } as const;
    return step(grant, command.grantId, command);
  };
  const told = { reason: personName('She advises the board.') };

  test('decides each on what those before it decided, and records all or none', async () => {
    const tenant = await beginLedger(db.app, 'several-steps');
    const steps = (change?: Partial<DataOf<'AccessGranted'>>) => [registerPerson(invited), give(change)];
    const before = await headOf(tenant);
    const { refusal } = await execute(db.app, orderOf(tenant, steps({ until: null }), { told }));
    expect(refusal?.code).toBe('grant-end-required');
    expect(await headOf(tenant)).toBe(before);
    const { receipt } = await execute(db.app, orderOf(tenant, steps(), { told }));
    expect(receipt?.positions).toEqual([before + 1, before + 2]);
  });

  test('may have several for one stream', async () => {
    const tenant = await beginLedger(db.app, 'one-stream');
    const given = give({ role: 'auditor' });
    const end = step(grant, given.id, { type: 'EndAccess', grantId: given.id });
    const steps = [registerPerson(invited), given, end];
    expect((await execute(db.app, orderOf(tenant, steps, { told }))).receipt?.positions).toHaveLength(3);
    const twice = await execute(db.app, orderOf(tenant, [end, end], { told }));
    expect(twice.refusal?.code).toBe('grant-ended');
  });
});
