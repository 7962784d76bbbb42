/** Digests, where this installation sends them: wakes for them, plans them, carries them out and asks what became of them. */
import { cronOf } from '@improvement-ledger/domain';
import { recordAddressReport, withTenants } from '@improvement-ledger/event-store';
import type { DigestClock, QueueHome } from '@improvement-ledger/projections';
import { openDigestClock } from '@improvement-ledger/projections';
import type { Sql } from 'postgres';
import type { Carrier } from '../carry-out.js';
import type { ConfiguredMail } from '../mail/mail-config.js';
import { byTheWorkers } from '../principal.js';
import type { Rounds } from '../rounds.js';
import { startRounds } from '../rounds.js';
import type { Workshop } from '../workshop.js';
import type { DigestPlaces } from './digest-carrier.js';
import { digestCarrier } from './digest-carrier.js';
import { digestPlanner } from './digest-plan.js';
import { digestReader } from './digest-reader.js';
import { followDigests } from './digest-reports.js';
import { escalateDue } from './escalate.js';

/** How often it is looked what is due, whether or not a tick came. */
const LOOK_MS = 60_000;
/** How often it is asked what became of those that were handed over. */
const FOLLOW_MS = 300_000;
/** How often the clock is compared with the schedules of the councils: it may have been lost with Redis. */
const SET_CLOCK_MS = 60_000;

export interface DigestsOf {
  readonly effects: Sql;
  readonly app: Sql;
  readonly mail: ConfiguredMail;
  readonly places: DigestPlaces;
  readonly queueHome: QueueHome;
  readonly now?: () => string;
}

export interface Digests extends Rounds {
  readonly carrier: Carrier;
}

const clockTime = (): string => new Date().toISOString();

/** By a clock that is replayed, such as the sample's, nothing is recorded as of today. */
const isLive = async (app: Sql, tenant: string): Promise<boolean> =>
  withTenants(app, [tenant], async (tx) => {
    const [row] = await tx<{ clock: string }[]>`select clock from ledger.tenants where tenant = ${tenant}`;
    return row?.clock === 'live';
  });

export const startDigests = (
  { effects, app, mail, places, queueHome, now = clockTime }: DigestsOf,
  { logger, faults }: Workshop,
): Digests => {
  const reader = digestReader(app);
  const onError = (error: unknown): void => faults.note('digest', error);
  const planner = digestPlanner(effects, reader, onError, async (facts) =>
    (await isLive(app, facts.council.key)) ? escalateDue(app, facts) : 0,
  );
  let lookedAt = Number.NEGATIVE_INFINITY;

  const carrier = digestCarrier({
    effects,
    reader,
    transport: mail.transport,
    atOnce: mail.atOnce,
    places,
    now,
    plan: async () => {
      if (performance.now() - lookedAt < LOOK_MS) return;
      lookedAt = performance.now();
      for (const planned of await planner(now())) logger.info(planned, 'digests were planned');
    },
    reported: async (report) => recordAddressReport(app, report, byTheWorkers()).catch(onError),
    onError,
  });

  const tick = async (): Promise<void> => {
    // The next round, within a second or so, looks at once.
    lookedAt = Number.NEGATIVE_INFINITY;
  };
  let clock: DigestClock | null = null;
  const setting = startRounds(
    SET_CLOCK_MS,
    async () => {
      clock ??= await openDigestClock(queueHome, tick, onError);
      const calendars = await reader.calendars();
      const lines = [...calendars.values()].flatMap(({ schedules }) => schedules.map(cronOf));
      await clock.set([...new Set(lines)]);
    },
    onError,
  );
  const following = startRounds(
    FOLLOW_MS,
    async (isStopped) => followDigests(effects, app, mail.transport, isStopped),
    onError,
  );
  return {
    carrier,
    stop: async () => {
      await Promise.all([setting.stop(), following.stop(), clock?.close()]);
      mail.transport.close();
    },
  };
};
