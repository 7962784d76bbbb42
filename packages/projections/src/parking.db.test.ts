/** Read models that meet an event which they cannot apply. */
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { councilsBehind } from './behind.js';
import { catchUp } from './catch-up.js';
import { councilRegister } from './council-register.js';
import { declareReadModels } from './declare.js';
import { projections } from './list.js';
import { councilsParked, projectionStatus } from './status.js';
import { ragHistory } from './rag-history.js';
import { damage } from './testing/lengthen.js';
import { openLog, planWith, ratings } from './testing/log.js';
import { poisonedAt } from './testing/poison.js';
import { forget, rowsOf } from './testing/rows.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

let councils = 0;
/** A council with 12 events and then one for each rating. */
const council = async (rags: readonly string[] = ['red', 'amber', 'green', 'red', 'green']) => {
  const log = await openLog(db.app, `council-${(councils += 1)}`);
  await log.tell(...planWith(), ...ratings(rags));
  return log;
};
const statusOf = async (tenant: string) => {
  const status = await projectionStatus(db.projector);
  return new Map(status.filter((each) => each.tenant === tenant).map((each) => [each.projection, each]));
};
const allOf = async (tenant: string) =>
  Promise.all(projections.map(async (projection) => catchUp(db.projector, projection, tenant)));

describe('an event that cannot be applied', () => {
  test('parks its read model before it, for that council only, and is shown', async () => {
    const [sick, well] = [await council(), await council()];
    const { poisoned } = poisonedAt(ragHistory, 9);
    const parked = await catchUp(db.projector, poisoned, sick.tenant);
    expect(parked).toEqual({
      position: 8,
      applied: 8,
      parked: { position: 9, reason: 'This event was not foreseen.', tried: true },
    });
    await allOf(well.tenant);
    for (const projection of projections) {
      if (projection !== ragHistory) await catchUp(db.projector, projection, sick.tenant);
    }

    const status = await statusOf(sick.tenant);
    expect(status.get('rag_history')).toMatchObject({
      position: 8,
      head: sick.head,
      lagEvents: sick.head - 8,
      parked: { position: 9, reason: 'This event was not foreseen.' },
    });
    status.delete('rag_history');
    for (const other of [...status.values(), ...(await statusOf(well.tenant)).values()]) {
      expect(other).toMatchObject({ lagEvents: 0, parked: null });
    }
  });

  test('is tried ever less often, and the sweeper passes its council by meanwhile', async () => {
    const { tenant } = await council();
    await allOf(tenant);
    expect(await councilsParked(db.projector)).not.toContain(tenant);
    await forget(db.admin, tenant);
    const { poisoned, state } = poisonedAt(ragHistory, 8);
    for (const projection of projections.filter((each) => each !== ragHistory)) {
      await catchUp(db.projector, projection, tenant);
    }
    await catchUp(db.projector, poisoned, tenant);
    const triesAtFirst = state.tries;
    expect(await catchUp(db.projector, poisoned, tenant)).toMatchObject({
      position: 7,
      parked: { position: 8, tried: false },
    });
    expect(state.tries).toBe(triesAtFirst);
    expect((await councilsBehind(db.projector)).map((each) => each.tenant)).not.toContain(tenant);
    expect(await councilsParked(db.projector)).toContain(tenant);

    /** As though it had been parked and last tried so many seconds ago. */
    const ago = async (parked: number, tried: number) => {
      await db.admin`update read.bookmarks
        set parked_at = now() - make_interval(secs => ${parked}), tried_at = now() - make_interval(secs => ${tried})
        where tenant = ${tenant} and projection = 'rag_history'`;
      const status = await statusOf(tenant);
      return status.get('rag_history')?.parked?.due;
    };
    expect(await ago(0.5, 0.5)).toBe(false);
    expect(await ago(1.5, 1.5)).toBe(true);
    expect(await ago(30, 10)).toBe(false);
    expect(await ago(30, 16)).toBe(true);
    expect(await ago(90_000, 50)).toBe(false);
    expect(await ago(90_000, 61)).toBe(true);
    expect((await councilsBehind(db.projector)).map((each) => each.tenant)).toContain(tenant);

    const before = (await statusOf(tenant)).get('rag_history')?.parked?.at;
    expect(await catchUp(db.projector, poisoned, tenant)).toMatchObject({ parked: { tried: true } });
    // Since when it is parked stays.
    expect((await statusOf(tenant)).get('rag_history')?.parked).toMatchObject({ at: before, due: false });
  });

  test('is applied once it can be, and the read model goes on', async () => {
    const { tenant, head } = await council();
    await catchUp(db.projector, ragHistory, tenant);
    const whole = await rowsOf(db.admin, ragHistory, tenant);
    await forget(db.admin, tenant);
    const { poisoned, state } = poisonedAt(ragHistory, 9);
    await catchUp(db.projector, poisoned, tenant);
    state.mended = true;
    await db.admin`update read.bookmarks set tried_at = tried_at - interval '2 seconds' where tenant = ${tenant}`;
    expect(await catchUp(db.projector, poisoned, tenant)).toEqual({
      position: head,
      applied: head - 8,
      parked: null,
    });
    expect(await rowsOf(db.admin, ragHistory, tenant)).toEqual(whole);
    expect((await statusOf(tenant)).get('rag_history')).toMatchObject({ lagEvents: 0, parked: null });
  });

  test('may be one that was damaged in the log: all read models stop before it', async () => {
    const { tenant } = await council();
    await damage(db.admin, tenant, 8);
    for (const result of await allOf(tenant)) {
      expect(result).toMatchObject({ position: 7, parked: { position: 8 } });
      expect(result.parked?.reason).toContain('reads envelopes of version 1, not 7');
    }
  });

  test('may be one that is missing', async () => {
    const { tenant } = await council();
    await db.admin.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`delete from ledger.events where tenant = ${tenant} and position = 8`;
    });
    const result = await catchUp(db.projector, councilRegister, tenant);
    expect(result).toMatchObject({ position: 7, parked: { position: 8 } });
    expect(result.parked?.reason).toContain('position 8 is missing');
  });
});
