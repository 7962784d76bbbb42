import { action, fold } from '@improvement-ledger/domain';
import { ids, planText } from '@improvement-ledger/domain/testing';
import fc from 'fast-check';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { connect } from './connect.js';
import { execute } from './execute.js';
import {
  FEED_PAGE_MAX,
  feedPages,
  GapError,
  openTexts,
  positionAt,
  readEvent,
  readEvents,
  readFeed,
  readStream,
  readStreams,
} from './read.js';
import { withTenants } from './tenancy.js';
import { createTestDatabase } from './testing/index.js';
import {
  beginPlan,
  orderOf,
  PLAN_HEAD,
  receiptOf,
  recordStatus,
  registerCouncil,
  registerPerson,
} from './testing/sample-ledger.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
let councils = 0;
const newCouncil = () => `council-${(councils += 1)}`;

const feedOf = async (tenant: string, after: number, limit = 100) =>
  withTenants(db.projector, [tenant], async (tx) => readFeed(tx, tenant, after, limit));
/** What nobody but a superuser can do, and nobody should: change the log behind its triggers. */
const tamper = async (statement: string) =>
  db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(statement);
  });

describe('the feed', () => {
  test('gives every event after a position, in order, by pages', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    expect((await feedOf(tenant, 0)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await feedOf(tenant, 2, 3)).map(({ position }) => position)).toEqual([3, 4, 5]);
    expect(await feedOf(tenant, PLAN_HEAD)).toEqual([]);
  });

  test('refuses a page of no size or of more than the most', async () => {
    for (const limit of [0, -1, FEED_PAGE_MAX + 1]) {
      await expect(feedOf('any', 0, limit)).rejects.toThrow(RangeError);
    }
  });

  test.each([
    ['at its beginning', 1],
    ['in its midst', 4],
    ['at its end', PLAN_HEAD],
  ])('stops where an event is missing %s', async (_, position) => {
    const tenant = await beginPlan(db.app, newCouncil());
    await tamper(`delete from ledger.events where tenant = '${tenant}' and position = ${position}`);
    await expect(feedOf(tenant, 0)).rejects.toMatchObject({ tenant, position });
    await expect(feedOf(tenant, 0)).rejects.toThrow(GapError);
    await expect(feedOf(tenant, position - 1)).rejects.toThrow(`position ${position} is missing`);
  });

  test('gives seals in place of texts, and openTexts puts the texts back', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const [stored, opened] = await withTenants(db.projector, [tenant], async (tx) => {
      const events = await readFeed(tx, tenant, 1, 1);
      return [events, await openTexts(tx, tenant, events)];
    });
    expect(stored[0]?.data).toMatchObject({ title: { $sealed: { subject: `plan:${ids.plan}` } } });
    expect(opened[0]?.data).toMatchObject({ title: planText('Improvement Plan 2026') });
  });
});

describe('the feed page by page', () => {
  const pagesOf = async (tenant: string, after: number, pageEvents?: number) => {
    const pages: number[][] = [];
    for await (const page of feedPages(db.projector, tenant, after, pageEvents)) {
      pages.push(page.map(({ position }) => position));
    }
    return pages;
  };

  test('comes to the head, however the pages fall', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    expect(await pagesOf(tenant, 0, 4)).toEqual([
      [1, 2, 3, 4],
      [5, 6],
    ]);
    expect(await pagesOf(tenant, 0, 3)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(await pagesOf(tenant, 1)).toEqual([[2, 3, 4, 5, 6]]);
    expect(await pagesOf(tenant, PLAN_HEAD)).toEqual([]);
  });

  test('takes in what is recorded while it is read, and holds no transaction open meanwhile', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    const reader = connect(db.projectorUrl, { max: 1 });
    const seen: number[] = [];
    for await (const page of feedPages(reader, tenant, 0, 2)) {
      seen.push(...page.map(({ position }) => position));
      const [open] = await db.admin<{ count: number }[]>`
        select count(*)::int as count from pg_stat_activity
         where datname = current_database() and usename = 'ledger_projector' and xact_start is not null`;
      expect(open).toEqual({ count: 0 });
      if (seen.length === 2) receiptOf(await execute(db.app, orderOf(tenant, recordStatus('red'))));
    }
    await reader.end();
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('stops at a gap, also where one page ends and the next begins', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    await tamper(`delete from ledger.events where tenant = '${tenant}' and position = 4`);
    for (const pageEvents of [2, 3, 4]) {
      await expect(pagesOf(tenant, 0, pageEvents)).rejects.toMatchObject({ tenant, position: 4 });
    }
  });
});

