/** Digests of many recipients, carried out by workers that are killed at random: who was sent what, and what is known of it. */
import { fileURLToPath } from 'node:url';
import { withTenants } from '../packages/event-store/src/index.js';
import type { TestDatabase } from '../packages/event-store/src/testing/index.js';
import { addressOf, personOf } from '../packages/workers/src/testing/digest-council.js';
import type { MailCount } from '../packages/workers/src/testing/mail-count.js';
import { startMailCount } from '../packages/workers/src/testing/mail-count.js';
import type { Running } from './child-processes.js';
import { run } from './child-processes.js';

const program = fileURLToPath(new URL('digest-worker.mjs', import.meta.url));
const LEASE_MS = 1_000;
const WORKERS = 2;

interface KilledRun {
  readonly tenant: string;
  /** A working day, after seven in London. */
  readonly now: string;
  readonly people: number;
  readonly kills: number;
  readonly seed: number;
}
interface Fate {
  readonly address: string;
  /** How often the mail server was given a mail for them. */
  readonly received: number;
  readonly state: string;
  readonly reason: string | null;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
const randomOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** As though what was planned had been forgotten: the unique rule alone then keeps a digest from being planned again. */
const forgetPlannings = async (db: TestDatabase, tenant: string): Promise<void> => {
  await db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from ledger.digest_plannings where tenant = ${tenant}`;
  });
};

/** Lets workers run until nothing is left to be done, and kills one each time that so many mails have come. */
const runToTheEnd = async (
  db: TestDatabase,
  mails: MailCount,
  { tenant, now, people, kills, seed }: KilledRun,
): Promise<void> => {
  const random = randomOf(seed);
  const thresholds = Array.from({ length: kills }, () => Math.floor(random() * people)).toSorted(
    (a, b) => b - a,
  );
  const smtpUrl = `smtp://127.0.0.1:${mails.port}`;
  const told = { effectsUrl: db.effectsUrl, appUrl: db.appUrl, smtpUrl, tenant, now, leaseMs: LEASE_MS };
  const start = (): Running => run(program, [JSON.stringify(told)], {});
  const running = new Set(Array.from({ length: WORKERS }, start));
  mails.onReceived(() => {
    while (mails.total > (thresholds.at(-1) ?? Number.POSITIVE_INFINITY)) {
      thresholds.pop();
      const victims = [...running].filter(({ child }) => child.exitCode === null && !child.killed);
      victims[Math.floor(random() * victims.length)]?.child.kill('SIGKILL');
    }
  });
  while (running.size > 0) {
    const ended = await Promise.race(
      [...running].map(async (each) => each.ended.then((code) => ({ each, code }))),
    );
    running.delete(ended.each);
    if (ended.each.child.killed) {
      await forgetPlannings(db, tenant);
      running.add(start());
    } else if (ended.code !== 0) throw new Error(`A worker ended with ${ended.code}: ${ended.each.said()}`);
  }
};

/** What became of everybody's digest of the day: one line for each row that there is, or for nobody's. */
export const fatesAfter = async (db: TestDatabase, told: KilledRun): Promise<Fate[]> => {
  const mails = await startMailCount();
  try {
    await runToTheEnd(db, mails, told);
  } finally {
    await mails.close();
  }
  const rows = await withTenants(
    db.effects,
    [told.tenant],
    async (tx) => tx<{ person: string; state: string; reason: string | null }[]>`
      select payload ->> 'personId' as person, state, reason from ledger.effects
       where tenant = ${told.tenant} and effect = 'digest' and key like ${`daily/${told.now.slice(0, 10)}/%`}`,
  );
  return Array.from({ length: told.people }, (_, number) => number).flatMap((number) => {
    const address = addressOf(number);
    const received = mails.received.get(address) ?? 0;
    const theirs = rows.filter(({ person }) => person === personOf(number));
    return theirs.length === 0
      ? [{ address, received, state: 'none', reason: null }]
      : theirs.map(({ state, reason }) => ({ address, received, state, reason }));
  });
};

/** What is wrong: sent twice, sent and not known of, or neither sent nor explained. */
export const wrongAmong = (fates: readonly Fate[]): Fate[] =>
  fates.filter(
    ({ received, state, reason }) =>
      received > 1 ||
      (state === 'sent' && received !== 1) ||
      (received === 1 && !['sent', 'uncertain'].includes(state)) ||
      !['sent', 'uncertain', 'failed', 'suppressed'].includes(state) ||
      (state !== 'sent' && reason === null),
  );
