/** How fast is a durable append, against plain INSERTs of the same rows and against Emmett? */
import type { Bench, Settings } from './bench.js';
import { bare, makeBareTables } from './bare.js';
import { emmett } from './emmett.js';
import { ours } from './ours.js';
import { inRounds, tableHead, tableRow } from './rounds.js';
import type { BenchServer } from './server.js';

/** Each question: how many callers write, to how many councils, how many events at once. */
const questions = [
  { callers: 1, tenants: 1, eventsEach: 1 },
  { callers: 8, tenants: 1, eventsEach: 1 },
  { callers: 32, tenants: 1, eventsEach: 1 },
  { callers: 256, tenants: 1, eventsEach: 1 },
  { callers: 32, tenants: 64, eventsEach: 1 },
  { callers: 8, tenants: 8, eventsEach: 100 },
] as const;
const CONNECTIONS_MAX = 32;

type Question = (typeof questions)[number];

const told = ({ callers, tenants, eventsEach }: Question): string =>
  `${callers} callers, ${tenants} councils, ${eventsEach} events each`;

const answer = async (server: BenchServer, settings: Settings, question: Question): Promise<string> => {
  const { callers, tenants, eventsEach } = question;
  const connections = Math.min(callers, CONNECTIONS_MAX);
  const { adminUrl, appUrl } = await server.ledgerDatabase('bench_ledger');
  await makeBareTables(adminUrl);
  const contestants = [
    await ours(appUrl, { connections, tenants, eventsEach }),
    bare(adminUrl, { connections, eventsEach }),
    await emmett(await server.emptyDatabase('bench_emmett'), { connections, eventsEach }),
  ];
  try {
    return tableRow(told(question), await inRounds(contestants, callers, settings));
  } finally {
    await Promise.all(contestants.map(async ({ close }) => close()));
  }
};

export const append: Bench = async (server, settings) => {
  console.log(
    `${settings.rounds} rounds of ${settings.secondsEach} s; at most ${CONNECTIONS_MAX} connections each.`,
  );
  console.log(tableHead('events per second, median (spread)', ['ledger', 'bare', 'Emmett']));
  const only = process.argv.slice(3).map(Number);
  for (const [index, question] of questions.entries()) {
    if (only.length === 0 || only.includes(index + 1)) console.log(await answer(server, settings, question));
  }
};
