/** A ledger with many writers, a reader of its feeds and two workers, all real, for tests that break things meanwhile. */
import { setTimeout as pause } from 'node:timers/promises';
import { ids } from '../packages/domain/src/testing/index.js';
import { readHead, withTenants } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { beginPlan, PLAN_HEAD } from '../packages/event-store/src/testing/index.js';
import { catchUp, openHintQueue, projections, waitForReadModels } from '../packages/projections/src/index.js';
import { allRowsOf, forget } from '../packages/projections/src/testing/index.js';
import { feedOf, follow } from './follower.js';
import { Oracle } from './oracle.js';
import type { WorkerPair } from './worker-pair.js';
import { startWorkerPair } from './worker-pair.js';
import type { Writers } from './writers.js';
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
  killWriterInMidAppend(): Promise<void>;
  /** Waits until so many events are acknowledged. */
  acknowledged(events: number): Promise<void>;
  /** Strikes, and says how long it took until events were acknowledged again and read models had caught up. */
  strike(fault: string, blow: () => Promise<void>): Promise<void>;
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

/** Asks until it holds; what is asked may be away meanwhile. */
const until = async (what: string, holds: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = performance.now() + PATIENCE_MS;
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
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}`, { cause: failure });
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

const killInMidAppend = async (db: TestDatabase, writers: Writers): Promise<void> => {
  const rival = await db.admin.reserve();
  await rival`begin`;
  await rival`select from ledger.tenants where tenant = ${tenants[0] ?? ''} for update`;
  await until('a writer waits for the head', async () => {
    const rows = await db.admin`
      select from pg_stat_activity where application_name = ${writers.nameOf(0)} and wait_event_type = 'Lock'`;
    return rows.length > 0;
  });
  await writers.kill(0);
  await rival`rollback`;
  rival.release();
};

export const loadLedger = async ({ db, redisUrl, restMs }: LoadOptions): Promise<LedgerUnderLoad> => {
  const seed = chosenSeed();
  say(`seed ${seed}`);
  const oracle = new Oracle();
  await beginPlans(db, oracle);
  const workers = await startWorkerPair(db, redisUrl);
  const hints = hintsAt(redisUrl);
  const follower = follow(feedOf(db.app), tenants, oracle);
  const writing = {
    databaseUrl: db.appUrl,
    seed,
    tenants,
    planId: ids.plan,
    actionId: ids.action,
    processes: PROCESSES,
    writersEach: WRITERS_EACH,
    restMs,
  };
  const writers = startWriters(writing, (told) => {
    oracle.acknowledge(told);
    hints.give(told.tenant, told.positions.at(-1) ?? 0);
  });

  const acknowledged = async (events: number): Promise<void> =>
    until(`${events} events are acknowledged`, () => oracle.told.events >= events);
  return {
    oracle,
    workers,
    acknowledged,
    killWriterInMidAppend: async () => killInMidAppend(db, writers),
    strike: async (fault, blow) => {
      const begun = performance.now();
      const since = (): string => `${Math.round(performance.now() - begun)} ms`;
      await blow();
      await acknowledged(oracle.told.events + TENANTS);
      const again = since();
      await readToTheHeads(db, oracle);
      say(`${fault}: acknowledged again after ${again}, caught up after ${since()}`);
    },
    finish: async () => {
      await writers.finish();
      await readToTheHeads(db, oracle);
      await follower.stop();
      await workers.stop();
      const { commands, events } = oracle.told;
      say(`${events} events of ${commands} commands were acknowledged`);
      const kept = await rowsOfAll(db);
      return { kept, replayed: await replay(db) };
    },
    stop: async () => {
      await writers.end();
      await Promise.allSettled([workers.stop(), follower.stop(), hints.close()]);
    },
  };
};
