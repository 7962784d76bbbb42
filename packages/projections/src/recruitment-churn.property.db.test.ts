/** Whatever moved, in whatever order it became known: the counts are those of the fold, and they follow on each other. */
import type { At } from '@improvement-ledger/domain';
import { churnOver, effectiveFrom, fold, monthsAfter, worker } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import fc from 'fast-check';
import { afterAll, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { proveReadModel } from './drift.js';
import type { ChurnDimension, FlowRow } from './churn-flows.js';
import { flowsAt } from './churn-flows.js';
import { recruitmentChurn } from './recruitment-churn.js';
import { openLog } from './testing/log.js';
import { rowsOf } from './testing/rows.js';
import { days, movements, openings, staffer } from './testing/workers.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

const RUNS = 7;
const TIMEOUT_MS = 120_000;
let councils = 0;

const flows = async (
  tx: Tx,
  tenant: string,
  at: At,
  by: readonly ChurnDimension[] = [],
): Promise<FlowRow[]> =>
  flowsAt(tx, tenant, at, {
    by,
    teamId: null,
    roleId: null,
    employment: null,
    from: '2015-01',
    to: '2016-12',
  });

interface Standing {
  inPost: number;
  inPostFte: number;
  agency: number;
  agencyFte: number;
  establishedInPostFte: number;
  establishedAgencyFte: number;
}
const none: Standing = {
  inPost: 0,
  inPostFte: 0,
  agency: 0,
  agencyFte: 0,
  establishedInPostFte: 0,
  establishedAgencyFte: 0,
};
const sumOf = (rows: readonly Standing[]): Standing =>
  rows.reduce(
    (sum, row) =>
      Object.fromEntries(
        Object.entries(sum).map(([name, value]) => [name, value + row[name as keyof Standing]]),
      ) as unknown as Standing,
    none,
  );

/** Who is there at a point, as the fold of each worker's record says. */
const standingAt = (records: ReturnType<typeof staffer>['records'], at: At, teamId: string): Standing =>
  sumOf(
    [...records.values()]
      .flatMap((recorded) => [...fold(worker, recorded, at).engagements.values()])
      .filter((engagement) => engagement.until === null && engagement.teamId === teamId)
      .map(({ employment, hours, postKind }) => {
        const fte = hours.at(-1)?.fte ?? 0;
        const established = postKind === 'established' ? fte : 0;
        return employment === 'agency'
          ? { ...none, agency: 1, agencyFte: fte, establishedAgencyFte: established }
          : { ...none, inPost: 1, inPostFte: fte, establishedInPostFte: established };
      }),
  );

const teamIds = [...new Set(openings.map(({ teamId }) => teamId))];
const pointsOf = (head: number, known: readonly number[]): At[] =>
  days.map((day, index) => ({
    asOf: effectiveFrom(day) ?? '',
    knownAt: Math.round((known[index % known.length] ?? 1) * head),
  }));

test(
  'in post are those whom the fold says, teams add up to the whole, and what was known stays as it was known',
  async () => {
    const known = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 7, maxLength: 7 });
    const sizes = fc.record({
      batchEvents: fc.integer({ min: 1, max: 9 }),
      setEvents: fc.integer({ min: 1, max: 30 }),
    });
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(movements, movements, sizes, known, async (before, after, size, fractions) => {
        const tenant = `council-${(councils += 1)}`;
        const log = await openLog(db.app, tenant);
        const { records, open, tell } = staffer(log);
        await open();
        await tell(before);
        await catchUp(db.projector, recruitmentChurn, tenant, size);
        const [then, head] = [{ asOf: '2017-01-01T00:00:00.000Z', knownAt: log.head }, log.head];
        const saidThen = await withTenants(db.app, [tenant], async (tx) => flows(tx, tenant, then));
        await tell(after);
        await catchUp(db.projector, recruitmentChurn, tenant, { batchEvents: 2, setEvents: 0 });

        await withTenants(db.app, [tenant], async (tx) => {
          expect(await flows(tx, tenant, then)).toEqual(saidThen);
          for (const at of [
            ...pointsOf(log.head, fractions),
            { ...then, knownAt: head },
            { ...then, knownAt: log.head },
          ]) {
            const byTeam = await flows(tx, tenant, at, ['team']);
            const inAll = await flows(tx, tenant, at);
            for (const teamId of teamIds) {
              const counted = sumOf(byTeam.filter((row) => row.teamId === teamId));
              expect(counted).toEqual(standingAt(records, at, teamId));
            }
            expect(sumOf(byTeam)).toEqual(sumOf(inAll));
            expectToFollow(inAll);
            for (const teamId of teamIds) expectToFollow(byTeam.filter((row) => row.teamId === teamId));
          }
        });
        // Made anew as a set, the rows are those that were kept up.
        expect((await proveReadModel(db.projector, recruitmentChurn, tenant)).drift).toBeNull();
        rows += (await rowsOf(db.admin, recruitmentChurn, tenant)).length;
      }),
      { numRuns: RUNS },
    );
    // Most of what was asked for came to pass.
    expect(rows).toBeGreaterThan(RUNS * openings.length * 4);
  },
  TIMEOUT_MS,
);

/** In post at the end are those at the start, with who came and without who went. */
const expectToFollow = (rows: readonly FlowRow[]): void => {
  const months = Array.from({ length: 24 }, (_, index) => monthsAfter('2015-01', index));
  for (const counts of churnOver(months.map((month) => ({ first: month, last: month })))(rows)) {
    const { inPostAtStart, inPostAtEnd, starters, leavers, conversions, movedIn, movedOut } = counts;
    expect(inPostAtEnd).toBe(inPostAtStart + starters + conversions - leavers + movedIn - movedOut);
  }
};
