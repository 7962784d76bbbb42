/** A ledger with many writers, two processes of the API, a reader of its feeds and two workers, all real, for tests that break things meanwhile. */
import { setTimeout as pause } from 'node:timers/promises';
import { globalId } from '../packages/api/src/ids.js';
import { ids } from '../packages/domain/src/testing/index.js';
import { readHead, withTenants } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { beginPlan, PLAN_HEAD } from '../packages/event-store/src/testing/index.js';
import { catchUp, openHintQueue, projections, waitForReadModels } from '../packages/projections/src/index.js';
import { allRowsOf, forget } from '../packages/projections/src/testing/index.js';
import { startApiPair } from './api-pair.js';
import { feedOf, follow } from './follower.js';
import { Oracle } from './oracle.js';
import type { WorkerPair } from './worker-pair.js';
import { startWorkerPair } from './worker-pair.js';
import { startWriters } from './writers.js';

export interface LoadOptions {
  readonly db: TestDatabase;
  readonly redisUrl: string | null;
  /** How long a writer rests after each command, at the most. */
  readonly restMs: number;
}

type ReadModels = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface LedgerUnderLoad {
  readonly oracle: Oracle;
  readonly workers: WorkerPair;
  /** Ends a process of writers by force while an append of its own is under way; another takes over. */
  killWriterInMidAppend(struck: () => void): Promise<void>;
  /** The same with a process of the API, whose clients are left without an answer. */
  killApiInMidAppend(struck: () => void): Promise<void>;
  /** Waits until so many events are acknowledged, for as long as there is any progress. */
  acknowledged(events: number): Promise<void>;
  /** Strikes, and says how long it took from the blow until events were acknowledged again and read models had caught up. */
  strike(fault: string, blow: (struck: () => void) => Promise<void>): Promise<void>;
  /** Lets the writers end and the readers come to the end; what the read models then hold, and what a replay gives. */
  finish(): Promise<{ readonly kept: ReadModels; readonly replayed: ReadModels }>;
  stop(): Promise<void>;
}

const TENANTS = 8;
const PROCESSES = 2;
const WRITERS_EACH = 16;
const PATIENCE_MS = 120_000;
const REST_MS = 5;

const say = (line: string): void => void process.stdout.write(`oracle: ${line}\n`);

/** SEED=... repeats what writers of an earlier run did; without it they do something else each time. */
const chosenSeed = (): number => Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 32));

/** Asks until it holds; what is asked may be away meanwhile. `progress` grows as long as it is worth to wait on. */
const until = async (
  what: string,
  holds: () => Promise<boolean> | boolean,
  progress: () => number = () => 0,
): Promise<void> => {
  let [begun, reached] = [performance.now(), progress()];
  let failure: unknown;
  const asked = async (): Promise<boolean> => {
    try {
      return await holds();
    } catch (error) {
      failure = error;
      return false;
    }
  };
  while (!(await asked())) {
    if (progress() > reached) [begun, reached] = [performance.now(), progress()];
    if (performance.now() > begun + PATIENCE_MS) {
      throw new Error(`Waited in vain until ${what}`, { cause: failure });
    }
    await pause(REST_MS);
  }
};

const tenants = Array.from({ length: TENANTS }, (_, index) => `council-${index + 1}`);

/** Opens every council's ledger, as the oracle is told. */
const beginPlans = async (db: TestDatabase, oracle: Oracle): Promise<void> => {
  for (const tenant of tenants) {
    await beginPlan(db.app, tenant);
    const positions = Array.from({ length: PLAN_HEAD }, (_, index) => index + 1);
    oracle.acknowledge({ tenant, command: ids.correlation, positions });
  }
};

const hintsAt = (redisUrl: string | null) => {
  if (redisUrl === null) return { give: () => undefined, close: async () => undefined };
  const queue = openHintQueue({ redisUrl }, () => undefined);
  return {
    // Whoever gives a hint need not care what becomes of it.
    give: (tenant: string, head: number) => void queue.give({ tenant, head }).catch(() => undefined),
    close: async () => queue.close(),
  };
};

const rowsOfAll = async (db: TestDatabase): Promise<ReadModels> =>
  Object.fromEntries(
    await Promise.all(tenants.map(async (tenant) => [tenant, await allRowsOf(db.admin, tenant)] as const)),
  );

/** Everything that the read models hold once they were made anew from the log, by nobody but us. */
const replay = async (db: TestDatabase): Promise<ReadModels> => {
  for (const tenant of tenants) {
    await forget(db.admin, tenant);
    for (const projection of projections) await catchUp(db.projector, projection, tenant);
  }
  return rowsOfAll(db);
};

