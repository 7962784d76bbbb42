/** Digests from the plan to the mailbox, against a real SMTP server: by London's calendar, each once, as things stand. */
import { actorOf, dueOn, ids, ownedBy, personName } from '@improvement-ledger/domain/testing';
import type { EffectReport } from '@improvement-ledger/event-store';
import { planEffects, recordAddressReport } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { declareReadModels } from '@improvement-ledger/projections';
import { pino } from 'pino';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { carryOut } from '../carry-out.js';
import { byTheWorkers } from '../principal.js';
import { smtpServerOf, smtpTransport } from '../mail/smtp.js';
import type { MailOutcome, MailTransport, OutgoingMail } from '../mail/transport.js';
import type { DigestCouncil } from '../testing/digest-council.js';
import { actionOf, addressOf, openDigestCouncil, personOf } from '../testing/digest-council.js';
import type { MailServer, Misfortune } from '../testing/mail-server.js';
import { startMailServer } from '../testing/mail-server.js';
import { digestCarrier } from './digest-carrier.js';
import { digestEffect, digestKey, payloadOf } from './digest-effect.js';
import { digestPlanner } from './digest-plan.js';
import { digestReader } from './digest-reader.js';
import { followDigests } from './digest-reports.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
const logger = pino({ level: 'silent' });
const PEOPLE = 6;
const WEDNESDAY = '2026-11-25T07:00:00.000Z';
const secret = 'a secret of thirty-two characters!';

let councils = 0;
let council: DigestCouncil;
let tenant: string;
beforeAll(async () => declareReadModels(db.projector));
beforeEach(async () => {
  tenant = `council-${(councils += 1)}`;
  council = await openDigestCouncil(db, tenant, PEOPLE);
});

const errors: unknown[] = [];
beforeEach(() => void (errors.length = 0));
interface Setting {
  readonly now?: string;
  readonly transport: MailTransport;
  readonly effects?: Sql;
  readonly atOnce?: number;
}
/** A worker of digests for this test's council, whose clock shows `now`. */
const workerOf = ({ now = WEDNESDAY, transport, effects = db.effects, atOnce = 3 }: Setting) => {
  const every = digestReader(db.app);
  const reader = {
    ...every,
    calendars: async () => new Map([...(await every.calendars())].filter(([key]) => key === tenant)),
  };
  const onError = (error: unknown) => void errors.push(error);
  const planner = digestPlanner(effects, reader, onError);
  const plan = async () => planner(now);
  const carrier = digestCarrier({
    effects,
    reader,
    transport,
    atOnce,
    places: { website: 'https://web.example', api: { url: 'https://api.example/', secret } },
    now: () => now,
    plan: async () => void (await plan()),
    reported: async (report) => {
      await recordAddressReport(db.app, report, byTheWorkers());
      await council.seen();
    },
    onError,
  });
  const kind = { ...digestEffect, retryDelayMs: () => 0 };
  return { plan, round: async () => carryOut(effects, logger, { ...carrier, kind }) };
};
/** Keeps what it is given, and lets something happen before it has the next. */
const keeping = (
  before: (mail: OutgoingMail, number: number) => Promise<MailOutcome | void> = async () => undefined,
) => {
  const kept: OutgoingMail[] = [];
  const transport: MailTransport = {
    name: 'outbox',
    send: async (mail) => {
      kept.push(mail);
      return (await before(mail, kept.length)) ?? { outcome: 'sent', providerId: mail.id };
    },
    reportOf: null,
    close: () => undefined,
  };
  return { kept, transport };
};
const standing = async () => {
  const rows = await db.admin<
    { key: string; state: string; reason: string | null; told: never; hash: string | null }[]
  >`
    select key, state, reason, told, content_hash as hash from ledger.effects
     where tenant = ${tenant} and effect = 'digest' order by key`;
  return [...rows];
};
const counts = async () => {
  const states = (await standing()).map(({ state }) => state);
  return Object.fromEntries(
    [...new Set(states)].map((each) => [each, states.filter((state) => state === each).length]),
  );
};
const about = (number: number) => ({ planId: ids.plan, actionId: actionOf(number) });

