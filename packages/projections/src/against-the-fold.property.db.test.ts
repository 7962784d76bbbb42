/** The law of the read models: at any point on both axes they say what the fold of the same events says. */
import type { Action, ActionEventType, At, Recorded } from '@improvement-ledger/domain';
import {
  action,
  dueStateOn,
  effectiveFrom,
  fold,
  intervalKinds,
  missingDateReasons,
} from '@improvement-ledger/domain';
import { ids } from '@improvement-ledger/domain/testing';
import type { Tx } from '@improvement-ledger/event-store';
import { readStreams, withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import fc from 'fast-check';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { coversAt, evidenceAt, linksAt } from './action-parts.js';
import type { ActionRow } from './action-register.js';
import { actionsAt } from './action-register.js';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { projections } from './list.js';
import type { DueListAsked } from './overdue-actions.js';
import { dueListAt } from './overdue-actions.js';
import { actionIds, effectiveTimes, historian, history } from './testing/history.js';
import { openLog, planWith } from './testing/log.js';
import { foldedRagHistories, readRagHistories } from './testing/rag-oracle.js';
import { allRowsOf, forget } from './testing/rows.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

/** How many histories are tried at least; `npm run soak` tries more, for so long. */
const RUNS_MIN = 20;
const REBUILDS_MIN = 5;
const MORE_MS = process.env['LEDGER_SOAK'] === '1' ? 120_000 : 0;
/** The least takes seconds; on a machine that is short of time it is waited for, not cut short. */
const TIMEOUT_MS = 120_000 + MORE_MS;

/**
 * Holds a law to a number of runs that nothing interrupts, and then to more of them, if there is time. The first history
 * that breaks it is told as it is: to look for a shorter one would take longer than a test may.
 */
const hold = async <Values>(law: fc.IAsyncProperty<Values>, runsMin: number): Promise<void> => {
  await fc.assert(law, { numRuns: runsMin, endOnFailure: true });
  if (MORE_MS === 0) return;
  const plugins = [fc.interruptAfterTimeLimit(MORE_MS)];
  await fc.assert(law, { numRuns: runsMin * 1_000, endOnFailure: true, plugins });
};

let councils = 0;

const batchSizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const point = fc.record({
  asOf: fc
    .tuple(fc.constantFrom(...effectiveTimes), fc.constantFrom(-1, 0, 1))
    .map(([edtf, off]) => new Date(Date.parse(effectiveFrom(edtf) ?? '') + off).toISOString()),
  /** Of the positions there are, from none to all. */
  known: fc.double({ min: 0, max: 1, noNaN: true }),
  on: fc.constantFrom('2026-04-30', '2026-05-01', '2026-06-01', '2026-07-15', '2026-08-01', '2028-01-01'),
  kind: fc.constantFrom(...intervalKinds),
  back: fc.nat(6),
});

/** Catches up in batches of changing size, a part at a time. */
const catchUpIn = async (tenant: string, sizes: readonly number[]): Promise<void> => {
  await Promise.all(
    projections.map(async (projection, index) => {
      const batchEvents = sizes[index % sizes.length] ?? 1;
      // What is more than a batch is gone through as a set, in parts of another size.
      const setEvents = (sizes.at(-1) ?? 1) * batchEvents;
      const { parked } = await catchUp(db.projector, projection, tenant, { batchEvents, setEvents });
      expect(parked).toBeNull();
    }),
  );
};

const statesAt = (streams: ReadonlyMap<string, readonly Recorded<ActionEventType>[]>, at: At) =>
  new Map(
    [...streams]
      .map(([id, events]) => [id, fold(action, events, at)] as const)
      .filter(([, { added }]) => added !== null),
  );

/** The request for another due date that awaits a decision, as the register has it. */
const requestOf = ({ dueRequest: { status, requestId, due, requestedBy, since } }: Action) =>
  status === 'pending'
    ? { dueRequest: { requestId, due, reason: null }, dueRequestedBy: requestedBy, dueRequestedSince: since }
    : { dueRequest: null, dueRequestedBy: null, dueRequestedSince: null };

/** What the fold knows of an action, under the names that the register has for it. */
const asRow = (
  actionId: string,
  state: Action,
  version: number,
): Partial<ActionRow> & { actionId: string } => ({
  actionId,
  reference: state.added?.reference ?? '',
  due: state.due!,
  originalDue: state.originalDue!,
  dueChanges: state.dueChanges,
  ...(requestOf(state) as Partial<ActionRow>),
  withdrawnSince: state.withdrawal.isWithdrawn ? state.withdrawal.since : null,
  owners: state.owners!,
  rag: state.rag,
  narrative: state.narrative,
  completion: state.completion.status,
  completionSince: state.completion.since,
  claimedBy: state.completion.claimedBy,
  version,
});

/** What the domain's rules make of each action on a day. */
const dueOf = (
  states: ReadonlyMap<string, Action>,
  { state, on, against, missingOnly = false }: DueListAsked,
): { readonly actionId: string; readonly day: string | null }[] =>
  [...states].flatMap(([actionId, { due, originalDue, completion, withdrawal }]) => {
    const counts = against === 'original' ? originalDue : due;
    if (counts === null) return [];
    const found = dueStateOn({ due: counts, completion, withdrawal }, on);
    if (found.state !== state) return [];
    if (missingOnly && !(found.state === 'undated' && missingDateReasons.includes(found.why))) return [];
    return [{ actionId, day: 'lastDay' in found ? found.lastDay : null }];
  });

const inOrder = <Row extends { readonly actionId: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => a.actionId.localeCompare(b.actionId));

const dueStates = [
  'overdue',
  'due',
  'awaiting-verification',
  'standing',
  'undated',
  'complete',
  'withdrawn',
] as const;

const keysOf = (parts: readonly { readonly actionId: string }[], id: string): string[] =>
  parts.map((each) => `${each.actionId} ${(each as unknown as Record<string, string>)[id] ?? ''}`).toSorted();
const heldBy = (states: ReadonlyMap<string, Action>, part: 'covers' | 'links' | 'evidence'): string[] =>
  [...states]
    .flatMap(([actionId, state]) => [...state[part].keys()].map((id) => `${actionId} ${id}`))
    .toSorted();

/** Covers, links and evidence are those of the fold. */
const expectParts = async (
  tx: Tx,
  tenant: string,
  states: ReadonlyMap<string, Action>,
  at: At,
): Promise<void> => {
  // What was said of an action for a time before it was added is nobody's to ask for.
  const asked = { tenant, actionIds: [...states.keys()] };
  expect(keysOf(await coversAt(tx, asked, at), 'coverId')).toEqual(heldBy(states, 'covers'));
  expect(keysOf(await evidenceAt(tx, asked, at), 'evidenceId')).toEqual(heldBy(states, 'evidence'));
  const own = (await linksAt(tx, asked, at)).filter(({ actionId }) => states.has(actionId));
  expect(keysOf(own, 'linkId')).toEqual(heldBy(states, 'links'));
};

describe('whatever is recorded, corrected, retracted or back-dated', () => {
  test(
    'the register, the overdue list and the history of ratings say what the fold says',
    async () => {
      await hold(
        fc.asyncProperty(
          history,
          batchSizes,
          fc.array(point, { minLength: 4, maxLength: 4 }),
          point,
          async (happenings, sizes, points, first) => {
            const tenant = `council-${(councils += 1)}`;
            const log = await openLog(db.app, tenant);
            await log.tell(...planWith(actionIds));
            const half = Math.floor(happenings.length / 2);
            // Some of it is read before the rest is told.
            const tell = historian(log);
            await tell(happenings.slice(0, half));
            await catchUpIn(tenant, sizes);
            // Whatever is corrected later, this stays what it was.
            const early = { ...first, at: { asOf: first.asOf, knownAt: log.head } };
            const answered = await withTenants(db.app, [tenant], async (tx) =>
              readRagHistories(tx, tenant, early),
            );
            await tell(happenings.slice(half));
            await catchUpIn(tenant, sizes.toReversed());

            await withTenants(db.app, [tenant], async (tx) => {
              expect(await readRagHistories(tx, tenant, early)).toEqual(answered);
              const streams = new Map<string, Recorded<ActionEventType>[]>();
              for (const id of actionIds) {
                const events = (await readStreams(tx, tenant, [
                  `action-${id}`,
                ])) as Recorded<ActionEventType>[];
                streams.set(id, events);
              }
              for (const { asOf, known, on, kind, back } of points) {
                const at = { asOf, knownAt: Math.round(known * log.head) };
                const states = statesAt(streams, at);
                const plan = { tenant, planId: ids.plan };
                await expectParts(tx, tenant, states, at);
                const versionOf = (id: string) =>
                  (streams.get(id) ?? []).filter(({ position }) => position <= at.knownAt).length;
                expect(await actionsAt(tx, { tenant, actionIds }, at)).toMatchObject(
                  [...states].map(([id, state]) => asRow(id, state, versionOf(id))),
                );
                const against = known < 0.5 ? 'original' : 'current';
                for (const state of dueStates) {
                  const asked = {
                    state,
                    on,
                    against,
                    missingOnly: state === 'undated' && known < 0.25,
                  } as const;
                  const expected = dueOf(states, asked);
                  const listed = await dueListAt(tx, plan, asked, at, { after: null, first: 100 });
                  // Of those in other states than overdue or due a day may be told that nobody asks for.
                  const told = listed.rows.map(({ actionId, day }) => ({
                    actionId,
                    day: state.endsWith('due') ? day : null,
                  }));
                  expect(inOrder(told)).toEqual(inOrder(expected));
                  expect(listed.total).toBe(expected.length);
                }

                const ratings = { at, kind, back };
                expect(await readRagHistories(tx, tenant, ratings)).toEqual(
                  foldedRagHistories(streams, ratings),
                );
              }
            });
          },
        ),
        RUNS_MIN,
      );
    },
    TIMEOUT_MS,
  );

  test(
    'a read model built anew from the first event has the same rows as one that was kept up',
    async () => {
      await hold(
        fc.asyncProperty(history, batchSizes, async (happenings, sizes) => {
          const tenant = `council-${(councils += 1)}`;
          const log = await openLog(db.app, tenant);
          await log.tell(...planWith(actionIds));
          await catchUpIn(tenant, sizes);
          await historian(log)(happenings);
          await catchUpIn(tenant, sizes.toReversed());
          const kept = await allRowsOf(db.admin, tenant);
          await forget(db.admin, tenant);
          await catchUpIn(tenant, [1_000]);
          expect(await allRowsOf(db.admin, tenant)).toEqual(kept);
        }),
        REBUILDS_MIN,
      );
    },
    TIMEOUT_MS,
  );
});
