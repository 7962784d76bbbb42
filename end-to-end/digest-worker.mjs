/**
 * A process that plans the digests of a day and carries them out until none is left, by a clock that stands still: a worker
 * that can be killed on any day of the week.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { connect, withTenants } from '../packages/event-store/dist/index.js';
import {
  carryOut,
  digestCarrier,
  digestEffect,
  digestPlanner,
  digestReader,
  smtpServerOf,
  smtpTransport,
} from '../packages/workers/dist/index.js';

const { effectsUrl, appUrl, smtpUrl, tenant, now, leaseMs } = JSON.parse(process.argv[2]);
const [effects, app] = [connect(effectsUrl, { max: 4 }), connect(appUrl, { max: 4 })];
const transport = smtpTransport(smtpServerOf(smtpUrl), { name: 'Ledger', address: 'digests@ledger.example' });
const reader = digestReader(app);
const onError = (error) => void process.stderr.write(`${error}\n`);
const planner = digestPlanner(effects, reader, onError);
const silent = { info: () => undefined, warn: () => undefined };
const carrier = digestCarrier({
  effects,
  reader,
  transport,
  atOnce: 5,
  places: { website: null, api: null },
  now: () => now,
  plan: async () => void (await planner(now)),
  reported: async () => undefined,
  onError,
});
const kind = { ...digestEffect, leaseMs, retryDelayMs: () => 0 };

const isLeft = async () =>
  withTenants(effects, [tenant], async (tx) => {
    const [row] = await tx`
      select count(*)::int as count from ledger.effects
       where tenant = ${tenant} and effect = 'digest' and state in ('planned', 'rendered', 'sending')`;
    return row.count > 0;
  });
do {
  await carryOut(effects, silent, { ...carrier, kind });
  await pause(20);
} while (await isLeft());
transport.close();
await Promise.all([effects.end(), app.end()]);
process.disconnect();
