import { createHash } from 'node:crypto';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest';
import { actionRegister } from './action-register.js';
import { buildBeside } from './build.js';
import { declareReadModels } from './declare.js';
import { proveReadModel } from './drift.js';
import { beginBuilding, generationsIn } from './generations.js';
import { keepUp } from './keep-up.js';
import { projections } from './list.js';
import { tableOf } from './projection.js';
import { lengthen } from './testing/lengthen.js';
import { openLog, planWith, ratings } from './testing/log.js';
import { forget } from './testing/rows.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

const log = await openLog(db.app, 'proved');
await log.tell(...planWith(), ...ratings(['red', 'amber', 'green']));
const [told = 0] = await log.tell(...ratings(['red']));
await log.tell({ ...ratings(['green'])[0]!, corrects: { position: told, kind: 'wrong' } });
const { tenant } = log;
await keepUp(db.projector, projections, tenant);

/** As the command line connects, which may write nothing. */
const proof = async () => proveReadModel(db.app, actionRegister, tenant);

describe('a read model that says what the log says', () => {
  test.each(projections.map((each) => [each.name, each] as const))('is proved: %s', async (_, projection) => {
    expect(await proveReadModel(db.app, projection, tenant)).toMatchObject({
      position: log.head,
      drift: null,
    });
  });

  test('has the same digest in every generation, and another at another position', async () => {
    const before = await proof();
    await beginBuilding(db.projector, actionRegister);
    await buildBeside(db.projector);
    const [live] = await generationsIn(db.projector, 'live', [actionRegister]);
    expect(await proveReadModel(db.app, live!, tenant)).toEqual(before);
    const other = await openLog(db.app, 'other');
    await other.tell(...planWith());
    await keepUp(db.projector, await generationsIn(db.projector, 'live'), other.tenant);
    expect((await proveReadModel(db.app, live!, other.tenant)).digest).not.toBe(before.digest);
  });

  test('has the digest that its definition gives', async () => {
    const [live] = await generationsIn(db.projector, 'live', [actionRegister]);
    const rows = await db.admin<{ row: string }[]>`
      select to_jsonb(r)::text as row from ${db.admin(`read.${tableOf(live!)}`)} r where tenant = ${tenant}
       order by known_from, facet`;
    const whole = createHash('sha256');
    for (const { row } of rows) whole.update(createHash('sha256').update(row).digest());
    expect((await proveReadModel(db.app, live!, tenant)).digest).toBe(whole.digest('hex'));
  });

  test('is proved as of one position, while it goes on being written', async () => {
    const long = await openLog(db.app, 'long');
    await long.tell(...planWith(), ...ratings(['red']));
    await lengthen(db.admin, long, 25_000);
    const list = await generationsIn(db.projector, 'live');
    const [live] = await generationsIn(db.projector, 'live', [actionRegister]);
    await keepUp(db.projector, list, long.tenant);
    const proving = proveReadModel(db.app, live!, long.tenant);
    for (let head = 25_000; head < 25_020; head += 1) {
      await lengthen(db.admin, { ...long, head }, head + 1);
      await keepUp(db.projector, list, long.tenant);
    }
    const { position, drift, rows } = await proving;
    expect(drift).toBeNull();
    expect(position).toBeGreaterThanOrEqual(25_000);
    expect(rows).toBeGreaterThan(24_000);
  });

  test('is proved while corrections end rows that were known before', async () => {
    const list = await generationsIn(db.projector, 'live');
    const [live] = await generationsIn(db.projector, 'live', [actionRegister]);
    for (let round = 0; round < 10; round += 1) {
      const [proved] = await Promise.all([
        proveReadModel(db.app, live!, tenant),
        log
          .tell({ ...ratings(['amber'])[0]!, corrects: { position: 8 + (round % 3), kind: 'wrong' } })
          .then(async () => keepUp(db.projector, list, tenant)),
      ]);
      expect(proved.drift).toBeNull();
    }
  });
});

describe('a read model that does not', () => {
  const table = async (): Promise<string> => {
    const [live] = await generationsIn(db.projector, 'live', [actionRegister]);
    return `read.${tableOf(live!)}`;
  };
  const driftOf = async () => {
    const [live] = await generationsIn(db.projector, 'live', [actionRegister]);
    return (await proveReadModel(db.app, live!, tenant)).drift;
  };
  afterEach(async () => {
    await db.admin`delete from ${db.admin(await table())} where tenant = ${tenant}`;
    await db.admin`delete from read.bookmarks where tenant = ${tenant} and projection = 'action_register'`;
    await keepUp(db.projector, await generationsIn(db.projector, 'live'), tenant);
  });

  test('names the first wrong row, and its columns without what they hold', async () => {
    await db.admin`
      update ${db.admin(await table())} set value = '{"rag": "blue"}', retracted = true
       where tenant = ${tenant} and known_from in (9, 10)`;
    expect(await driftOf()).toEqual({
      knownFrom: 9,
      facet: 'rag',
      what: 'different',
      columns: ['retracted', 'value'],
    });
  });

  test('names a row that ended at the wrong position', async () => {
    await db.admin`
      update ${db.admin(await table())} set known_to = ${told} where tenant = ${tenant} and known_from = ${told}`;
    expect(await driftOf()).toEqual({
      knownFrom: told,
      facet: 'rag',
      what: 'different',
      columns: ['known_to'],
    });
  });

  test('names the first row that is missing', async () => {
    await db.admin`delete from ${db.admin(await table())} where tenant = ${tenant} and known_from = 9`;
    expect(await driftOf()).toEqual({ knownFrom: 9, facet: 'rag', what: 'missing', columns: [] });
  });

  test.each([9, 0, 5_000])('names a row too many at %i', async (place) => {
    await db.admin`
      insert into ${db.admin(await table())}
      select tenant, ${place}, ${place}, known_to, 'planted', recorded_at, effective_from, retracted, plan_id, action_id, value
        from ${db.admin(await table())} where tenant = ${tenant} and known_from = 9`;
    expect(await driftOf()).toEqual({ knownFrom: place, facet: 'planted', what: 'extra', columns: [] });
  });

  test('of a council that it should not know at all is found too', async () => {
    await forget(db.admin, 'other');
    const [live] = await generationsIn(db.projector, 'live', [actionRegister]);
    await db.admin`
      insert into ${db.admin(await table())}
      select 'other', 1, 1, known_to, 'planted', recorded_at, effective_from, retracted, plan_id, action_id, value
        from ${db.admin(await table())} where tenant = ${tenant} and known_from = 9`;
    expect((await proveReadModel(db.app, live!, 'other')).drift).toMatchObject({ what: 'extra' });
  });
});
