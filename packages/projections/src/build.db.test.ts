import { connect, withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { actionRegister } from './action-register.js';
import { buildBeside } from './build.js';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { beginBuilding, generationsIn } from './generations.js';
import { keepUp } from './keep-up.js';
import { projections } from './list.js';
import type { Projection } from './projection.js';
import { tableOf } from './projection.js';
import { dropRetired } from './retired.js';
import { projectionStatus } from './status.js';
import { lengthen } from './testing/lengthen.js';
import { openLog, planWith, ratings } from './testing/log.js';
import { poisonedAt } from './testing/poison.js';
import { rowsOf } from './testing/rows.js';
import { underWay } from './under-way.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);
const log = await openLog(db.app, 'rebuilt');
await log.tell(...planWith(), ...ratings(['red', 'amber', 'green']));
await keepUp(db.projector, projections, log.tenant);

const live = async (list = [actionRegister]): Promise<Projection> =>
  (await generationsIn(db.projector, 'live', list))[0]!;
const tables = async (): Promise<string[]> => {
  const rows = await db.admin<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'read' and tablename like 'action_register%' order by 1`;
  return rows.map(({ name }) => name);
};
const indexesOf = async (table: string): Promise<string[]> => {
  const rows = await db.admin<{ definition: string }[]>`
    select indexdef as definition from pg_indexes where schemaname = 'read' and tablename = ${table} order by 1`;
  return rows.map(({ definition }) => definition.replaceAll(table, '').replace(/INDEX \S+ /, '')).toSorted();
};

describe('a rebuild of the same version', () => {
  test('ends with the same rows under the same indexes, and drops the earlier table after a day', async () => {
    const before = await live();
    const rows = await rowsOf(db.admin, before, log.tenant);
    expect(await beginBuilding(db.projector, actionRegister)).toBe(true);
    expect((await buildBeside(db.projector)).switched).toEqual(['action_register']);
    const after = await live();
    const first = `action_register_v${actionRegister.version}`;
    expect([tableOf(before), tableOf(after)]).toEqual([first, `${first}_g2`]);
    expect(await rowsOf(db.admin, after, log.tenant)).toEqual(rows);
    expect(await indexesOf(tableOf(after))).toEqual(await indexesOf(tableOf(before)));

    expect(await dropRetired(db.projector)).toEqual([]);
    await db.admin`update read.generations set retired_at = retired_at - interval '25 hours' where state = 'retired'`;
    expect(await dropRetired(db.projector)).toEqual([first]);
    expect(await tables()).toEqual([`${first}_g2`]);
    expect(await db.admin`select from read.bookmarks where projection = 'action_register'`).toHaveLength(1);
  });

  test('leaves nothing but the live table and the last before it, however often', async () => {
    for (let round = 0; round < 3; round += 1) {
      await beginBuilding(db.projector, actionRegister);
      expect((await buildBeside(db.projector)).switched).toEqual(['action_register']);
      await dropRetired(db.projector);
      expect(await tables()).toHaveLength(2);
    }
  });

  test('lets the live rows be kept up meanwhile, and applies once what came in the meantime', async () => {
    await beginBuilding(db.projector, actionRegister);
    const [building] = await generationsIn(db.projector, 'building');
    await declareReadModels(db.projector);
    await catchUp(db.projector, building!, log.tenant);
    const [unseen = 0] = await log.tell(...ratings(['red']));
    await keepUp(db.projector, await generationsIn(db.projector, 'live'), log.tenant);
    const rows = await rowsOf(db.admin, await live(), log.tenant);
    expect(rows[0]).toBe(`bookmark ${unseen}`);
    expect((await buildBeside(db.projector)).switched).toEqual(['action_register']);
    expect(await rowsOf(db.admin, await live(), log.tenant)).toEqual(rows);
  });

  test('that several ask for, and several workers carry out, is one', async () => {
    const asked = await Promise.all(
      Array.from({ length: 4 }, async () => beginBuilding(db.projector, actionRegister)),
    );
    expect(asked.filter((begun) => begun)).toHaveLength(1);
    const before = await live();
    const workers = [1, 2, 3].map(() => connect(db.projectorUrl, { max: 4 }));
    onTestFinished(async () => void (await Promise.all(workers.map(async (sql) => sql.end()))));
    const built = await Promise.all(workers.map(async (sql) => buildBeside(sql)));
    expect(built.flatMap(({ switched }) => switched)).toEqual(['action_register']);
    expect((await live()).generation).toBe((before.generation ?? 1) + 1);
    expect(await rowsOf(db.admin, await live(), log.tenant)).toEqual(
      await rowsOf(db.admin, before, log.tenant),
    );
  });

  test('is told of with its share of the work', async () => {
    const long = await openLog(db.app, 'long');
    await long.tell(...planWith(), ...ratings(['red']));
    await lengthen(db.admin, long, 3_000);
    await beginBuilding(db.projector, actionRegister);
    const [building] = await generationsIn(db.projector, 'building');
    await declareReadModels(db.projector);
    expect(await underWay(db.projector)).toMatchObject([
      { projection: 'action_register', done: 0, total: 3_000 + log.head, secondsLeft: null },
    ]);
    await catchUp(db.projector, building!, long.tenant);
    const [half] = await underWay(db.projector);
    expect(half).toMatchObject({ done: 3_000, total: 3_000 + log.head });
    expect(half?.secondsLeft).toBeGreaterThan(0);
    await buildBeside(db.projector);
    expect(await underWay(db.projector)).toEqual([]);
  });

  test('that meets an event it cannot apply waits before it, and the live rows go on', async () => {
    const { poisoned, state } = poisonedAt(actionRegister, 9, log.tenant);
    await keepUp(db.projector, await generationsIn(db.projector, 'live'), log.tenant);
    await beginBuilding(db.projector, actionRegister);
    expect((await buildBeside(db.projector, [poisoned])).switched).toEqual([]);
    const [parked] = await underWay(db.projector);
    expect(parked?.councils).toContainEqual({
      tenant: log.tenant,
      position: 8,
      head: log.head,
      parked: expect.objectContaining({ position: 9, reason: 'This event was not foreseen.' }) as unknown,
    });
    const ofCouncil = (await projectionStatus(db.projector)).filter(({ tenant }) => tenant === log.tenant);
    expect(ofCouncil.every((each) => each.parked === null && each.lagEvents === 0)).toBe(true);

    state.mended = true;
    await db.admin`update read.bookmarks set tried_at = tried_at - interval '2 seconds' where parked_at is not null`;
    expect((await buildBeside(db.projector, [poisoned])).switched).toEqual(['action_register']);
  });
});

test('a worker that still holds to a generation whose table was dropped does nothing', async () => {
  const before = await live();
  await beginBuilding(db.projector, actionRegister);
  await buildBeside(db.projector);
  await db.admin`update read.generations set retired_at = retired_at - interval '25 hours' where state = 'retired'`;
  await dropRetired(db.projector);
  await log.tell(...ratings(['amber']));
  expect(await catchUp(db.projector, before, log.tenant)).toEqual({
    position: null,
    applied: 0,
    parked: null,
  });
  await keepUp(db.projector, [before], log.tenant);
  const [row] = await withTenants(
    db.app,
    [log.tenant],
    async (tx) => tx`
    select count(*)::integer as parked from read.bookmarks where parked_at is not null`,
  );
  expect(row).toEqual({ parked: 0 });
});

test('a ledger of a program that knew no generations is taken over as it stands', async () => {
  const old = await createTestDatabase(inject('adminUrl'));
  onTestFinished(async () => old.close());
  await declareReadModels(old.projector);
  const { tenant, tell } = await openLog(old.app, 'old');
  await tell(...planWith());
  await keepUp(old.projector, projections, tenant);
  await old.admin.unsafe(`
    comment on view read.action_register is '${actionRegister.version}';
    drop table read.generations;
    comment on table read.bookmarks is null;
    alter table read.bookmarks drop constraint bookmarks_pkey, drop column generation,
      add constraint bookmarks_pkey primary key (tenant, projection, version);`);
  const { version } = actionRegister;
  const raised = projections.map((each) =>
    each === actionRegister ? { ...each, version: version + 1 } : each,
  );
  await declareReadModels(old.projector, raised);
  expect((await generationsIn(old.projector, 'live', [actionRegister]))[0]).toMatchObject({ version });
  expect((await projectionStatus(old.projector)).every(({ lagEvents }) => lagEvents === 0)).toBe(true);
  expect((await buildBeside(old.projector, raised)).switched).toEqual(['action_register']);
});