/** Waits until the reader and every read model have come to the heads of now. */
const readToTheHeads = async (db: TestDatabase, oracle: Oracle): Promise<void> => {
  for (const tenant of tenants) {
    let head = Number.POSITIVE_INFINITY;
    await until(`${tenant} is read up to its head`, async () => {
      if (head === Number.POSITIVE_INFINITY) {
        head = await withTenants(db.app, [tenant], async (tx) => readHead(tx, tenant));
      }
      if (oracle.lastSeen(tenant) < head) return false;
      return (await waitForReadModels(db.app, tenant, head, 0)).reached;
    });
  }
};

/** Lets somebody come to the head of a council and wait there, and kills them. */
const killInMidAppend = async (db: TestDatabase, name: string, kill: () => Promise<void>): Promise<void> => {
  const rival = await db.admin.reserve();
  await rival`begin`;
  // However long it takes until they come.
  await rival`set local idle_in_transaction_session_timeout = 0`;
  await rival`select from ledger.tenants where tenant = ${tenants[0] ?? ''} for update`;
  await until(`${name} waits for the head`, async () => {
    const rows = await db.admin`
      select from pg_stat_activity where application_name = ${name} and wait_event_type = 'Lock'`;
    return rows.length > 0;
  });
  await kill();
  await rival`rollback`;
  rival.release();
};

/** What all of it is made of, each part a process or a loop of its own. */
const startParts = async ({ db, redisUrl, restMs }: LoadOptions, seed: number, oracle: Oracle) => {
  const [workers, api] = await Promise.all([startWorkerPair(db, redisUrl), startApiPair(db, redisUrl)]);
  const hints = hintsAt(redisUrl);
  const writing = {
    databaseUrl: db.appUrl,
    api: { urls: api.urls, token: api.token },
    seed,
    tenants,
    planId: ids.plan,
    actionId: ids.action,
    actionNodes: Object.fromEntries(
      tenants.map((tenant) => [tenant, globalId('Action', tenant, ids.action)]),
    ),
    processes: PROCESSES,
    writersEach: WRITERS_EACH,
    restMs,
  };
  const writers = startWriters(writing, (told) => {
    oracle.acknowledge(told);
    hints.give(told.tenant, told.positions.at(-1) ?? 0);
  });
  return { workers, api, hints, writers, follower: follow(feedOf(db.app), tenants, oracle) };
};

export const loadLedger = async (options: LoadOptions): Promise<LedgerUnderLoad> => {
  const { db } = options;
  const seed = chosenSeed();
  say(`seed ${seed}`);
  const oracle = new Oracle();
  await beginPlans(db, oracle);
  const { workers, api, hints, writers, follower } = await startParts(options, seed, oracle);

  const told = (): number => oracle.told.events;
  const acknowledged = async (events: number): Promise<void> =>
    until(`${events} events are acknowledged`, () => told() >= events, told);
  const recover = async (events: number, since: () => string) => {
    await acknowledged(events);
    const again = since();
    await readToTheHeads(db, oracle);
    return [again, since()] as const;
  };
  return {
    oracle,
    workers,
    acknowledged,
    killWriterInMidAppend: async (struck) =>
      killInMidAppend(db, writers.nameOf(0), async () => {
        struck();
        await writers.kill(0);
      }),
    killApiInMidAppend: async (struck) => {
      await killInMidAppend(db, api.nameOf(0), async () => {
        struck();
        await api.kill(0);
      });
      await api.restart(0);
    },
    strike: async (fault, blow) => {
      let struckAt = 0;
      const struck: { recovered?: ReturnType<typeof recover> } = {};
      const since = (): string => `${Math.round(performance.now() - struckAt)} ms`;
      await blow(() => {
        struckAt = performance.now();
        // While whoever was killed is started anew, the others go on.
        struck.recovered = recover(told() + TENANTS, since);
        struck.recovered.catch(() => undefined);
      });
      if (struck.recovered === undefined) throw new Error(`${fault}: it was never struck.`);
      const [again, caughtUp] = await struck.recovered;
      say(`${fault}: acknowledged again after ${again}, caught up after ${caughtUp}`);
    },
    finish: async () => {
      await writers.finish();
      await readToTheHeads(db, oracle);
      await follower.stop();
      await Promise.all([workers.stop(), api.stop()]);
      say(`${told()} events of ${oracle.told.commands} commands were acknowledged`);
      const kept = await rowsOfAll(db);
      return { kept, replayed: await replay(db) };
    },
    stop: async () => {
      await writers.end();
      await Promise.allSettled([workers.stop(), api.stop(), follower.stop(), hints.close()]);
    },
  };
};
