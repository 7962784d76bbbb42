/**
 * The peer: Emmett's event store on Postgres, through its own public functions. It is fetched when a bench needs it,
 * into a folder of its own, and is no part of the product.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { narrative, ownStreams, planId } from './sample-events.js';
import type { Contestant } from './rounds.js';

const versions = {
  '@event-driven-io/emmett': '0.42.0',
  '@event-driven-io/emmett-postgresql': '0.42.0',
  '@event-driven-io/pongo': '0.16.11',
};
const folder = fileURLToPath(new URL('../../.ledger/bench-peer', import.meta.url));

interface Closing {
  readonly close: () => Promise<void>;
}
interface PgPool {
  readonly end: () => Promise<void>;
}
interface EmmettStore extends Closing {
  readonly appendToStream: (
    stream: string,
    events: readonly object[],
    options: { readonly expectedStreamVersion: bigint },
  ) => Promise<unknown>;
}
/** Of their modules only what is used here. */
interface Emmett {
  readonly getPostgreSQLEventStore: (
    url: string,
    options: { readonly connectionOptions: { readonly pool: PgPool } },
  ) => EmmettStore;
  readonly readMessagesBatch: (
    execute: unknown,
    options: { readonly after: bigint; readonly batchSize: number },
  ) => Promise<{ readonly currentGlobalPosition: bigint; readonly messages: readonly unknown[] }>;
}
interface Dumbo {
  readonly dumbo: (options: {
    readonly connectionString: string;
    readonly pool: PgPool;
  }) => Closing & { readonly execute: unknown };
}
interface Pg {
  readonly Pool: new (options: { readonly connectionString: string; readonly max: number }) => PgPool;
}

/** Emmett as its authors publish it. */
export const fetchPeer = async (): Promise<Emmett & Dumbo & Pg> => {
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
    const quietly = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', quietly, { cwd: folder, stdio: 'inherit' });
  }
  const load = createRequire(join(folder, 'package.json'));
  const loadOfEmmett = createRequire(load.resolve('@event-driven-io/emmett-postgresql'));
  return {
    ...(load('@event-driven-io/emmett-postgresql') as Emmett),
    ...(loadOfEmmett('@event-driven-io/dumbo') as Dumbo),
    ...(loadOfEmmett('pg') as Pg),
  };
};

export const emmett = async (
  url: string,
  { connections, eventsEach }: { connections: number; eventsEach: number },
): Promise<Contestant> => {
  const { getPostgreSQLEventStore, Pool } = await fetchPeer();
  const pool = new Pool({ connectionString: url, max: connections });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
  const streamOfCaller = ownStreams();
  return {
    name: 'Emmett',
    work: async (caller) => {
      const own = streamOfCaller(caller);
      const events = Array.from({ length: eventsEach }, () => ({
        type: 'ActionStatusRecorded',
        data: { planId, actionId: own.actionId, rag: 'amber', narrative },
        metadata: { actor: 'service', effectiveAt: '2026-07-20', correlation: planId },
      }));
      await store.appendToStream(`action-${own.actionId}`, events, {
        expectedStreamVersion: BigInt(own.version),
      });
      own.version += eventsEach;
      return eventsEach;
    },
    close: async () => {
      await store.close();
      await pool.end().catch(() => undefined);
    },
  };
};

/** Fills a store, a hundred events at once. */
export const fillEmmett = async (url: string, events: number): Promise<void> => {
  const { work, close } = await emmett(url, { connections: 1, eventsEach: 100 });
  for (let done = 0; done < events;) done += await work(0);
  await close();
};
