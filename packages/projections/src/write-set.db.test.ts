/** Long stretches of the log, which the database goes through by itself. */
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { actionRegister } from './action-register.js';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { proveReadModel } from './drift.js';
import { keepUp } from './keep-up.js';
import { projections } from './list.js';
import { ragHistory } from './rag-history.js';
import { projectionStatus } from './status.js';
import type { Projection } from './projection.js';
import { damage, lengthen } from './testing/lengthen.js';
import { openLog, planWith, ratings } from './testing/log.js';
import { onlyAsSet } from './testing/only-as-set.js';
import { forget, rowsOf } from './testing/rows.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

let councils = 0;
const council = async (events: number) => {
  const log = await openLog(db.app, `council-${(councils += 1)}`);
  await log.tell(...planWith(), ...ratings(['red', 'amber']));
  await lengthen(db.admin, log, events);
  return { tenant: log.tenant, head: events };
};

const setForms = projections.filter(({ asSet }) => asSet !== undefined);

test('read models of the many events have a set form, and it is used', async () => {
  const { tenant, head } = await council(1_500);
  expect(setForms.map(({ name }) => name)).toEqual([
    'action_register',
    'action_history',
    'rag_history',
    'overdue_actions',
    'staffing_register',
    'recruitment_churn',
    'register_entries',
    'audit_outcomes',
  ]);
  for (const projection of setForms) {
    const caughtUp = await catchUp(db.projector, onlyAsSet(projection), tenant);
    expect(caughtUp).toEqual({ position: head, applied: head, parked: null });
  }
});

describe('an event among ten thousand that cannot be read', () => {
  const PLACE = 7_001;

  test('parks the read models just before it, wherever batches begin, and they go on once it is mended', async () => {
    const [sick, well] = [await council(10_000), await council(10_000)];
    await damage(db.admin, sick.tenant, PLACE);
    for (const { tenant } of [sick, well]) await keepUp(db.projector, projections, tenant);
    const places = async (tenant: string) =>
      new Set(
        (await projectionStatus(db.projector))
          .filter((each) => each.tenant === tenant)
          .map(({ position, parked }) => `${position} ${parked?.position ?? ''}`),
      );
    expect(await places(sick.tenant)).toEqual(new Set([`${PLACE - 1} ${PLACE}`]));
    expect(await places(well.tenant)).toEqual(new Set(['10000 ']));

    await damage(db.admin, sick.tenant, PLACE, true);
    await db.admin`update read.bookmarks set tried_at = tried_at - interval '2 minutes' where tenant = ${sick.tenant}`;
    for (const { result } of await keepUp(db.projector, projections, sick.tenant)) {
      expect(result).toMatchObject({ status: 'fulfilled', value: { position: 10_000, parked: null } });
    }
    const resumed = await rowsOf(db.admin, actionRegister, sick.tenant);
    await forget(db.admin, sick.tenant);
    await catchUp(db.projector, actionRegister, sick.tenant, { setEvents: 0 });
    expect(await rowsOf(db.admin, actionRegister, sick.tenant)).toEqual(resumed);
  });

  test('by one read model alone parks that one, and the others of the council go on', async () => {
    const { tenant, head } = await council(10_000);
    const atFault: Projection = {
      ...ragHistory,
      rows: (event) => {
        if (event.position === PLACE) throw new TypeError('This event was not foreseen.');
        return ragHistory.rows(event);
      },
      asSet: {
        facets: `case when 1 / (e.position - ${PLACE}) is not null then ${ragHistory.asSet?.facets ?? ''} end`,
        columns: ragHistory.asSet?.columns ?? '',
      },
    };
    const list = projections.map((each) => (each === ragHistory ? atFault : each));
    for (const { projection, result } of await keepUp(db.projector, list, tenant)) {
      const isAtFault = projection === atFault;
      expect(result).toMatchObject({
        status: 'fulfilled',
        value: { position: isAtFault ? PLACE - 1 : head, parked: isAtFault ? { position: PLACE } : null },
      });
    }
    await db.admin`update read.bookmarks set tried_at = tried_at - interval '2 minutes' where tenant = ${tenant}`;
    expect(await catchUp(db.projector, ragHistory, tenant)).toEqual({
      position: head,
      applied: head - PLACE + 1,
      parked: null,
    });
    expect(await proveReadModel(db.projector, ragHistory, tenant)).toMatchObject({
      position: head,
      drift: null,
    });
  });
});

describe('read models of one council that stand at the same place', () => {
  test('move in one transaction, and apart when one of them cannot', async () => {
    const log = await openLog(db.app, 'together');
    await keepUp(db.projector, projections, log.tenant);
    await log.tell(...planWith(), ...ratings(['red']));
    await keepUp(db.projector, projections, log.tenant);
    const movedIn = async () => {
      const [row] = await db.admin<{ transactions: number; position: number }[]>`
        select count(distinct xmin::text)::integer as transactions, min(position) as position
          from read.bookmarks where tenant = ${log.tenant}`;
      return row;
    };
    expect(await movedIn()).toEqual({ transactions: 1, position: log.head });

    const [unseen = 0] = await log.tell(...ratings(['green']));
    const list = projections.map((each) =>
      each === actionRegister ? { ...onlyAsSet(each), name: each.name } : each,
    );
    const results = await keepUp(db.projector, list, log.tenant);
    for (const { projection, result } of results) {
      const parked = projection.name === 'action_register' ? { position: unseen } : null;
      expect(result).toMatchObject({ status: 'fulfilled', value: { parked } });
    }
  });

  test('are left to another worker that has them, by whoever will not wait', async () => {
    const log = await openLog(db.app, 'busy');
    await keepUp(db.projector, projections, log.tenant);
    await log.tell(...planWith());
    const busy = await db.admin.reserve();
    await busy.unsafe(`begin; select from read.bookmarks where tenant = 'busy' for update`);
    for (const { result } of await keepUp(db.projector, projections, log.tenant, 'leave')) {
      expect(result).toMatchObject({ status: 'fulfilled', value: { position: null, applied: 0 } });
    }
    await busy`rollback`;
    busy.release();
    for (const { result } of await keepUp(db.projector, projections, log.tenant, 'leave')) {
      expect(result).toMatchObject({ status: 'fulfilled', value: { position: log.head } });
    }
  });
});