describe('the digests of a day', () => {
  test('go to everybody once, however often it is looked and by how many; what was said is written down', async () => {
    const { kept, transport } = keeping();
    const workers = [workerOf({ transport }), workerOf({ transport })];
    await Promise.all(workers.map(async ({ round }) => round()));
    await Promise.all([...workers, workerOf({ transport })].map(async ({ round }) => round()));
    expect(kept.map(({ to }) => to.address).toSorted()).toEqual(
      Array.from({ length: PEOPLE }, (_, number) => addressOf(number)).toSorted(),
    );
    const effects = await standing();
    expect(effects.map(({ state }) => state)).toEqual(effects.map(() => 'sent'));
    expect(effects[0]).toMatchObject({
      key: `daily/2026-11-25/${personOf(0)}`,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      told: {
        total: 1,
        lists: [
          { name: 'overdue', total: 1, items: [{ actionId: actionOf(0), basis: 'owner', because: null }] },
        ],
      },
    });
    const plannings = await db.admin`
      select kind, on_day::text as day, recipients, planned from ledger.digest_plannings where tenant = ${tenant}`;
    expect([...plannings]).toEqual([
      { kind: 'daily', day: '2026-11-25', recipients: PEOPLE, planned: PEOPLE },
    ]);
    expect(kept[0]?.oneClick).toMatch(/^https:\/\/api\.example\/unsubscribe\/council-/);
    expect(errors).toEqual([]);
  });

  test('are none before the hour, at a weekend or on a bank holiday, and one after three days without a worker', async () => {
    const { kept, transport } = keeping();
    for (const now of [
      '2026-11-25T06:59:59.999Z',
      '2026-11-28T09:00:00.000Z',
      '2026-12-25T09:00:00.000Z',
      '2026-12-28T09:00:00.000Z',
      '2026-08-31T09:00:00.000Z',
    ]) {
      await workerOf({ now, transport }).round();
    }
    expect(await standing()).toEqual([]);
    // From the Friday until the Wednesday nothing ran.
    await workerOf({ now: '2026-12-02T11:30:00.000Z', transport }).round();
    expect(kept).toHaveLength(PEOPLE);
    expect(new Set((await standing()).map(({ key }) => key.split('/')[1]))).toEqual(new Set(['2026-12-02']));
  });

  test.each([
    ['2026-10-23', '2026-10-26'],
    ['2026-03-27', '2026-03-30'],
    ['2027-03-25', '2027-03-30'],
    ['2027-10-29', '2027-11-01'],
  ])(
    'around a night on which the clocks change (%s and %s) are one on each working day, at seven in London',
    async (before, after) => {
      const { kept, transport } = keeping();
      const hours = ['00:30', '01:30', '05:59', '06:00', '06:30', '07:00', '12:00', '23:30'];
      const seen: string[] = [];
      for (
        let day = Date.parse(`${before}T00:00:00Z`);
        day <= Date.parse(`${after}T00:00:00Z`);
        day += 86_400_000
      ) {
        for (const hour of hours) {
          const now = `${new Date(day).toISOString().slice(0, 10)}T${hour}:00.000Z`;
          const already = kept.length;
          await workerOf({ now, transport }).round();
          if (kept.length > already) seen.push(now);
        }
      }
      const inSummer = (day: string) =>
        ['2026-10-23', '2026-03-30', '2027-03-30', '2027-10-29'].includes(day);
      expect(seen).toEqual([before, after].map((day) => `${day}T${inSummer(day) ? '06' : '07'}:00:00.000Z`));
      expect(kept).toHaveLength(2 * PEOPLE);
    },
  );

  test('pass by who became a recipient after they were planned, until the next', async () => {
    const { kept, transport } = keeping();
    await workerOf({ transport }).round();
    await council.tell({ type: 'RecipientAddressRemoved', data: { personId: personOf(0) } });
    await workerOf({ transport, now: '2026-11-25T15:00:00.000Z' }).round();
    expect(kept).toHaveLength(PEOPLE);
    await workerOf({ transport, now: '2026-11-26T07:00:00.000Z' }).round();
    expect(kept).toHaveLength(2 * PEOPLE - 1);
    expect((await standing()).filter(({ state }) => state === 'suppressed')).toMatchObject([
      {
        key: `daily/2026-11-26/${personOf(0)}`,
        reason: 'No address of theirs is known.',
        told: { refusal: 'no-address' },
      },
    ]);
  });
});

