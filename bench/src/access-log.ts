/**
 * What does logging a read of history cost its reader? The same query, by an adviser who is logged and by a plan manager who
 * is not: one after the other, request by request, and as many as they can in a round of their own.
 */
import { connect } from '@improvement-ledger/event-store';
import { declareReadModels, keepUp, projections } from '@improvement-ledger/projections';
import { askApi, globalId, issueToken, startApi } from './api.js';
import type { Bench, Settings } from './bench.js';
import type { Figure } from './figures.js';
import { printFigures, quantile } from './figures.js';
import { writeLongLog } from './long-log.js';
import type { Contestant } from './rounds.js';
import { inRounds, median, tableHead, tableRow } from './rounds.js';

const COUNCIL = 'council';
const EVENTS = 5_000;
const CALLERS = [1, 8] as const;

/** A page of one action's history, as a reviewer's screen asks for it. */
const queryFor = (action: number): string => {
  const uuid = `0198c0de-0005-7000-8000-${action.toString(16).padStart(12, '0')}`;
  return `{ action(id: "${globalId('Action', COUNCIL, uuid)}") { title history(first: 20) { edges { node {
    position type recordedAt effectiveAt actor { name role } reason changes { field before after } } } } } }`;
};

interface Reader extends Contestant {
  readonly delays: number[];
}

/** Reads one history after the other, and keeps how long each took. */
const reader = (name: string, url: string, token: string): Reader => {
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

const told = (numbers: readonly number[], digits: number): string =>
  `${median(numbers).toFixed(digits)} (${Math.min(...numbers).toFixed(digits)}..${Math.max(...numbers).toFixed(digits)})`;

/** The two take turns within the same moments, so that what else the machine does falls on both. */
const inTurn = async (
  [logged, unlogged]: readonly [Reader, Reader],
  { rounds, secondsEach }: Settings,
): Promise<string> => {
  const figures: { readonly logged: number; readonly unlogged: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const each of [logged, unlogged]) each.delays.length = 0;
    const end = performance.now() + 2_000 * secondsEach;
    for (let isFirst = true; performance.now() < end; isFirst = !isFirst) {
      const [one, other] = isFirst ? [logged, unlogged] : [unlogged, logged];
      await one.work(0);
      await other.work(0);
    }
    if (round > 0) figures.push({ logged: median(logged.delays), unlogged: median(unlogged.delays) });
  }
  const ratios = figures.map((each) => each.unlogged / each.logged);
  return [
    '| question | logged, ms | unlogged, ms | unlogged / logged |\n| --- | --- | --- | --- |',
    `| median of reads in turn | ${told(
      figures.map((each) => each.logged),
      2,
    )} | ${told(
      figures.map((each) => each.unlogged),
      2,
    )} | ${told(ratios, 3)} |`,
  ].join('\n');
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
  const turns = await inTurn(
    [reader('logged', api.url, tokens.logged), reader('unlogged', api.url, tokens.unlogged)],
    settings,
  );
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
  console.log(turns);
  printFigures(figures);
  console.log(`${entries?.entries ?? 0} entries in the log, each with its amounts.`);
  await Promise.all([admin, projector].map(async (sql) => sql.end({ timeout: 5 })));
};
