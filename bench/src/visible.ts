/** How long after an append has been answered do the read models show it, with the workers in a process of their own? */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { append, connect } from '@improvement-ledger/event-store';
import { startRedis } from '@improvement-ledger/infra';
import { openHintQueue, projections } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import type { Bench } from './bench.js';
import type { Figure } from './figures.js';
import { printFigures, quantile } from './figures.js';
import { writeLongLog } from './long-log.js';
import { ownStreams, requestFor } from './sample-events.js';

const COUNCIL = 'council';
/** What stands in its log and its read models before anything is measured. */
const EVENTS_BEFORE = 5_000;
const PER_SECOND = [20, 200] as const;
const LOOK_EVERY_MS = 1;
const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

const startWorkers = async (databaseUrl: string, redisUrl: string | null): Promise<() => Promise<void>> => {
  const child = fork(join(repositoryRoot, 'packages/workers/dist/main.js'), {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'warn',
      ...(redisUrl !== null && { REDIS_URL: redisUrl }),
    },
  });
  await once(child, 'message');
  return async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
};

const ownStream = ownStreams();
/** Records one status update, as a mutation would, and says at which position. */
const record = async (app: Sql, writer: number): Promise<number> => {
  const own = ownStream(writer);
  const request = requestFor(own, 1);
  own.version += 1;
  const answer = await append(app, [COUNCIL], COUNCIL, request);
  if (answer.outcome !== 'recorded') throw new Error(`An append answered ${answer.outcome}.`);
  return answer.head;
};

/** The position that every read model has seen. */
const seen = async (admin: Sql): Promise<number> => {
  const [row] = await admin<{ position: number; known: number }[]>`
    select min(position) as position, count(*)::integer as known from read.bookmarks where tenant = ${COUNCIL}`;
  return row === undefined || row.known < projections.length ? 0 : row.position;
};

/** Delays in milliseconds of the appends of one round. */
const race = async (
  { app, admin }: { readonly app: Sql; readonly admin: Sql },
  give: (head: number) => Promise<void>,
  perSecond: number,
  seconds: number,
): Promise<number[]> => {
  const waiting = new Map<number, number>();
  const delays: number[] = [];
  const told = new AbortController();
  const looking = (async () => {
    while (!told.signal.aborted || waiting.size > 0) {
      const position = await seen(admin);
      const now = performance.now();
      for (const [head, since] of waiting) {
        if (head > position) continue;
        waiting.delete(head);
        delays.push(now - since);
      }
      await pause(LOOK_EVERY_MS);
    }
  })();
  const begun = performance.now();
  const appends: Promise<void>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = begun + (number * 1_000) / perSecond - performance.now();
    if (due > 0) await pause(due);
    appends.push(
      (async () => {
        // So many writers that none comes back to its stream before its append is answered.
        const head = await record(app, number % (perSecond * 2));
        waiting.set(head, performance.now());
        await give(head);
      })(),
    );
  }
  await Promise.all(appends);
  told.abort();
  await looking;
  return delays;
};

export const visible: Bench = async (server, { rounds, secondsEach }) => {
  const { adminUrl, appUrl, projectorUrl } = await server.ledgerDatabase('bench_ledger');
  const [admin, app] = [connect(adminUrl, { max: 1 }), connect(appUrl)];
  await writeLongLog(admin, COUNCIL, EVENTS_BEFORE);
  const ledgerHome = join(repositoryRoot, '.ledger');
  const home = mkdtempSync(join(ledgerHome, 'bench-'));
  const redis = await startRedis({
    home,
    onLine: (line) => console.log(line),
    unpackInto: join(ledgerHome, 'redis', 'unpacked'),
  });
  const stopWorkers = await startWorkers(projectorUrl, redis.url);
  const queueHome = redis.url === null ? { databaseUrl: appUrl } : { redisUrl: redis.url };
  const queue = openHintQueue(queueHome, (error) => console.error(error.message));
  const give = async (head: number): Promise<void> => queue.give({ tenant: COUNCIL, head });
  while ((await seen(admin)) < EVENTS_BEFORE) await pause(100);
  const figures: Figure[] = [];
  for (const perSecond of PER_SECOND) {
    const delays: number[][] = [];
    for (let round = 0; round < rounds; round += 1) {
      delays.push(await race({ app, admin }, give, perSecond, secondsEach));
    }
    for (const share of [0.5, 0.99]) {
      figures.push({
        what: `answered to shown by all read models, p${share * 100}, ${perSecond} appends/s`,
        unit: 'ms',
        rounds: delays.map((each) => quantile(each, share)),
      });
    }
  }
  printFigures(figures);
  await queue.close();
  await stopWorkers();
  await redis.stop();
  await Promise.all([admin, app].map(async (sql) => sql.end({ timeout: 5 })));
  rmSync(home, { recursive: true, force: true });
};
