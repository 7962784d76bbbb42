import { ids, planText } from '@improvement-ledger/domain/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { execute } from './execute.js';
import { createTestDatabase } from './testing/index.js';
import { beginPlan, orderOf, receiptOf, recordStatus, registerPerson } from './testing/sample-ledger.js';
import { columnsOf, jcs, leafOf, sealOf } from './testing/second-implementation.js';
import { eventVectors } from './testing/vectors.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

describe('the leaf in the database', () => {
  test.each(eventVectors)(
    'of $name is as committed',
    async ({ tenant, position, recordedAt, body, leaf }) => {
      const [row] = await db.app<{ leaf: string }[]>`
      select encode(ledger.leaf_hash(${tenant}, ${position}, ${recordedAt}, convert_to(${body}, 'UTF8')), 'hex') as leaf`;
      expect(row?.leaf).toBe(leaf);
    },
  );

  test('does not depend on the time zone of the connection', async () => {
    const [first] = eventVectors;
    const [row] = await db.app.begin(async (tx) => {
      await tx`set local time zone 'Asia/Kathmandu'`;
      return tx<{ leaf: string }[]>`
        select encode(ledger.leaf_hash(${first?.tenant ?? ''}, 1, ${first?.recordedAt ?? ''},
          convert_to(${first?.body ?? ''}, 'UTF8')), 'hex') as leaf`;
    });
    expect(row?.leaf).toBe(first?.leaf);
  });
});

interface StoredColumns {
  readonly tenant: string;
  readonly position: number;
  readonly recorded_at: string;
  readonly body: string;
  readonly leaf: string;
  readonly data: unknown;
}

describe('a log that the product recorded', () => {
  const tenant = 'west-berkshire';
  const recordEvents = async () => {
    await beginPlan(db.app, tenant);
    const times = [
      '2015',
      '2015-22',
      '2015-07',
      '2025-03-30',
      '2025-10-26',
      '2020-07-20T09:30:00.5+01:00',
      undefined,
    ];
    for (const effectiveAt of times) {
      const told = { reason: planText('Žluťoučký'), ...(effectiveAt !== undefined && { effectiveAt }) };
      receiptOf(
        await execute(db.app, orderOf(tenant, [registerPerson(ids.cas), recordStatus('red')], { told })),
      );
    }
  };

  test('is verified from the document alone: every column, leaf and seal', async () => {
    await recordEvents();
    const events = await db.admin<StoredColumns[]>`
      select e.*, convert_from(body, 'UTF8') as body, encode(leaf, 'hex') as leaf
        from ledger.events e where tenant = ${tenant} order by position`;
    expect(events.length).toBeGreaterThan(12);
    const seen: string[] = [];
    for (const { body, position, recorded_at: recordedAt, leaf, data, tenant: _, ...columns } of events) {
      const parsed = JSON.parse(body) as { readonly data: never };
      expect(jcs(parsed as never)).toBe(body);
      expect(columns).toEqual(columnsOf(body));
      expect(data).toEqual(parsed.data);
      expect(leaf).toBe(leafOf(tenant, position, recordedAt, body));
      seen.push(body);
    }
    const values = await db.admin<{ id: string; salt: string; subject: string; value: never }[]>`
      select id, encode(salt, 'hex') as salt, subject, value from ledger.sealed_values where tenant = ${tenant}`;
    expect(values.length).toBeGreaterThan(10);
    for (const { id, salt, subject, value } of values) {
      const sealed = jcs({ $sealed: { id, subject, hash: sealOf(salt, value) } });
      expect(seen.some((body) => body.includes(sealed))).toBe(true);
    }
  });
});
