/** Five hundred recipients, and workers that are killed at random: everybody has one mail, or a reason why not. */
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { declareReadModels } from '../packages/projections/src/index.js';
import { openDigestCouncil } from '../packages/workers/src/testing/digest-council.js';
import { fatesAfter, wrongAmong } from './killed-digests.js';

const PEOPLE = 500;
const KILLS = 2;
const WORKERS_CONNECTIONS = 5;
const tenant = 'eastmarch';
/** For what is known to go wrong a few are enough. */
const FEW = { tenant: 'westmarch', people: 60, kills: 1 };
const ledgerOf = async (council: string, people: number): Promise<TestDatabase> => {
  const made = await createTestDatabase(inject('adminUrl'));
  await declareReadModels(made.projector);
  await openDigestCouncil(made, council, people);
  return made;
};
let db: TestDatabase;
beforeAll(async () => {
  db = await ledgerOf(tenant, PEOPLE);
});
afterAll(async () => db.close());

test.each([
  [1, '2026-11-24T09:00:00.000Z'],
  [2, '2026-11-25T09:00:00.000Z'],
  [3, '2026-11-26T09:00:00.000Z'],
])(
  'killed as seed %i has it, workers send each digest once or know that they do not know',
  async (seed, now) => {
    const fates = await fatesAfter(db, { tenant, now, people: PEOPLE, kills: KILLS, seed });
    expect(fates).toHaveLength(PEOPLE);
    expect(wrongAmong(fates)).toEqual([]);
    // No more are unknown than were under way when workers were killed.
    expect(fates.filter(({ state }) => state === 'uncertain').length).toBeLessThanOrEqual(
      KILLS * WORKERS_CONNECTIONS,
    );
  },
);

test('without the unique rule the same workers send digests twice, which is seen; with it alone they do not', async () => {
  const few = await ledgerOf(FEW.tenant, FEW.people);
  onTestFinished(async () => few.close());
  // The state machine would stop the workers where one key has two rows: it is out of the way in both runs.
  await few.admin`alter table ledger.effects disable trigger keep_effect`;
  const withRule = await fatesAfter(few, { ...FEW, now: '2026-11-24T09:00:00.000Z', seed: 4 });
  expect(wrongAmong(withRule)).toEqual([]);
  await few.admin`alter table ledger.effects drop constraint effects_pkey`;
  const without = await fatesAfter(few, { ...FEW, now: '2026-11-25T09:00:00.000Z', seed: 4 });
  expect(wrongAmong(without).some(({ received }) => received > 1)).toBe(true);
});