describe('what is said', () => {
  test('is as it stands a moment before it is sent: not of an action that was closed, moved or given to another since', async () => {
    const { kept, transport } = keeping(async (_mail, number) => {
      if (number !== 1) return;
      await council.tell(
        {
          type: 'ActionCompletionClaimed',
          data: { ...about(1), note: null },
          told: { actor: actorOf(personOf(1)) },
        },
        {
          type: 'ActionOwnerReassigned',
          data: { ...about(2), owners: ownedBy('Owner 3 Example', personOf(3)) },
        },
        { type: 'ActionDueDateChanged', data: { ...about(4), due: dueOn('2027-06-30') } },
      );
    });
    await workerOf({ transport, atOnce: 1 }).round();
    const sentTo = new Map(kept.map((mail) => [mail.to.address, mail.rendered]));
    // Whoever came first had theirs already; of the others nobody is told what is not so any more.
    const first = kept[0]?.to.address;
    for (const number of [1, 2, 4].filter((each) => addressOf(each) !== first)) {
      expect(sentTo.get(addressOf(number))?.subject ?? 'nothing').not.toContain('1 overdue');
    }
    const third = sentTo.get(addressOf(3));
    expect(first === addressOf(3) ? 'It was 2 overdue.' : third?.subject).toContain('2 overdue');
    const states = await standing();
    expect(states.find(({ key }) => key.endsWith(personOf(2)))).toMatchObject(
      first === addressOf(2)
        ? { state: 'sent' }
        : { state: 'suppressed', told: { refusal: 'not-a-recipient' } },
    );
    expect(states).toHaveLength(PEOPLE);
  });

  test('is nothing once the period is over, or where it was said to the same human under another id', async () => {
    const { kept, transport } = keeping();
    const { plan, round } = workerOf({ transport });
    await plan();
    await workerOf({ transport, now: '2026-11-26T06:00:00.000Z' }).round();
    expect(kept).toEqual([]);
    expect((await standing()).map(({ told }) => told)).toEqual(
      Array.from({ length: PEOPLE }, () => ({ refusal: 'period-over' })),
    );
    await round();
    expect(kept).toEqual([]);

    const tomorrow = '2026-11-26T08:00:00.000Z';
    await workerOf({ transport, now: tomorrow }).round();
    await council.tell(
      { type: 'PersonMerged', data: { personId: personOf(0), into: ids.ann } },
      {
        type: 'RecipientAddressSet',
        data: { personId: ids.ann, address: personName('ann@westmarch.example', ids.ann) },
      },
    );
    const period = {
      kind: 'daily',
      key: '2026-11-26',
      firstDay: '2026-11-26',
      lastDay: '2026-11-26',
      dueAt: tomorrow,
      meeting: null,
    } as const;
    await planEffects(db.effects, digestEffect, tenant, [
      { key: digestKey(period, ids.ann), payload: payloadOf({ personId: ids.ann, period }) },
    ]);
    await workerOf({ transport, now: tomorrow }).round();
    expect(kept).toHaveLength(PEOPLE);
    expect((await standing()).find(({ key }) => key === digestKey(period, ids.ann))).toMatchObject({
      state: 'suppressed',
      told: { refusal: 'told-already' },
    });
  });

  test('waits while the read models of its council do not get on, and keeps no other waiting', async () => {
    const { kept, transport } = keeping();
    await council.log.tell({
      type: 'ActionStatusRecorded',
      data: { ...about(0), rag: 'red' },
    });
    await workerOf({ transport }).round();
    expect(kept).toEqual([]);
    expect(errors.map(String)).toEqual([
      expect.stringContaining(`The digests of ${tenant} wait for its read models`),
    ]);
    await council.tell();
    await workerOf({ transport }).round();
    expect(kept).toHaveLength(PEOPLE);
  });
});

