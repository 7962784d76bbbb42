/** How fast is recruitment churn over ten years of movements, and how soon is a new movement in it? */
import type { Circumstances } from '@improvement-ledger/domain';
import {
  churnOver,
  END_OF_TIME,
  measureNames,
  measureOf,
  monthsAfter,
  streamOf,
} from '@improvement-ledger/domain';
import { append, bodiesOf, connect, withTenants } from '@improvement-ledger/event-store';
import type { ChurnDimension, FlowRow } from '@improvement-ledger/projections';
import {
  catchUp,
  churnCellsAt,
  declareReadModels,
  flowsAt,
  keepUp,
  projections,
  recruitmentChurn,
} from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { Bench } from './bench.js';
import { printFigures, quantile } from './figures.js';
import { circumstances } from './sample-events.js';
import { writeStaffingLog } from './staffing-log.js';

const COUNCIL = 'council';
const EVENTS = 100_000;
const FROM = '2020-01';
const MONTHS = 60;
const PAGE = 100;
const months = Array.from({ length: MONTHS }, (_, index) => monthsAfter(FROM, index));
const periods = months.map((month) => ({ first: month, last: month }));

/** A page of a hundred counts with every measure, as the API answers it: all cells are found, and those on the page counted. */
const churnBy = async (app: Sql, by: readonly ChurnDimension[], knownAt: number): Promise<number> => {
  const to = months.at(-1) ?? FROM;
  const asked = { by, teamId: null, roleId: null, employment: null, from: monthsAfter(FROM, -12), to };
  const at = { asOf: END_OF_TIME, knownAt };
  const rows = await withTenants(app, [COUNCIL], async (tx) => {
    const cells = by.length === 0 ? null : await churnCellsAt(tx, COUNCIL, at, asked);
    return flowsAt(tx, COUNCIL, at, asked, cells?.slice(0, Math.ceil(PAGE / MONTHS)));
  });
  const ofCells = new Map<string, FlowRow[]>();
  for (const row of rows) {
    const key = `${row.teamId} ${row.roleId} ${row.employment}`;
    ofCells.set(key, [...(ofCells.get(key) ?? []), row]);
  }
  const counts = [...ofCells.values()].flatMap(churnOver(periods));
  return counts.flatMap((count) => measureNames.map((name) => measureOf(name, count))).length;
};

/** Records that somebody started, as a mutation would, and tells how long it took to be in the counts. */
const visibleAfter = async (app: Sql, projector: Sql): Promise<number> => {
  const personId = v7();
  const ids = { personId, engagementId: v7(), postId: v7(), teamId: v7(), roleId: v7() };
  const terms = { employment: 'permanent', fte: 100, agency: null, plannedEnd: null } as const;
  const data = { ...ids, postKind: 'established', ...terms } as const;
  const stream = streamOf('worker', personId);
  const placed = [{ fact: { type: 'WorkerStarted', data } as const, stream, version: 1 }];
  const commandId = v7();
  const told: Circumstances = { ...circumstances, effectiveAt: '2024-12-01' };
  const answer = await append(app, [COUNCIL], COUNCIL, {
    principal: told.actor.id,
    key: commandId,
    hash: '00'.repeat(32),
    commandId,
    recordedAt: undefined,
    expected: [{ stream, version: 0 }],
    ...bodiesOf(placed, told, commandId),
  });
  if (answer.outcome !== 'recorded') throw new Error(`An append answered ${answer.outcome}.`);
  const begun = performance.now();
  await keepUp(projector, projections, COUNCIL);
  const took = performance.now() - begun;
  const asked = { by: [], teamId: ids.teamId, roleId: null, employment: null, from: FROM, to: '2024-12' };
  const flows = await withTenants(app, [COUNCIL], async (tx) =>
    flowsAt(tx, COUNCIL, { asOf: END_OF_TIME, knownAt: answer.head }, asked),
  );
  if (flows[0]?.starters !== 1) throw new Error('The movement is not in the counts.');
  return took;
};

export const churn: Bench = async (server, { rounds, secondsEach }) => {
  const { adminUrl, appUrl, projectorUrl } = await server.ledgerDatabase('bench_churn');
  const [admin, app, projector] = [connect(adminUrl, { max: 1 }), connect(appUrl), connect(projectorUrl)];
  await declareReadModels(projector);
  await writeStaffingLog(admin, COUNCIL, EVENTS);
  const begun = performance.now();
  await catchUp(projector, recruitmentChurn, COUNCIL);
  console.log(`Caught up in ${((performance.now() - begun) / 1_000).toFixed(1)} s.`);
  await keepUp(projector, projections, COUNCIL);
  await admin`vacuum analyze`;
  const questions: readonly [string, () => Promise<unknown>][] = [
    ['all together', async () => churnBy(app, [], EVENTS)],
    ['by team', async () => churnBy(app, ['team'], EVENTS)],
    ['by role', async () => churnBy(app, ['role'], EVENTS)],
    ['by terms', async () => churnBy(app, ['employment'], EVENTS)],
    ['by team and role', async () => churnBy(app, ['team', 'role'], EVENTS)],
    ['by team and role, as known half-way', async () => churnBy(app, ['team', 'role'], EVENTS / 2)],
  ];
  const p95s = questions.map((): number[] => []);
  const visible: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, ask]] of questions.entries()) {
      const took: number[] = [];
      for (const end = performance.now() + secondsEach * 1_000; performance.now() < end;) {
        const start = performance.now();
        await ask();
        took.push(performance.now() - start);
      }
      p95s[index]?.push(quantile(took, 0.95));
    }
    const delays: number[] = [];
    for (let times = 0; times < 20; times += 1) delays.push(await visibleAfter(app, projector));
    visible.push(quantile(delays, 0.95));
  }
  printFigures([
    ...questions.map(([what], index) => ({
      what: `a page of churn of ${MONTHS} months, ${what}, p95`,
      unit: 'ms',
      rounds: p95s[index] ?? [],
    })),
    { what: 'a new movement in all read models, p95', unit: 'ms', rounds: visible },
  ]);
  await Promise.all([admin, app, projector].map(async (sql) => sql.end({ timeout: 1 })));
};
