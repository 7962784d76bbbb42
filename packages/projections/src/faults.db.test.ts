/** The last faults of the workers: one row for each kind, within grants, of what may be told. */
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { tellable } from '@improvement-ledger/telemetry';
import { afterAll, expect, inject, test } from 'vitest';
import { declareReadModels } from './declare.js';
import { keepFaults, lastFaults } from './faults.js';
import type { NewFault } from './faults.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

const fault = (place: string, tenant: string | null, code: string, message = 'It broke.'): NewFault => ({
  place,
  tenant,
  code,
  error: tellable(new Error(message)),
  times: 1,
});
const keep = async (...faults: NewFault[]) => keepFaults(db.projector, faults);

test('the same fault again is counted in its row, and its last word is kept', async () => {
  await keep(fault('queue', null, 'ECONNREFUSED', 'First.'));
  await keep({ ...fault('queue', null, 'ECONNREFUSED', 'Last.'), times: 3 });
  const [found, ...others] = (await lastFaults(db.app, [])).filter(({ place }) => place === 'queue');
  expect(found).toMatchObject({ tenant: null, code: 'ECONNREFUSED', message: 'Last.', times: 4 });
  expect(found?.frame).toContain('faults.db.test.ts');
  expect(found!.firstAt <= found!.lastAt).toBe(true);
  expect(others).toEqual([]);
});

test('a fault of a council is shown within its grants only, one of none to everybody', async () => {
  await keep(
    fault('rag_history', 'northmere', '40001'),
    fault('rag_history', 'southmere', '40001'),
    fault('sweep', null, '57P01'),
  );
  const seen = (await lastFaults(db.app, ['southmere'])).filter(({ place }) => place !== 'queue');
  expect(seen.map(({ place, tenant }) => [place, tenant])).toEqual(
    expect.arrayContaining([
      ['rag_history', 'southmere'],
      ['sweep', null],
    ]),
  );
  expect(seen).toHaveLength(2);
});

test('an old fault goes when another comes', async () => {
  await keep(fault('plan_register', 'northmere', '53300'));
  await db.admin`update read.faults set last_at = last_at - interval '31 days' where place = 'plan_register'`;
  await keep(fault('plan_structure', 'northmere', '53300'));
  const places = (await lastFaults(db.app, ['northmere'])).map(({ place }) => place);
  expect(places).toContain('plan_structure');
  expect(places).not.toContain('plan_register');
});

test('the API can read faults but write none', async () => {
  await expect(keepFaults(db.app, [fault('queue', null, 'FORGED')])).rejects.toThrow(/permission denied/);
});
