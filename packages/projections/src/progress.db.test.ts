import { withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { projections } from './list.js';
import { progressOf, seenByAll, waitForReadModels } from './progress.js';
import { councilsBehind, projectionStatus } from './status.js';
import { openLog, planWith } from './testing/log.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

const readAll = async (tenant: string) =>
  Promise.all(projections.map(async (projection) => catchUp(db.projector, projection, tenant)));
const seenBy = async (tenant: string) =>
  withTenants(db.app, [tenant], async (tx) => seenByAll(await progressOf(tx, tenant)));

test('a council is known as far as the slowest of its read models has read', async () => {
  const { tenant, tell } = await openLog(db.app, 'slowest');
  expect(await seenBy(tenant)).toBe(0);
  await readAll(tenant);
  expect(await seenBy(tenant)).toBe(1);
  await tell(...planWith());
  for (const projection of projections.slice(1)) await catchUp(db.projector, projection, tenant);
  expect(await seenBy(tenant)).toBe(1);
  await catchUp(db.projector, projections[0]!, tenant);
  expect(await seenBy(tenant)).toBe(7);
  expect(await seenBy('nowhere')).toBe(0);
});

test('waiting ends when every read model has seen the position', async () => {
  const log = await openLog(db.app, 'awaited');
  await log.tell(...planWith());
  const waiting = waitForReadModels(db.app, log.tenant, log.head, 20_000);
  await readAll(log.tenant);
  expect(await waiting).toEqual({ reached: true, position: log.head, parked: [] });
});

test('waiting ends when the time is up, and tells how far they are', async () => {
  const log = await openLog(db.app, 'late');
  await readAll(log.tenant);
  await log.tell(...planWith());
  expect(await waitForReadModels(db.app, log.tenant, log.head, 0)).toMatchObject({
    reached: false,
    position: 1,
  });
  expect(await waitForReadModels(db.app, log.tenant, log.head, 30)).toMatchObject({
    reached: false,
    position: 1,
  });
  // What is reached already needs no time.
  expect(await waitForReadModels(db.app, log.tenant, 1, 0)).toMatchObject({ reached: true, position: 1 });
});

test('the status tells of every read model of every council, and who is behind', async () => {
  const log = await openLog(db.app, 'told');
  await readAll(log.tenant);
  await log.tell(...planWith());
  await catchUp(db.projector, projections[0]!, log.tenant);
  const status = (await projectionStatus(db.app)).filter(({ tenant }) => tenant === log.tenant);
  expect(status.map(({ projection }) => projection)).toEqual(projections.map(({ name }) => name));
  expect(status[0]).toMatchObject({ version: 1, position: 7, head: 7, lagEvents: 0, parked: null });
  expect(status[1]).toMatchObject({ position: 1, head: 7, lagEvents: 6 });
  expect(status[0]?.movedAt).toMatch(/^20\d\d-/);
  expect(await councilsBehind(db.projector)).toContainEqual({ tenant: log.tenant, head: 7 });
  await readAll(log.tenant);
  expect((await councilsBehind(db.projector)).map(({ tenant }) => tenant)).not.toContain(log.tenant);
});
