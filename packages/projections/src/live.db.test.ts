import { sampleData } from '@improvement-ledger/domain/testing';
import { withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { projections } from './list.js';
import { switchOver } from './live.js';
import { progressOf, seenByAll } from './progress.js';
import type { Projection } from './projection.js';
import { ragHistory } from './rag-history.js';
import type { Log } from './testing/log.js';
import { openLog, planWith } from './testing/log.js';

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

test('a raised version is built beside the one that queries read, and takes its place at once', async () => {
  const before = await seen();
  expect(before).toMatchObject({ shape: null, position: log.head });

  await declareReadModels(db.projector, renewed);
  expect(await switchOver(db.projector, renewed)).toEqual([]);
  expect(await seen()).toEqual(before);

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
  const third: Projection = { ...raised, version: raised.version + 1 };
  const list = projections.map((each) => (each.name === third.name ? third : each));
  const other = await openLog(db.app, 'raised-too');
  await catchUp(db.projector, raised, other.tenant);
  await declareReadModels(db.projector, list);
  await catchUp(db.projector, third, log.tenant);
  expect(await switchOver(db.projector, list)).toEqual([]);
  await catchUp(db.projector, third, other.tenant);
  const [one, two] = await Promise.all([switchOver(db.projector, list), switchOver(db.projector, list)]);
  expect([...one, ...two]).toEqual([third.name]);
});
