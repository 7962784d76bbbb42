/** Faults are kept once each, though the database be away when they come. */
import { connect } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { declareReadModels, lastFaults } from '@improvement-ledger/projections';
import { makeLogger } from '@improvement-ledger/telemetry/process';
import { afterAll, expect, inject, test } from 'vitest';
import { openFaults } from './faults.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());

const open = (sql = db.projector) => {
  const lines: string[] = [];
  const counted: string[] = [];
  const logger = makeLogger('workers', 'trace', { write: (line: string) => void lines.push(line) });
  const faults = openFaults(sql, logger, (place, code) => void counted.push(`${place} ${code}`));
  return { ...faults, lines, counted };
};
const kept = async () => lastFaults(db.app, ['northmere']);

test('what cannot be written down yet is written down later, counted together', async () => {
  const faults = open();
  // The workers have made no table so far.
  for (const message of ['First.', 'Second.']) faults.note('sweep', new Error(message));
  await faults.keep();
  await declareReadModels(db.projector);
  faults.note('sweep', new Error('Third.'));
  await expect
    .poll(async () => {
      await faults.keep();
      return (await kept()).map(({ place, code, times }) => ({ place, code, times }));
    })
    .toEqual([{ place: 'sweep', code: 'Error', times: 3 }]);
});

test('one that comes by again on its way is the same', async () => {
  const faults = open();
  const error = Object.assign(new Error('x'), { code: '40001' });
  faults.note('rag_history', error, 'northmere');
  faults.note('queue', error);
  expect(faults.counted).toEqual(['rag_history 40001']);
  await faults.keep();
  expect((await kept()).filter(({ code }) => code === '40001')).toMatchObject([
    { place: 'rag_history', tenant: 'northmere', times: 1 },
  ]);
});

test('a database that is gone makes no fault of its own', async () => {
  const gone = connect(db.projectorUrl);
  await gone.end();
  const faults = open(gone);
  faults.note('sweep', new SyntaxError('Ann Example'));
  await expect(faults.keep()).resolves.toBeUndefined();
  expect(faults.lines).toHaveLength(1);
  expect(faults.lines[0]).not.toContain('Ann');
});
