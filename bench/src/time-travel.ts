/**
 * How long does it take to ask a plan about its past: as of any day, compared between two days, month by month? And does
 * that grow with the answer, or with the ledger? The same plan stands alone in one ledger, and among a hundred in another.
 */
import { connect } from '@improvement-ledger/event-store';
import { declareReadModels, keepUp, projections } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import { askApi, issueToken, startApi } from './api.js';
import type { Api } from './api.js';
import type { Bench } from './bench.js';
import { quantile } from './figures.js';
import { writeFiveYears } from './five-years.js';
import type { BenchServer } from './server.js';
import type { Asked, Chance, Question } from './time-questions.js';
import { chanceOf, questions, randomNumbers } from './time-questions.js';

/** How often each question is asked of each plan, unless `npm run bench -- time-travel 50` says otherwise. */
const TIMES = 80;
/** Asked before anything counts, so that the API's code is compiled. */
const TIMES_TO_WARM_UP = 10;
const ROUNDS = 102;
const LARGE = 500;
const SMALL = 45;
const COUNCILS = 100;
const SEED = 5;

interface Ledger {
  readonly events: number;
  readonly large: Asked;
  readonly others: readonly Asked[];
  readonly admin: Sql;
  readonly api: Api;
  readonly token: string;
}

const fill = async (server: BenchServer, name: string, councils: number): Promise<Ledger> => {
  const { adminUrl, appUrl, projectorUrl } = await server.ledgerDatabase(name);
  const [admin, projector] = [connect(adminUrl, { max: 1 }), connect(projectorUrl)];
  const begun = performance.now();
  await declareReadModels(projector);
  const plans = Array.from({ length: councils }, (_, ordinal) => ({
    tenant: `council-${ordinal}`,
    ordinal,
    actions: ordinal === 0 ? LARGE : SMALL,
  }));
  let events = 0;
  for (const each of plans) events += await writeFiveYears(admin, { ...each, rounds: ROUNDS });
  const written = performance.now();
  for (const { tenant } of plans) {
    for (const { result } of await keepUp(projector, projections, tenant)) {
      if (result.status === 'rejected') throw result.reason;
    }
  }
  // As autovacuum leaves a database that has stood for a while.
  await admin`vacuum analyze`;
  await admin`create extension if not exists pg_buffercache`;
  await projector.end({ timeout: 5 });
  console.log(
    `${name}: ${events.toLocaleString('en-GB')} events of ${councils} councils, written in ${Math.round((written - begun) / 1_000)} s, ` +
      `read models filled in ${Math.round((performance.now() - written) / 1_000)} s`,
  );
  const [large, ...others] = plans;
  if (large === undefined) throw new RangeError('A ledger needs a council.');
  return {
    events,
    large,
    others,
    admin,
    api: await startApi(appUrl),
    token: await issueToken(admin, 'adviser'),
  };
};

interface Took {
  readonly ms: number;
  readonly bytes: number;
}

/** One asking, to its last page. */
const ask = async (ledger: Ledger, { next }: Question, asked: Asked, chance: Chance): Promise<Took> => {
  const { api, token } = ledger;
  let [ms, bytes, answer]: [number, number, unknown] = [0, 0, null];
  for (
    let sent = next(asked, chance, answer);
    sent !== null;
    sent = answer === null ? null : next(asked, chance, answer)
  ) {
    const begun = performance.now();
    const text = await askApi(api.url, token, sent.query, sent.variables);
    ms += performance.now() - begun;
    bytes += Buffer.byteLength(text);
    answer = JSON.parse(text);
  }
  return { ms, bytes };
};

/** The database server holds no page in its own memory any more; the system still may. */
const forget = async ({ admin }: Ledger): Promise<void> => {
  await admin`select pg_buffercache_evict_all()`;
};

interface Series {
  readonly question: Question;
  readonly ledger: Ledger;
  readonly of: string;
  readonly choose: (chance: Chance) => Asked;
  readonly cold: Took[];
  readonly again: Took[];
}

const seriesOf = (ledger: Ledger, question: Question): Series[] => {
  const { large, others } = ledger;
  const series = { question, ledger, cold: [], again: [] };
  const ofLarge: Series = { ...series, of: `${LARGE} actions`, choose: () => large };
  if (others.length === 0) return [ofLarge];
  const choose = ({ action }: Chance): Asked => others[Math.floor(action * others.length)] ?? large;
  return [
    ofLarge,
    { ...series, cold: [], again: [], of: `${SMALL} actions, any of ${others.length} councils`, choose },
  ];
};

const row = ({ question, ledger, of, cold, again }: Series): string => {
  const ms = cold.map((took) => took.ms);
  const told = [0.1, 0.5, 0.95, 0.99].map((share) => quantile(ms, share).toFixed(1));
  const warm = quantile(
    again.map((took) => took.ms),
    0.5,
  ).toFixed(1);
  const size = quantile(
    cold.map(({ bytes }) => bytes / 1_024),
    0.5,
  );
  const cells = [
    question.name,
    of,
    ledger.events.toLocaleString('en-GB'),
    ...told,
    warm,
    Math.round(size),
    question.goal,
  ];
  return `| ${cells.join(' | ')} |`;
};

const ratioRow = (question: Question, series: readonly Series[]): string => {
  const [alone, among] = series.filter(
    (each) => each.question === question && each.of === `${LARGE} actions`,
  );
  const ratios = [0.1, 0.5, 0.95].map((share) => {
    const [short, long] = [alone, among].map((each) =>
      quantile(
        (each?.cold ?? []).map(({ ms }) => ms),
        share,
      ),
    );
    return ((long ?? Number.NaN) / (short ?? Number.NaN)).toFixed(2);
  });
  return `| ${[question.name, ...ratios].join(' | ')} |`;
};

export const timeTravel: Bench = async (server) => {
  const ledgers = [await fill(server, 'short_ledger', 1), await fill(server, 'long_ledger', COUNCILS)];
  const times = Number(process.argv[3] ?? TIMES);
  const random = randomNumbers(SEED);
  const series = questions.flatMap((question) => ledgers.flatMap((ledger) => seriesOf(ledger, question)));
  for (let time = -TIMES_TO_WARM_UP; time < times; time += 1) {
    const chance = chanceOf(random);
    for (const { question, ledger, choose, cold, again } of series) {
      await forget(ledger);
      const [first, second] = [
        await ask(ledger, question, choose(chance), chance),
        await ask(ledger, question, choose(chance), chance),
      ];
      if (time < 0) continue;
      cold.push(first);
      again.push(second);
    }
  }
  console.log(
    [
      '| question | plan | events in the ledger | p10 | p50 | p95 | p99 | p50 again | KiB | goal, p95 |',
      `|${' --- |'.repeat(10)}`,
      ...series.map(row),
      '',
      '| long ledger / short ledger | p10 | p50 | p95 |',
      '| --- | --- | --- | --- |',
      ...questions.map((question) => ratioRow(question, series)),
    ].join('\n'),
  );
  for (const { api, admin } of ledgers) {
    await api.stop();
    await admin.end({ timeout: 5 });
  }
};
