/** The rules of being overdue, said twice, come to one result: for what recurs and is claimed and verified round by round. */
import type { ActionEventType, DueMeaning, Recorded } from '@improvement-ledger/domain';
import { action, addDays, dueStateOn, fold, LATEST } from '@improvement-ledger/domain';
import { actorOf, ids, sampleData } from '@improvement-ledger/domain/testing';
import { readStreams, withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import fc from 'fast-check';
import { afterAll, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { projections } from './list.js';
import { dueListAt } from './overdue-actions.js';
import type { ToldFact } from './testing/log.js';
import { openLog, planWith } from './testing/log.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);
let councils = 0;

const meaning: fc.Arbitrary<DueMeaning> = fc.record({
  kind: fc.constant('recurring' as const),
  lastDay: fc.constantFrom('2024-02-29', '2024-03-31', '2024-01-30'),
  precision: fc.constantFrom('day' as const, 'month' as const),
  every: fc.constantFrom('week' as const, 'month' as const, 'quarter' as const, 'year' as const),
});
/** Days between one change and the next, and what it is; mostly rounds that run their course. */
const change = fc.record({
  after: fc.integer({ min: 0, max: 60 }),
  type: fc.constantFrom<ActionEventType>(
    'ActionCompletionClaimed',
    'ActionCompletionVerified',
    'ActionCompletionSentBack',
    'ActionReopened',
  ),
});
const round = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([claim, verify]) => [
    { after: claim, type: 'ActionCompletionClaimed' as const },
    { after: verify, type: 'ActionCompletionVerified' as const },
  ]);
const changes = fc
  .array(fc.oneof({ weight: 3, arbitrary: round }, { weight: 1, arbitrary: change.map((each) => [each]) }), {
    maxLength: 8,
  })
  .map((each) => each.flat());
const days = fc.array(fc.integer({ min: -40, max: 900 }), { minLength: 8, maxLength: 8 });

const toldOn = (steps: readonly { readonly after: number; readonly type: ActionEventType }[]): ToldFact[] => {
  let day = '2024-02-01';
  return steps.map(({ after, type }) => {
    day = addDays(day, after);
    const data = { planId: ids.plan, actionId: ids.action, note: null };
    return { type, data, told: { effectiveAt: day, actor: actorOf(ids.ben) } } as ToldFact;
  });
};

test('whatever was claimed, verified, sent back or reopened, on any day', async () => {
  await fc.assert(
    fc.asyncProperty(meaning, changes, days, async (recurring, steps, offsets) => {
      const tenant = `council-${(councils += 1)}`;
      const log = await openLog(db.app, tenant);
      const due = { ...sampleData.ActionAdded.due, meaning: recurring };
      const [, , , , , added] = planWith();
      await log.tell(...planWith().slice(0, 5), {
        ...added,
        data: { ...sampleData.ActionAdded, due },
      } as ToldFact);
      await log.tell(...toldOn(steps));
      for (const each of projections) await catchUp(db.projector, each, tenant);
      await withTenants(db.app, [tenant], async (tx) => {
        const stream = `action-${ids.action}`;
        const events = (await readStreams(tx, tenant, [stream])) as Recorded<ActionEventType>[];
        const { completion, withdrawal } = fold(action, events);
        for (const offset of offsets) {
          const on = addDays('2024-02-29', offset);
          const expected = dueStateOn({ due, completion, withdrawal }, on);
          const asked = { state: expected.state, on, against: 'current' } as const;
          const { rows } = await dueListAt(tx, { tenant, planId: ids.plan }, asked, LATEST, {
            after: null,
            first: 9,
          });
          const day = 'lastDay' in expected ? expected.lastDay : rows[0]?.day;
          expect(rows).toMatchObject([{ actionId: ids.action, day }]);
        }
      });
    }),
    { numRuns: 40 },
  );
}, 120_000);
