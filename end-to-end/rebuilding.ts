/** Read models that are rebuilt by real processes while councils write and readers compare every answer with the log. */
import { setTimeout as pause } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { withTenants } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { actionHistory, progressOf, ragHistory, seenByAll } from '../packages/projections/src/index.js';
import type { Log } from '../packages/projections/src/testing/index.js';
import { ratings } from '../packages/projections/src/testing/index.js';
import type { Running } from './child-processes.js';
import { run, runPart, scripts } from './child-processes.js';

/** How long a transaction lies between what it takes as known and what it then reads, at the most. */
const HESITATION_MS = 120;

export const startWorkers = async (db: TestDatabase): Promise<Running> =>
  runPart(scripts.workers, { DATABASE_URL: db.projectorUrl, LOG_LEVEL: 'fatal', SWEEP_INTERVAL_MS: '50' });

export const ledgerCommand = (db: TestDatabase, ...words: readonly string[]): Running =>
  run(scripts.ledger, words, { DATABASE_URL: db.appUrl, PROJECTOR_DATABASE_URL: db.projectorUrl });

/** The most that a process has ever had in memory, in MiB, as Linux tells it; elsewhere 0. */
export const peakMemory = ({ child }: Running): number => {
  if (process.platform !== 'linux') return 0;
  const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
};

export interface Load {
  /** Answers that were compared with the log, so far. */
  answers(): number;
  /** Events that were written, so far. */
  written(): number;
  /** Lets all come to their end; every wrong answer, a sentence each. */
  stop(): Promise<readonly string[]>;
}

/** What is wrong with the answers of one transaction, which hesitates before it reads. */
const readOnce = async (db: TestDatabase, tenant: string): Promise<string[]> =>
  withTenants(db.app, [tenant], async (tx) => {
    const known = seenByAll(await progressOf(tx, tenant)) ?? 0;
    await tx`select pg_sleep(${(Math.random() * HESITATION_MS) / 1_000})`;
    const [found] = await tx<{ history: number; rated: number; told: number; ratings: number }[]>`
      select (select count(*)::integer from read.action_history
               where tenant = ${tenant} and known_from <= ${known}) as history,
             (select count(*)::integer from read.rag_history
               where tenant = ${tenant} and known_from <= ${known} and facet = 'rated') as rated,
             (select count(*)::integer from ledger.events
               where tenant = ${tenant} and position <= ${known} and type = any (${[...actionHistory.types]})) as told,
             (select count(*)::integer from ledger.events
               where tenant = ${tenant} and position <= ${known} and type = 'ActionStatusRecorded') as ratings`;
    if (found === undefined) return [`${tenant}: no answer`];
    return [
      ...(found.history === found.told
        ? []
        : [`${tenant} at ${known}: ${actionHistory.name} shows ${found.history} of ${found.told}`]),
      ...(found.rated === found.ratings
        ? []
        : [`${tenant} at ${known}: ${ragHistory.name} shows ${found.rated} of ${found.ratings}`]),
    ];
  });

/** One writer and two readers for each council, until it is stopped. */
export const startLoad = (db: TestDatabase, logs: readonly Log[], restMs: number): Load => {
  const wrong: string[] = [];
  const stopping = new AbortController();
  let [answers, written] = [0, 0];
  const untilStopped = async (work: () => Promise<void>): Promise<void> => {
    while (!stopping.signal.aborted) await work();
  };
  const writing = logs.map(async (log) =>
    untilStopped(async () => {
      await log.tell(...ratings(['red']));
      written += 1;
      await pause(restMs);
    }),
  );
  const reading = [...logs, ...logs].map(async ({ tenant }) =>
    untilStopped(async () => {
      wrong.push(...(await readOnce(db, tenant)));
      answers += 1;
    }),
  );
  return {
    answers: () => answers,
    written: () => written,
    stop: async () => {
      stopping.abort();
      await Promise.all([...writing, ...reading]);
      return wrong;
    },
  };
};
