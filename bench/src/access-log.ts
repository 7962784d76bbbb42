/** What does logging a read of history cost its reader? The same query, by an adviser who is logged and by a plan manager who is not. */
import { connect } from '@improvement-ledger/event-store';
import { declareReadModels, keepUp, projections } from '@improvement-ledger/projections';
import { askApi, globalId, issueToken, startApi } from './api.js';
import type { Bench } from './bench.js';
import type { Figure } from './figures.js';
import { printFigures, quantile } from './figures.js';
import { writeLongLog } from './long-log.js';
import type { Contestant } from './rounds.js';
import { inRounds, tableHead, tableRow } from './rounds.js';

const COUNCIL = 'council';
const EVENTS = 5_000;
const CALLERS = [1, 8] as const;

/** A page of one action's history, as a reviewer's screen asks for it. */
const queryFor = (action: number): string => {
  const uuid = `0198c0de-0005-7000-8000-${action.toString(16).padStart(12, '0')}`;
  return `{ action(id: "${globalId('Action', COUNCIL, uuid)}") { title history(first: 20) { edges { node {
    position type recordedAt effectiveAt actor { name role } reason changes { field before after } } } } } }`;
};

/** Reads one history after the other, and keeps how long each took. */
const reader = (name: string, url: string, token: string): Contestant & { readonly delays: number[] } => {
  const delays: number[] = [];
  let action = 0;
  return {
    name,
    delays,
    work: async () => {
      action = (action + 1) % 100;
      const begun = performance.now();
      await askApi(url, token, queryFor(action));
      delays.push(performance.now() - begun);
      return 1;
    },
    close: async () => undefined,
  };
};

export const accessLog: Bench = async (server, settings) => {
  const { adminUrl, appUrl, projectorUrl } = await server.ledgerDatabase('bench_ledger');
  const [admin, projector] = [connect(adminUrl, { max: 1 }), connect(projectorUrl)];
  await declareReadModels(projector);
  await writeLongLog(admin, COUNCIL, EVENTS);
  await keepUp(projector, projections, COUNCIL);
  const api = await startApi(appUrl);
  const tokens = {
    logged: await issueToken(admin, 'adviser'),
    unlogged: await issueToken(admin, 'planManager'),
  };
  const rows: string[] = [];
  const figures: Figure[] = [];
  for (const callers of CALLERS) {
    const readers = [reader('logged', api.url, tokens.logged), reader('unlogged', api.url, tokens.unlogged)];
    rows.push(
      tableRow(`histories read per second, ${callers} at once`, await inRounds(readers, callers, settings)),
    );
    for (const { name, delays } of readers) {
      for (const share of [0.5, 0.95]) {
        const what = `${name}, ${callers} at once, p${share * 100}`;
        figures.push({ what, unit: 'ms', rounds: [quantile(delays, share)] });
      }
    }
  }
  // The amounts follow the answers; a server that stops writes the last of them.
  await api.stop();
  const [entries] = await admin<{ entries: number }[]>`
    select count(*)::int as entries from access.log join access.log_outcomes using (tenant, entry_id)`;
  console.log([tableHead('question', ['logged', 'unlogged']), ...rows].join('\n'));
  printFigures(figures);
  console.log(`${entries?.entries ?? 0} entries in the log, each with its amounts.`);
  await Promise.all([admin, projector].map(async (sql) => sql.end({ timeout: 5 })));
};