describe('a server', () => {
  let server: MailServer;
  beforeEach(async () => {
    server = await startMailServer({ noTls: true });
    onTestFinished(async () => server.close());
  });
  const smtp = () => {
    const from = { name: 'Westmarch', address: 'digests@westmarch.example' };
    const bounds = { connectMs: 2_000, answerMs: 500, connections: 3 };
    const transport = smtpTransport(smtpServerOf(`smtp://127.0.0.1:${server.port}`), from, bounds);
    onTestFinished(() => transport.close());
    return transport;
  };

  test('that greylists, refuses, hangs and cuts is given each digest at most once, and nothing is left unsaid', async () => {
    const fate: Misfortune[] = [
      { at: 'recipient', code: 451, says: '4.7.1 Greylisted' },
      { at: 'recipient', code: 550, says: '5.1.1 No such user' },
      { at: 'end', code: 554, says: '5.7.1 Not wanted' },
      { at: 'end', does: 'hang' },
    ];
    fate.forEach((each, number) => server.misfortunes.set(addressOf(number), [each]));
    const transport = smtp();
    for (let round = 0; round < 3; round += 1) await workerOf({ transport }).round();
    expect(await counts()).toEqual({ failed: 2, sent: 3, uncertain: 1 });
    const received = server.received.map(({ to }) => [to].flat()[0]?.value[0]?.address ?? '');
    // One was refused after all of it was there, and of one nobody knows: neither came a second time.
    expect(received.toSorted()).toEqual([0, 2, 3, 4, 5].map(addressOf));

    // The next day the address that is none is left out, and says why.
    await council.tell();
    await workerOf({ transport, now: '2026-11-26T07:00:00.000Z' }).round();
    const tomorrow = (await standing()).find(({ key }) => key === `daily/2026-11-26/${personOf(1)}`);
    expect(tomorrow).toMatchObject({ state: 'suppressed', told: { refusal: 'address-failing' } });
  });

  test('that takes nobody is left alone for a while, with the others waiting', async () => {
    server.refusals.push(
      ...Array.from({ length: 50 }, () => ({ at: 'connect', code: 554, says: 'Closed' }) as const),
    );
    const { round } = workerOf({ transport: smtp(), atOnce: 1 });
    await round();
    await round();
    expect(server.connections).toBe(1);
    expect(await counts()).toEqual({ planned: 1, rendered: PEOPLE - 1 });
    expect(errors.map(String)).toEqual([expect.stringContaining('No mail goes')]);
  });
});

test('what becomes of a mail later is asked, kept, and recorded of its address', async () => {
  const { transport } = keeping(async (_mail, number) =>
    number === 1 ? { outcome: 'unknown', reason: 'No answer came.' } : undefined,
  );
  await workerOf({ transport, atOnce: 1 }).round();
  const ours = await db.admin<
    { id: string }[]
  >`select id from ledger.effects where tenant = ${tenant} order by id`;
  const answers = new Map<string, EffectReport>(
    ours.map(({ id }, number) => [
      id,
      (['delivered', 'bounced', 'sending'] as const)[number] ?? 'undelivered',
    ]),
  );
  const following: MailTransport = {
    ...transport,
    reportOf: async (id) => {
      const report = answers.get(id);
      return report === undefined ? null : { report, providerId: id };
    },
  };
  await followDigests(db.effects, db.app, following, () => false);
  const rows = await db.admin<{ state: string; report: string; person: string }[]>`
    select state, report, payload ->> 'personId' as person from ledger.effects where tenant = ${tenant} order by report`;
  expect(rows.map(({ state, report }) => [state, report])).toEqual([
    ['sent', 'bounced'],
    ['sent', 'delivered'],
    ['sent', 'sending'],
    ...Array.from({ length: PEOPLE - 3 }, () => ['sent', 'undelivered']),
  ]);
  const failed = await db.admin<{ person: string; isPermanent: boolean }[]>`
    select data ->> 'personId' as person, (data ->> 'isPermanent')::boolean as "isPermanent" from ledger.events
     where tenant = ${tenant} and type = 'RecipientAddressFailed'`;
  expect(failed.filter(({ isPermanent }) => isPermanent).map(({ person }) => person)).toEqual([
    rows[0]?.person,
  ]);
  expect(failed).toHaveLength(PEOPLE - 2);
});
