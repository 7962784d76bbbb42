/** How fast is any series of an indicator over ten years, and what audits came to by month and team? */
import type { IndicatorEventType } from '@improvement-ledger/domain';
import { END_OF_TIME, outcomeOf, readingsOf } from '@improvement-ledger/domain';
import { connect, withTenants } from '@improvement-ledger/event-store';
import {
  auditOutcomes,
  catchUp,
  declareReadModels,
  outcomesAt,
  recordsAt,
  registerEntries,
} from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import type { Bench } from './bench.js';
import { printFigures, quantile } from './figures.js';
import { EVENTS, INDICATORS, indicatorId, writeRegisterLog } from './register-log.js';

const COUNCIL = 'council';
const MONTHS = { from: '2020-01', to: '2024-12' };

/** A whole series, as the API reads it for a chart: every value of every month. */
const series = async (app: Sql, number: number, knownAt: number): Promise<number> => {
  const [record] = await withTenants(app, [COUNCIL], async (tx) =>
    recordsAt<IndicatorEventType>(
      tx,
      COUNCIL,
      { asOf: END_OF_TIME, knownAt },
      { category: 'indicator', ids: [indicatorId(number)] },
    ),
  );
  return record === undefined ? 0 : readingsOf(record).length;
};

const outcomes = async (app: Sql, knownAt: number): Promise<number> => {
  const rows = await withTenants(app, [COUNCIL], async (tx) =>
    outcomesAt(tx, COUNCIL, { asOf: END_OF_TIME, knownAt }, { by: ['month', 'team'], ...MONTHS }),
  );
  const cells = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.month ?? ''} ${row.teamId ?? ''}`;
    cells.set(key, [...(cells.get(key) ?? []), row]);
  }
  return [...cells.values()].map(outcomeOf).length;
};

const p95Of = async (ask: () => Promise<number>, seconds: number): Promise<number> => {
  const took: number[] = [];
  for (const end = performance.now() + seconds * 1_000; performance.now() < end;) {
    const start = performance.now();
    if ((await ask()) === 0) throw new Error('Nothing was found.');
    took.push(performance.now() - start);
  }
  return quantile(took, 0.95);
};

export const indicators: Bench = async (server, { rounds, secondsEach }) => {
  const { adminUrl, appUrl, projectorUrl } = await server.ledgerDatabase('bench_indicators');
  const [admin, app, projector] = [connect(adminUrl, { max: 1 }), connect(appUrl), connect(projectorUrl)];
  await declareReadModels(projector);
  await writeRegisterLog(admin, COUNCIL);
  const begun = performance.now();
  for (const model of [registerEntries, auditOutcomes]) await catchUp(projector, model, COUNCIL);
  console.log(`Caught up in ${((performance.now() - begun) / 1_000).toFixed(1)} s.`);
  await admin`vacuum analyze`;
  let next = 0;
  const another = (): number => (next = (next + 37) % INDICATORS);
  const questions: readonly [string, () => Promise<number>][] = [
    ['any series of 120 months and 3 restatements', async () => series(app, another(), EVENTS)],
    ['any series, as known half-way', async () => series(app, another(), EVENTS / 2)],
    ['audit outcomes of 60 months by month and team', async () => outcomes(app, EVENTS)],
  ];
  const p95s = questions.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, ask]] of questions.entries()) p95s[index]?.push(await p95Of(ask, secondsEach));
  }
  printFigures(
    questions.map(([what], index) => ({ what: `${what}, p95`, unit: 'ms', rounds: p95s[index] ?? [] })),
  );
  await Promise.all([admin, app, projector].map(async (sql) => sql.end({ timeout: 1 })));
};
