import { connect, execute, withTenants } from '@improvement-ledger/event-store';
import {
  beginLedger,
  createTestDatabase,
  orderOf,
  registerPerson,
} from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { councilsBehind } from './behind.js';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { beginBuilding } from './generations.js';
import { projections } from './list.js';
import { progressOf, seenByAll, waitForReadModels } from './progress.js';
import { projectionStatus } from './status.js';
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
  expect(status[0]).toMatchObject({
    version: projections[0]?.version,
    position: 7,
    head: 7,
    lagEvents: 0,
    parked: null,
  });
  expect(status[1]).toMatchObject({ position: 1, head: 7, lagEvents: 6 });
  expect(status[0]?.movedAt).toMatch(/^20\d\d-/);
  expect(await councilsBehind(db.projector)).toContainEqual({ tenant: log.tenant, head: 7 });
  await readAll(log.tenant);
  expect((await councilsBehind(db.projector)).map(({ tenant }) => tenant)).not.toContain(log.tenant);
});

test('who is behind is asked in one statement, and of every council anew, whoever was granted before', async () => {
  const logs = [await openLog(db.app, 'behind-1'), await openLog(db.app, 'behind-2')];
  const statements: string[] = [];
  const watched = connect(db.projectorUrl, {
    max: 1,
    debug: (_, statement) => void statements.push(statement),
  });
  const behind = await councilsBehind(watched);
  expect(behind.map(({ tenant }) => tenant)).toEqual(
    expect.arrayContaining(logs.map(({ tenant }) => tenant)),
  );
  expect(statements.filter((statement) => !statement.includes('pg_catalog'))).toHaveLength(1);
  // No grant is left behind on the connection.
  expect(await watched`select from ledger.tenants`).toHaveLength(0);
  await watched.end();
});

describe('the lag in seconds', () => {
  const lagOf = async (tenant: string) =>
    (await projectionStatus(db.app, [tenant])).map(({ lagSeconds }) => lagSeconds);

  test('is the age of the oldest event that is not applied yet, by the clock of the database', async () => {
    const tenant = await beginLedger(db.app, 'aged');
    await readAll(tenant);
    expect(new Set(await lagOf(tenant))).toEqual(new Set([0]));
    await execute(db.app, orderOf(tenant, registerPerson()));
    await catchUp(db.projector, projections[0]!, tenant);
    await execute(db.app, orderOf(tenant, registerPerson()));
    const ageOf = async (position: number) => {
      const [row] = await db.admin<{ age: number }[]>`
        select extract(epoch from clock_timestamp() - recorded_at)::double precision as age
          from ledger.events where tenant = ${tenant} and position = ${position}`;
      return row!.age;
    };
    const before = [await ageOf(3), await ageOf(2)];
    const [first, second] = await lagOf(tenant);
    // The first read model has still to apply the third event, the others the second too.
    expect(first).toBeGreaterThanOrEqual(before[0]!);
    expect(first).toBeLessThanOrEqual(await ageOf(3));
    expect(second).toBeGreaterThanOrEqual(before[1]!);
    expect(second).toBeLessThanOrEqual(await ageOf(2));
    await readAll(tenant);
    expect(new Set(await lagOf(tenant))).toEqual(new Set([0]));
  });

  test('is counted up to the last event where recorded times are given', async () => {
    const log = await openLog(db.app, 'replayed');
    await readAll(log.tenant);
    await log.tell(...planWith());
    // Each event is told an hour after the one before, all of them long ago.
    expect(new Set(await lagOf(log.tenant))).toEqual(new Set([(log.head - 2) * 3_600]));
  });
});

test('a version that is being built is told apart from the one that queries read', async () => {
  const [raised] = projections;
  const told = async () => {
    const [first] = await projectionStatus(db.app);
    return [first?.version, first?.buildingVersion];
  };
  const { version } = raised!;
  expect(await told()).toEqual([version, null]);
  await beginBuilding(db.projector, { ...raised!, version: version + 1 });
  expect(await told()).toEqual([version, version + 1]);
});

test('the status of some councils tells of no other', async () => {
  const told = await projectionStatus(db.app, ['replayed']);
  expect(new Set(told.map(({ tenant }) => tenant))).toEqual(new Set(['replayed']));
  expect(await projectionStatus(db.app, [])).toEqual([]);
});