describe('a stream', () => {
  test('is read forwards from a version, with its texts', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    for (const rag of ['red', 'amber', 'green']) await execute(db.app, orderOf(tenant, recordStatus(rag)));
    const versionsFrom = async (after: number, limit: number) =>
      withTenants(db.app, [tenant], async (tx) =>
        (await readStream(tx, tenant, `action-${ids.action}`, after, limit)).map(
          (each) => each.streamVersion,
        ),
      );
    expect(await versionsFrom(0, 10)).toEqual([1, 2, 3, 4]);
    expect(await versionsFrom(1, 2)).toEqual([2, 3]);
    expect(await versionsFrom(4, 10)).toEqual([]);
    const [added] = await withTenants(db.app, [tenant], async (tx) =>
      readStream(tx, tenant, `action-${ids.action}`, 0, 1),
    );
    expect(added?.data).toMatchObject({ title: planText('Audit twenty cases a month') });
  });
});

describe('single events', () => {
  test('are read by position, and those that are not there are not made up', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    await withTenants(db.app, [tenant], async (tx) => {
      expect(await readEvent(tx, tenant, 2)).toMatchObject({ position: 2, type: 'PlanDrafted' });
      expect(await readEvent(tx, tenant, 99)).toBeNull();
      expect([...(await readEvents(tx, tenant, [5, 2, 99])).keys()].toSorted((a, b) => a - b)).toEqual([
        2, 5,
      ]);
    });
  });
});

describe('a text that was erased', () => {
  test('reads as null beside its seal, and the state can still be told', async () => {
    const tenant = await beginPlan(db.app, newCouncil());
    await execute(db.app, orderOf(tenant, recordStatus('red')));
    const streams = [`action-${ids.action}`];
    const before = await withTenants(db.app, [tenant], async (tx) => readStreams(tx, tenant, streams));
    await tamper(
      `delete from ledger.sealed_values where tenant = '${tenant}' and subject = 'person:${ids.ann}'`,
    );
    const after = await withTenants(db.app, [tenant], async (tx) => readStreams(tx, tenant, streams));
    const state = fold(action, after);
    expect(state).toMatchObject({
      rag: 'red',
      owners: { list: [{ personId: ids.ann, name: { $seal: { value: null } } }] },
    });
    expect(state.added?.title.$seal.value).toBe('Audit twenty cases a month');
    const strip = (events: unknown) =>
      JSON.parse(
        JSON.stringify(events, (name, value: unknown) => (name === 'value' ? null : value)),
      ) as unknown;
    expect(strip(after)).toEqual(strip(before));
    // And the action goes on.
    receiptOf(await execute(db.app, orderOf(tenant, recordStatus('green'))));
  });
});

describe('the position at an instant', () => {
  test('is that of the last event recorded by then, for any log and instant', async () => {
    const tenant = newCouncil();
    const base = Date.UTC(2015, 5, 1);
    const at = (ms: number) => new Date(base + ms).toISOString();
    const record = async (ms: number, step = registerPerson()) =>
      receiptOf(
        await execute(db.app, orderOf(tenant, step, { recordedAt: at(ms), told: { effectiveAt: '2015' } })),
      );
    await record(0, registerCouncil(tenant, 'replayed'));
    for (const ms of [0, 1, 1, 1, 5, 1_000, 1_000, 60_000, 60_001, 86_400_000, 86_400_000]) await record(ms);
    await withTenants(db.app, [tenant], async (tx) => {
      const instants = fc.oneof(
        fc.integer({ min: -10, max: 10 }),
        fc.constantFrom(999, 1_000, 1_001, 60_000, 86_399_999, 86_400_000, 86_400_001),
        fc.integer({ min: -1_000_000, max: 200_000_000 }),
      );
      await fc.assert(
        fc.asyncProperty(instants, async (ms) => {
          const [row] = await tx<{ position: number }[]>`
            select coalesce(max(position), 0) as position from ledger.events
            where tenant = ${tenant} and recorded_at <= ${at(ms)}`;
          expect(await positionAt(tx, tenant, at(ms))).toBe(row?.position);
        }),
        { numRuns: 60 },
      );
    });
  });

  test('is 0 for a council that is not there', async () => {
    const at = '2026-01-01T00:00:00.000Z';
    expect(await withTenants(db.app, ['nobody'], async (tx) => positionAt(tx, 'nobody', at))).toBe(0);
  });
});
