/** How long does it take to plan and to make the digests of ten thousand recipients, and what does it take in memory? */
import { claimEffects, connect } from '@improvement-ledger/event-store';
import { declareReadModels, keepUp, projections } from '@improvement-ledger/projections';
import type { MailTransport } from '@improvement-ledger/workers';
import {
  carryOut,
  digestCarrier,
  digestEffect,
  digestPlanner,
  digestReader,
} from '@improvement-ledger/workers';
import type { Bench } from './bench.js';
import { writeDigestCouncil } from './digest-ledger.js';
import { printFigures } from './figures.js';
import { watchMemory } from './memory.js';

const COUNCILS = 100;
const PEOPLE = 100;
/** Working days, two for each round: on the first digests are made alone, on the second handed over too. */
const DAYS = [
  ['2026-11-23', '2026-11-24'],
  ['2026-11-25', '2026-11-26'],
  ['2026-11-27', '2026-11-30'],
] as const;

/** Takes every mail at once: a mail server is slower. */
const takingAll: MailTransport = {
  name: 'outbox',
  send: async ({ id }) => ({ outcome: 'sent', providerId: id }),
  reportOf: null,
  close: () => undefined,
};
const silent = { info: () => undefined, warn: () => undefined } as never;

const onError = (error: unknown): never => {
  throw error;
};
const seconds = async (work: () => Promise<void>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
};

// oxlint-disable-next-line max-lines-per-function -- what is measured shares four connections.
export const digests: Bench = async (server, { rounds }) => {
  const { adminUrl, appUrl, projectorUrl, effectsUrl } = await server.ledgerDatabase('bench_ledger');
  const [admin, app, projector, effects] = [
    connect(adminUrl, { max: 1 }),
    connect(appUrl, { max: 4 }),
    connect(projectorUrl, { max: 4 }),
    connect(effectsUrl, { max: 4 }),
  ];
  await declareReadModels(projector);
  for (let council = 0; council < COUNCILS; council += 1) {
    const tenant = `council-${String(council).padStart(3, '0')}`;
    await writeDigestCouncil(app, tenant, PEOPLE);
    await keepUp(projector, projections, tenant);
  }
  await admin`analyze`;

  /** A worker that starts on a day, after seven. */
  const workerOn = (day: string) => {
    const now = `${day}T09:00:00.000Z`;
    const reader = digestReader(app);
    const planner = digestPlanner(effects, reader, onError);
    const plan = async (): Promise<void> => {
      const plans = await planner(now);
      const recipients = plans.reduce((sum, each) => sum + each.planned, 0);
      if (recipients !== COUNCILS * PEOPLE) throw new Error(`${recipients} recipients were planned.`);
    };
    const carrier = digestCarrier({
      effects,
      reader,
      transport: takingAll,
      atOnce: 5,
      places: { website: 'https://web.example', api: { url: 'https://api.example', secret: 'x'.repeat(32) } },
      now: () => now,
      plan,
      reported: async () => undefined,
      onError,
    });
    return { plan, carrier };
  };
  const renderAll = async ({ render }: ReturnType<typeof workerOn>['carrier']): Promise<void> => {
    for (;;) {
      const claimed = await claimEffects(effects, digestEffect, 50);
      if (claimed.length === 0) return;
      await render?.(claimed);
    }
  };

  const planned: number[] = [];
  const rendered: number[] = [];
  const carried: number[] = [];
  const memory: number[] = [];
  for (const [first, second] of DAYS.slice(0, rounds)) {
    memory.push(
      await watchMemory(async () => {
        const making = workerOn(first);
        planned.push(await seconds(making.plan));
        rendered.push(await seconds(async () => renderAll(making.carrier)));
        const { carrier } = workerOn(second);
        carried.push(await seconds(async () => carryOut(effects, silent, carrier)));
      }),
    );
  }
  const recipients = (COUNCILS * PEOPLE).toLocaleString('en-GB');
  printFigures([
    { what: `planned: ${recipients} recipients of ${COUNCILS} councils`, unit: 's', rounds: planned },
    { what: 'rendered, each with its hash written down', unit: 's', rounds: rendered },
    { what: 'planned, rendered and handed over to whoever takes all at once', unit: 's', rounds: carried },
    { what: 'memory of the process at its highest', unit: 'MiB', rounds: memory },
  ]);
  await Promise.all([admin, app, projector, effects].map(async (sql) => sql.end({ timeout: 5 })));
};
