import { sampleData } from '@improvement-ledger/domain/testing';
import { withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildBeside } from './build.js';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { beginBuilding } from './generations.js';
import { projections } from './list.js';
import { progressOf, seenByAll } from './progress.js';
import type { Projection } from './projection.js';
import { ragHistory } from './rag-history.js';
import { switchOver } from './switch-over.js';
import type { Log } from './testing/log.js';
import { openLog, planWith, ratings } from './testing/log.js';
import { poisonedAt } from './testing/poison.js';
import { underWay } from './under-way.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

/** The same read model in a later shape: one more column, which the earlier one has not. */
const raised: Projection = {
  ...ragHistory,
  version: ragHistory.version + 1,
  columns: `${ragHistory.columns}, shape integer not null`,
  rows: (event) => ragHistory.rows(event).map((row) => ({ ...row, shape: 2 })),
};
const renewed = projections.map((each) => (each.name === raised.name ? raised : each));

let log: Log;
beforeAll(async () => {
  await declareReadModels(db.projector);
  log = await openLog(db.app, 'raised');
  await log.tell(...planWith(), { type: 'ActionStatusRecorded', data: sampleData.ActionStatusRecorded });
  for (const each of projections) await catchUp(db.projector, each, log.tenant);
});

const seen = async () =>
  withTenants(db.app, [log.tenant], async (tx) => {
    const rows = await tx<
      { shape: string | null }[]
    >`select to_jsonb(h) ->> 'shape' as shape from read.rag_history h`;
    return {
      rows: rows.length,
      shape: rows[0]?.shape,
      position: seenByAll(await progressOf(tx, log.tenant)),
    };
  });

const progressOfRagHistory = async (tenant: string) =>
  withTenants(db.app, [tenant], async (tx) => (await progressOf(tx, tenant, [ragHistory]))[0]);

test('a raised version is built beside the one that queries read, and takes its place at once', async () => {
  const before = await seen();
  expect(before).toMatchObject({ shape: null, position: log.head });

  await declareReadModels(db.projector, renewed);
  await catchUp(db.projector, raised, log.tenant);
  expect(await seen()).toEqual(before);
  expect(await switchOver(db.projector, renewed)).toEqual([raised.name]);
  expect(await seen()).toEqual({ ...before, shape: '2' });
});

test('it is switched once, by whichever worker comes first, and not back by an older program', async () => {
  expect(await switchOver(db.projector, renewed)).toEqual([]);
  await declareReadModels(db.projector);
  expect(await switchOver(db.projector)).toEqual([]);
  expect(await seen()).toMatchObject({ shape: '2' });
});

test('every council must have been read as far, and not only one', async () => {
  const other = await openLog(db.app, 'raised-too');
  await other.tell(...planWith());
  await catchUp(db.projector, raised, other.tenant);
  const { poisoned, state } = poisonedAt({ ...raised, version: raised.version + 1 }, 7, other.tenant);
  const list = projections.map((each) => (each.name === poisoned.name ? poisoned : each));
  await declareReadModels(db.projector, list);
  expect((await buildBeside(db.projector, list)).switched).toEqual([]);
  expect(await progressOfRagHistory(other.tenant)).toMatchObject({ position: other.head, isParked: true });
  expect(await progressOfRagHistory(log.tenant)).toMatchObject({ position: log.head, isParked: false });

  state.mended = true;
  await db.admin`update read.bookmarks set tried_at = tried_at - interval '2 seconds' where tried_at is not null`;
  const [one, two] = await Promise.all([switchOver(db.projector, list), switchOver(db.projector, list)]);
  expect([...one, ...two]).toEqual([poisoned.name]);
  expect(await progressOfRagHistory(other.tenant)).toMatchObject({ position: other.head, isParked: false });
});

test('a rebuild that an earlier version had under way is given up for a later one', async () => {
  const [third, fourth] = [1, 2].map((more): Projection => ({ ...raised, version: raised.version + more }));
  await beginBuilding(db.projector, third!);
  const list = projections.map((each) => (each.name === raised.name ? fourth! : each));
  await declareReadModels(db.projector, list);
  expect((await underWay(db.projector)).map(({ version }) => version)).toEqual([fourth!.version]);
  expect((await buildBeside(db.projector, list)).switched).toEqual([raised.name]);
});

test('a transaction that began before the new table was filled never reads it, and holds nobody up', async () => {
  const list = [{ ...raised, version: raised.version + 3 }];
  const reader = await db.app.reserve();
  await reader`begin isolation level repeatable read read only`;
  await reader`select set_config('ledger.tenants', ${log.tenant}, true)`;
  const { rows } = await seen();

  await declareReadModels(db.projector, list);
  expect((await buildBeside(db.projector, list)).switched).toEqual([]);
  // The live table is let go again, and is written as ever.
  const live = { ...raised, version: raised.version + 2 };
  await log.tell(...ratings(['red']));
  expect(await catchUp(db.projector, live, log.tenant)).toMatchObject({ position: log.head, applied: 1 });
  expect(await reader`select from read.rag_history`).toHaveLength(rows);
  await reader`commit`;
  reader.release();
  expect((await buildBeside(db.projector, list)).switched).toEqual([raised.name]);
  expect((await seen()).rows).toBe(rows + 1);
});
