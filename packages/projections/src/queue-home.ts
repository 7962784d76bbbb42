/** Where queues live: Redis, or BullMQ's Postgres backend where there is none. */
import { connect } from '@improvement-ledger/event-store';
import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import type { ConnectionOptions } from 'bullmq';
import type { ClientConfig } from 'pg';
import { Client } from 'pg';

export type QueueHome = { readonly redisUrl: string } | { readonly databaseUrl: string };

/** The schema is made with the database, and its tables by the workers. */
const SCHEMA = 'queue';
const CONNECTIONS_MAX = 4;

/** What every queue and worker is opened with. Braces keep all keys of a queue on one slot of a Redis Cluster. */
export const queueOptions = { prefix: '{ledger}' } as const;

/**
 * What to do while Redis is away. A worker waits for it. A producer fails at once and goes on trying to connect: the
 * sweeper will tell. Who only looks fails for good.
 */
export type WhenAway = 'wait' | 'reconnect' | 'fail';

const CONNECT_TIMEOUT_MS = 5_000;
const redisOptions = {
  wait: { maxRetriesPerRequest: null },
  reconnect: { maxRetriesPerRequest: 1, enableOfflineQueue: false },
  fail: { maxRetriesPerRequest: 1, connectTimeout: CONNECT_TIMEOUT_MS, retryStrategy: () => null },
};

export const redisConnection = (redisUrl: string, whenAway: WhenAway): ConnectionOptions => ({
  url: redisUrl,
  ...redisOptions[whenAway],
});

/** BullMQ's classes on Postgres, and how they connect. */
export const onPostgres = () => withBackend(createPostgresBackend);
export const postgresConnection = (databaseUrl: string): never =>
  ({ connectionString: databaseUrl, schema: SCHEMA, max: CONNECTIONS_MAX, Client: OutlivingClient }) as never;

/**
 * A connection whose server leaves between two queries of one transaction tells it as an event, which would end the
 * process if nobody listened, and BullMQ listens to idle ones alone. Whoever sends the next query is told in any case.
 */
class OutlivingClient extends Client {
  constructor(config?: ClientConfig | string) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** Makes the tables of the queues, unless they stand. */
export const prepareQueue = async (home: QueueHome): Promise<void> => {
  if ('redisUrl' in home) return;
  const sql = connect(home.databaseUrl, { max: 1 });
  try {
    const session = await sql.reserve();
    await runMigrations(
      {
        query: async (text, values = []) => ({
          // The schema stands already, and a worker may make none, not even one that exists.
          rows: /^create schema/i.test(text)
            ? []
            : ([...(await session.unsafe(text, values as never))] as never[]),
        }),
      },
      SCHEMA,
    );
    session.release();
  } finally {
    await sql.end({ timeout: 1 });
  }
};
