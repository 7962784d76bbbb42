/** Whatever is acknowledged is read once, in order, whoever is killed; and the oracle that says so finds a loss where there is one. */
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { ids } from '../packages/domain/src/testing/index.js';
import { append } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import {
  beginPlan,
  createTestDatabase,
  personRequest,
  PLAN_HEAD,
} from '../packages/event-store/src/testing/index.js';
import { startCrashingStores } from './crashing-stores.js';
import type { ReadAfter } from './follower.js';
import { feedOf, readOnce } from './follower.js';
import { loadLedger } from './ledger-under-load.js';
import { Oracle } from './oracle.js';
import { strikeAll } from './strikes.js';

/** Long enough to leave something of the machine to the tests beside this one. */
const REST_MS = 600;
const EVENTS_MIN = 200;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase(inject('adminUrl'));
});
afterAll(async () => db.close());

test('32 writers in 8 councils lose nothing, whoever is killed: a worker, a writer, an API, Postgres, Redis', async () => {
  const stores = await startCrashingStores();
  onTestFinished(async () => stores.stop());
  const own = await createTestDatabase(stores.adminUrl);
  onTestFinished(async () => own.close());
  const load = await loadLedger({ db: own, redisUrl: stores.redisUrl, restMs: REST_MS });
  onTestFinished(async () => load.stop());
  await load.acknowledged(EVENTS_MIN);
  await strikeAll(load, stores);
  const { kept, replayed } = await load.finish();
  expect(load.oracle.verdict()).toEqual([]);
  expect(kept).toEqual(replayed);
}, 240_000);

describe('of two writers the first to begin is the last to commit', () => {
  const tenant = 'eastmarch';
  const first = '0198c0de-0001-7000-8000-000000000001';
  const second = '0198c0de-0001-7000-8000-000000000002';

  test('and both are read from the log: the second waits for its position until the first is through', async () => {
    await beginPlan(db.app, tenant);
    const oracle = new Oracle();
    const opened = Array.from({ length: PLAN_HEAD }, (_, index) => index + 1);
    oracle.acknowledge({ tenant, command: ids.correlation, positions: opened });
    const requestOf = (correlation: string) => personRequest({}, { told: { correlation } });
    const read = async () => readOnce(feedOf(db.app), [tenant], oracle);
    const waiting = async () => {
      const rows = await db.admin`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return rows.length;
    };

    const slow = await db.app.reserve();
    await slow`begin`;
    await slow`select ledger.append(${tenant}, ${tenant}, ${slow.json([requestOf(first)] as never)})`;
    const answer = append(db.app, [tenant], tenant, requestOf(second));
    await expect.poll(waiting, { interval: 5 }).toBe(1);
    await read();
    expect(oracle.lastSeen(tenant)).toBe(PLAN_HEAD);
    await slow`commit`;
    slow.release();
    oracle.acknowledge({ tenant, command: first, positions: [PLAN_HEAD + 1] });
    expect(await answer).toMatchObject({ outcome: 'recorded', firstPosition: PLAN_HEAD + 2 });
    oracle.acknowledge({ tenant, command: second, positions: [PLAN_HEAD + 2] });
    await read();
    expect(oracle.verdict()).toEqual([]);
  });

  test('and one is lost to a feed that goes by a sequence, as the oracle finds', async () => {
    await db.admin.unsafe('create table planted (id bigserial primary key, command text not null)');
    const planted: ReadAfter = async function* read(_, after) {
      const rows = await db.admin<{ position: number; command: string }[]>`
        select id as position, command from planted where id > ${after} order by id`;
      if (rows.length > 0) yield rows;
    };
    const oracle = new Oracle();
    const insert = db.admin`insert into planted (command) values (${second}) returning id`;

    const slow = await db.admin.reserve();
    await slow`begin`;
    await slow`insert into planted (command) values (${first})`;
    await insert;
    oracle.acknowledge({ tenant, command: second, positions: [2] });
    await readOnce(planted, [tenant], oracle);
    await slow`commit`;
    slow.release();
    oracle.acknowledge({ tenant, command: first, positions: [1] });
    await readOnce(planted, [tenant], oracle);

    expect(oracle.verdict()).toEqual([
      'eastmarch: 2 was seen where 1 comes next',
      'eastmarch: 1 was acknowledged and never seen',
    ]);
  });
});

describe('the oracle', () => {
  const [command, other] = ['of-one', 'of-another'];
  const told = (...commands: readonly string[]): Oracle => {
    const oracle = new Oracle();
    commands.forEach((each, index) =>
      oracle.acknowledge({ tenant: 'a', command: each, positions: [index + 1] }),
    );
    return oracle;
  };

  test('has nothing to say of what was seen as it was acknowledged', () => {
    const oracle = told(command, other);
    oracle.see('a', [{ position: 1, command }]);
    oracle.see('a', [{ position: 2, command: other }]);
    expect(oracle.verdict()).toEqual([]);
  });

  test.each([
    ['is seen twice', [1, 1, 2], ['a: 1 was seen where 2 comes next', 'a: 2 was seen where 3 comes next']],
    ['is seen too late', [2, 1], ['a: 2 was seen where 1 comes next', 'a: 1 was seen where 2 comes next']],
    ['is never seen', [1], ['a: 2 was acknowledged and never seen']],
  ])('finds an event that %s', (_, positions, verdict) => {
    const oracle = told(command, other);
    oracle.see(
      'a',
      positions.map((position) => ({ position, command: position === 1 ? command : other })),
    );
    expect(oracle.verdict()).toEqual(verdict);
  });

  test('finds an event that nobody was told of, and one that stands in another’s place', () => {
    const oracle = told(command);
    oracle.see('a', [{ position: 1, command: other }]);
    expect(oracle.verdict()).toEqual([
      'a: 1 was seen, which nobody was told of',
      `a: 1 was acknowledged and never seen, but ${other} in its place`,
    ]);
  });
});
