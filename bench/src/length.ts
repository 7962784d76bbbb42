/** Does it cost more to append to a long ledger, or to read its feed, than to a short one? */
import { append, connect, readFeed, withTenants } from '@improvement-ledger/event-store';
import type { Bench } from './bench.js';
import { writeLongLog } from './long-log.js';
import { oneAfterTheOther } from './ours.js';
import type { BenchServer } from './server.js';
import type { Contestant } from './rounds.js';
import { inRounds, tableHead, tableRow } from './rounds.js';

const TENANT = 'long';
const SHORT = 50_000;
const LONG = 500_000;
const PAGE = 1_000;
/** So many places of the log are read from, all over it. */
const PLACES = 97;

/** A database with a ledger of this length and nothing else in it. */
const ledgerOf = async (server: BenchServer, events: number): Promise<string> => {
  const { adminUrl, appUrl } = await server.ledgerDatabase(`bench_${events}`);
  const admin = connect(adminUrl, { max: 1 });
  await writeLongLog(admin, TENANT, events);
  await admin.end({ timeout: 5 });
  return appUrl;
};

const named = (events: number): string => `${events.toLocaleString('en-GB')} events`;

const appends = (url: string, events: number): Contestant => {
  const sql = connect(url, { max: 1 });
  const next = oneAfterTheOther();
  return {
    name: named(events),
    work: async () => {
      const answer = await append(sql, [TENANT], TENANT, next());
      if (answer.outcome !== 'recorded') throw new Error(`An append answered ${answer.outcome}.`);
      return 1;
    },
    close: async () => sql.end({ timeout: 5 }),
  };
};

/** Pages from everywhere, each once in a while. */
const pages = (url: string, events: number): Contestant => {
  const sql = connect(url, { max: 1 });
  let turn = 0;
  return {
    name: named(events),
    work: async () => {
      turn = (turn + 37) % PLACES;
      const after = Math.floor((turn / PLACES) * (events - PAGE));
      return (await withTenants(sql, [TENANT], async (tx) => readFeed(tx, TENANT, after, PAGE))).length;
    },
    close: async () => sql.end({ timeout: 5 }),
  };
};

export const length: Bench = async (server, settings) => {
  const lengths = [
    [LONG, await ledgerOf(server, LONG)],
    [SHORT, await ledgerOf(server, SHORT)],
  ] as const;
  console.log(
    tableHead(
      'events per second, median (spread)',
      lengths.map(([events]) => named(events)),
    ),
  );
  for (const [question, contestant] of [
    ['appends, one after the other', appends],
    [`the feed, pages of ${PAGE} from all over it`, pages],
  ] as const) {
    const contestants = lengths.map(([events, url]) => contestant(url, events));
    console.log(tableRow(question, await inRounds(contestants, 1, settings)));
    await Promise.all(contestants.map(async ({ close }) => close()));
  }
};
