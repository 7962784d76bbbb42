/** How fast does a reader follow the feed of one council, against Emmett's reader and against a plain select? */
import { connect, readFeed, withTenants } from '@improvement-ledger/event-store';
import { v7 } from 'uuid';
import type { Bench } from './bench.js';
import { fetchPeer, fillEmmett } from './emmett.js';
import { fillLedger } from './ours.js';
import type { Contestant } from './rounds.js';
import { inRounds, tableHead, tableRow } from './rounds.js';

const EVENTS = 100_000;
const PAGE = 1_000;

/** The ledger's feed: contiguity asserted, bodies parsed, read in today's shape. */
const ledgerFeed = (url: string, tenant: string): Contestant => {
  const sql = connect(url, { max: 1 });
  let after = 0;
  return {
    name: 'ledger',
    work: async () => {
      const page = await withTenants(sql, [tenant], async (tx) => readFeed(tx, tenant, after, PAGE));
      after = page.length < PAGE ? 0 : (page.at(-1)?.position ?? 0);
      return page.length;
    },
    close: async () => sql.end({ timeout: 5 }),
  };
};

/** The same rows by primary key, their JSON parsed, and nothing else. */
const bareFeed = (adminUrl: string, tenant: string): Contestant => {
  const sql = connect(adminUrl, { max: 1 });
  let after = 0;
  return {
    name: 'bare',
    work: async () => {
      const rows = await sql<{ position: number; body: string }[]>`
        select position, convert_from(body, 'UTF8') as body from ledger.events
        where tenant = ${tenant} and position > ${after} order by position limit ${PAGE}`;
      for (const { body } of rows) JSON.parse(body);
      after = rows.length < PAGE ? 0 : (rows.at(-1)?.position ?? 0);
      return rows.length;
    },
    close: async () => sql.end({ timeout: 5 }),
  };
};

const emmettFeed = async (url: string): Promise<Contestant> => {
  const { readMessagesBatch, dumbo, Pool } = await fetchPeer();
  const pool = new Pool({ connectionString: url, max: 1 });
  const connection = dumbo({ connectionString: url, pool });
  let after = 0n;
  return {
    name: 'Emmett',
    work: async () => {
      const { currentGlobalPosition, messages } = await readMessagesBatch(connection.execute, {
        after,
        batchSize: PAGE,
      });
      after = messages.length < PAGE ? 0n : currentGlobalPosition;
      return messages.length;
    },
    close: async () => {
      await connection.close();
      await pool.end().catch(() => undefined);
    },
  };
};

export const feed: Bench = async (server, settings) => {
  const { adminUrl, appUrl } = await server.ledgerDatabase('bench_ledger');
  const emmettUrl = await server.emptyDatabase('bench_emmett');
  const tenant = `bench-${v7().slice(-12)}`;
  await fillLedger(appUrl, tenant, EVENTS);
  await fillEmmett(emmettUrl, EVENTS);
  const contestants = [ledgerFeed(appUrl, tenant), bareFeed(adminUrl, tenant), await emmettFeed(emmettUrl)];
  console.log(`${EVENTS} events, pages of ${PAGE}, one connection each.`);
  console.log(
    tableHead(
      'events per second, median (spread)',
      contestants.map(({ name }) => name),
    ),
  );
  console.log(tableRow('reading the feed', await inRounds(contestants, 1, settings)));
  await Promise.all(contestants.map(async ({ close }) => close()));
};
