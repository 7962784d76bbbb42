/** Five thousand recipients, and workers that are killed twenty times. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { createTestDatabase } from '../packages/event-store/src/testing/index.js';
import { declareReadModels } from '../packages/projections/src/index.js';
import { openDigestCouncil } from '../packages/workers/src/testing/digest-council.js';
import { fatesAfter, wrongAmong } from './killed-digests.js';

const PEOPLE = 5_000;
const KILLS = 20;
const tenant = 'eastmarch';
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(inject('adminUrl'));
  await declareReadModels(db.projector);
  await openDigestCouncil(db, tenant, PEOPLE);
}, 300_000);
afterAll(async () => db.close());

test('everybody has one digest, or a reason why not', async () => {
  const now = '2026-11-25T09:00:00.000Z';
  const fates = await fatesAfter(db, { tenant, now, people: PEOPLE, kills: KILLS, seed: 5 });
  expect(fates).toHaveLength(PEOPLE);
  expect(wrongAmong(fates)).toEqual([]);
});
