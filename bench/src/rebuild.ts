/** How fast is a read model rebuilt, from the request until queries read what was built, and what does it take in memory? */
import { connect } from '@improvement-ledger/event-store';
import {
  beginBuilding,
  buildBeside,
  declareReadModels,
  dropRetired,
  keepUp,
  projections,
} from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import type { Bench } from './bench.js';
import { printFigures } from './figures.js';
import { writeLongLog } from './long-log.js';
import { watchMemory } from './memory.js';

/** In all, unless `npm run bench -- rebuild 20000` says another length. */
const EVENTS = 500_000;
const COUNCILS = 8;
const REBUILT = ['action_register', 'action_history', 'rag_history', 'overdue_actions'];

/** As a worker does it: round after round until it is done. */
const rebuild = async (sql: Sql, name: string): Promise<void> => {
  const projection = projections.find((each) => each.name === name);
  if (projection === undefined) throw new Error(`There is no read model ${name}.`);
  await beginBuilding(sql, projection);
  for (;;) {
    const { switched } = await buildBeside(sql);
    if (switched.includes(name)) return;
  }
};

export const rebuildBench: Bench = async (server, { rounds }) => {
  const { adminUrl, projectorUrl } = await server.ledgerDatabase('bench_ledger');
  const [admin, projector] = [connect(adminUrl, { max: 1 }), connect(projectorUrl)];
  const events = Number(process.argv[3] ?? EVENTS);
  await declareReadModels(projector);
  for (let council = 1; council <= COUNCILS; council += 1) {
    const tenant = `council-${council}`;
    await writeLongLog(admin, tenant, Math.round(events / COUNCILS));
    await keepUp(projector, projections, tenant);
  }
  const speeds = new Map(REBUILT.map((name) => [name, [] as number[]]));
  const memory: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, figures] of speeds) {
      const begun = performance.now();
      memory.push(await watchMemory(async () => rebuild(projector, name)));
      figures.push((events / (performance.now() - begun)) * 1_000);
      await dropRetired(projector);
    }
  }
  printFigures([
    ...[...speeds].map(([name, figures]) => ({
      what: `${name} (${events.toLocaleString('en-GB')} events of ${COUNCILS} councils)`,
      unit: 'events/s',
      rounds: figures,
    })),
    { what: 'memory of the process at its highest', unit: 'MiB', rounds: memory },
  ]);
  await Promise.all([admin, projector].map(async (sql) => sql.end({ timeout: 5 })));
};
