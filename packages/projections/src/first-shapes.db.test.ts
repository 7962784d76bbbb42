/** Read models of a log that holds events in shapes of the past. */
import type { At } from '@improvement-ledger/domain';
import { LATEST, textOf } from '@improvement-ledger/domain';
import { sampleData } from '@improvement-ledger/domain/testing';
import { withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase, firstShapes, recordFirstShapes } from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { projections } from './list.js';
import { planRegister, plansAt } from './plan-register.js';
import { continueLog, planWith, ratings } from './testing/log.js';
import { forget, rowsOf } from './testing/rows.js';
import { onlyAsSet } from './testing/only-as-set.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);
const tenant = await recordFirstShapes(db.app);
const shapes = firstShapes.commands.flatMap(({ events }) => events).length;
const log = continueLog(db.app, tenant, shapes);
const further = [
  ...planWith().filter(({ type }) => type !== 'PlanDrafted' && type !== 'RagVocabularySet'),
  ...ratings(['off-track', 'done']),
  { type: 'PostOpened', data: sampleData.PostOpened } as const,
  { type: 'AuditPlanned', data: sampleData.AuditPlanned } as const,
];
await log.tell(...further.map((fact) => ({ ...fact, recordedAt: '2026-04-03T09:00:00.000Z' })));

const ratingsAt = async (at: At) => {
  const [row] = await withTenants(db.app, [tenant], async (tx) => plansAt(tx, tenant, at));
  return row?.vocabulary.ratings.map(({ label, ...rating }) => ({ ...rating, label: textOf(label) }));
};

describe('the plan register', () => {
  test('holds a vocabulary of the first shape in that of today', async () => {
    await catchUp(db.projector, planRegister, tenant);
    expect(await ratingsAt(LATEST)).toEqual([
      { key: 'off-track', label: 'Off track', order: 1, meaning: null, colour: null },
      { key: 'not-due', label: 'Not due yet', order: null, meaning: null, colour: null },
      { key: 'done', label: 'Done', order: 2, meaning: null, colour: null },
    ]);
  });

  test('has the same rows if it could be written as a set: what is of an older shape is read event by event', async () => {
    await catchUp(db.projector, planRegister, tenant);
    const byEvent = await rowsOf(db.admin, planRegister, tenant);
    await forget(db.admin, tenant);
    const asSet = {
      facets: "array[case e.type when 'PlanDrafted' then 'drafted' else 'vocabulary' end]",
      columns: "(e.data ->> 'planId')::uuid, e.data",
    };
    await catchUp(db.projector, { ...planRegister, asSet }, tenant, { batchEvents: 2 });
    expect(await rowsOf(db.admin, planRegister, tenant)).toEqual(byEvent);
    expect(byEvent.join('\n')).toContain('meaning');
  });
});

describe('read models of other events', () => {
  const setForms = projections.filter(({ asSet }) => asSet !== undefined);
  test.each(setForms.map((each) => [each.name, each] as const))(
    '%s goes through events of an older shape as a set, with the rows that it has by event',
    async (_, projection) => {
      await forget(db.admin, tenant);
      await catchUp(db.projector, projection, tenant, { setEvents: 0 });
      const byEvent = await rowsOf(db.admin, projection, tenant);
      await forget(db.admin, tenant);
      await catchUp(db.projector, onlyAsSet(projection), tenant, { batchEvents: 2 });
      expect(await rowsOf(db.admin, projection, tenant)).toEqual(byEvent);
      expect(byEvent.length).toBeGreaterThan(1);
    },
  );
});
