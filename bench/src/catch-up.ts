/** How fast do read models catch up with a long log, event by event and as a set, and what does it take in memory? */
import { connect } from '@improvement-ledger/event-store';
import type { Projection } from '@improvement-ledger/projections';
import { catchUp as bringUp, declareReadModels, keepUp, projections } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import type { Bench } from './bench.js';
import { printFigures } from './figures.js';
import { writeLongLog } from './long-log.js';
import { watchMemory } from './memory.js';

/** The long log, unless `npm run bench -- catch-up 20000` says another length, and the one for what takes long. */
const EVENTS = 500_000;
const EVENTS_FEWER = 30_000;

const named = (name: string): Projection => {
  const found = projections.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no read model ${name}.`);
  return found;
};

const forget = async (admin: Sql): Promise<void> => {
  for (const { name, version } of projections) await admin.unsafe(`truncate read.${name}_v${version}`);
  await admin`truncate read.bookmarks`;
};

export const catchUp: Bench = async (server, { rounds }) => {
  const { adminUrl, projectorUrl } = await server.ledgerDatabase('bench_ledger');
  const [admin, projector] = [connect(adminUrl, { max: 1 }), connect(projectorUrl)];
  const events = Number(process.argv[3] ?? EVENTS);
  const fewer = Math.min(events, EVENTS_FEWER);
  await declareReadModels(projector);
  await writeLongLog(admin, 'long', events);
  await writeLongLog(admin, 'fewer', fewer);

  const register = named('action_register');
  const ways: readonly [string, number, () => Promise<unknown>][] = [
    [
      'action register, event by event',
      fewer,
      async () => bringUp(projector, register, 'fewer', { setEvents: 0 }),
    ],
    ['action register, as a set', events, async () => bringUp(projector, register, 'long')],
    ['rating history, as a set', events, async () => bringUp(projector, named('rag_history'), 'long')],
    ['all read models of one council', fewer, async () => keepUp(projector, projections, 'fewer')],
  ];
  const speeds = ways.map((): number[] => []);
  const memory: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, count, work]] of ways.entries()) {
      await forget(admin);
      const begun = performance.now();
      memory.push(await watchMemory(async () => void (await work())));
      speeds[index]?.push((count / (performance.now() - begun)) * 1_000);
    }
  }
  printFigures([
    ...ways.map(([what, count], index) => ({
      what: `${what} (${count.toLocaleString('en-GB')} events)`,
      unit: 'events/s',
      rounds: speeds[index] ?? [],
    })),
    { what: 'memory of the process at its highest', unit: 'MiB', rounds: memory },
  ]);
  await Promise.all([admin, projector].map(async (sql) => sql.end({ timeout: 5 })));
};
