import type { Due, SealedText } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import { ann, ben, dueOn, ids, ownedBy, planText, sampleId } from '@improvement-ledger/domain/testing';
import type { Tx } from '@improvement-ledger/event-store';
import { withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { correctionsOf, facetChanges, historyPositions } from './action-history.js';
import { actionsAt } from './action-register.js';
import { catchUp } from './catch-up.js';
import { declareReadModels } from './declare.js';
import { projections } from './list.js';
import type { ToldFact } from './testing/log.js';
import { openLog, planWith } from './testing/log.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

const other = sampleId(99);
const ADDED = 7;
const named = { planId: ids.plan, actionId: ids.action };
const rated = (
  rag: string | null,
  more: Pick<ToldFact, 'corrects' | 'told'> = {},
  actionId: string = ids.action,
): ToldFact => ({ type: 'ActionStatusRecorded', data: { planId: ids.plan, actionId, rag }, ...more });
const moved = (day: string, effectiveAt: string): ToldFact => ({
  type: 'ActionDueDateChanged',
  data: { ...named, due: dueOn(day) },
  told: { effectiveAt },
});

let councils = 0;
/** A council whose sample action was added at position 7 and another at 8, with these facts after them. */
const council = async (...facts: readonly ToldFact[]) => {
  const log = await openLog(db.app, `council-${(councils += 1)}`);
  await log.tell(...planWith([ids.action, other]));
  await log.tell(...facts);
  for (const projection of projections) await catchUp(db.projector, projection, log.tenant);
  const read = async <Result>(work: (tx: Tx) => Promise<Result>) => withTenants(db.app, [log.tenant], work);
  /** What an event changed, each value as briefly as can be. */
  const changes = async (position: number) => {
    const all = await read(async (tx) => facetChanges(tx, log.tenant, [position]));
    return (all.get(position) ?? []).map(({ facet, before, after }) => [facet, brief(before), brief(after)]);
  };
  return { ...log, read, changes };
};

const brief = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return null;
  const { rag, narrative, due, status, asWritten } = value as {
    readonly rag?: string | null;
    readonly narrative?: SealedText;
    readonly due?: Due;
    readonly status?: string;
    readonly asWritten?: SealedText;
  };
  if (rag !== undefined) return rag ?? 'blank';
  if (due !== undefined) return 'lastDay' in due.meaning ? due.meaning.lastDay : due.meaning.kind;
  return status ?? textOf(narrative ?? asWritten) ?? Object.keys(value);
};

describe('the history of an action', () => {
  test('holds its own events alone, in the order of the log, a page at a time and up to what is known', async () => {
    const { tenant, read } = await council(
      rated('red'),
      rated('green', {}, other),
      rated('amber'),
      moved('2026-10-31', '2026-05-01'),
    );
    const page = async (after: number, first: number, knownAt: number) =>
      read(async (tx) => historyPositions(tx, { tenant, actionId: ids.action }, { after, first, knownAt }));
    expect(await page(0, 100, 12)).toEqual([ADDED, 9, 11, 12]);
    expect(await page(0, 2, 12)).toEqual([ADDED, 9]);
    expect(await page(9, 2, 12)).toEqual([11, 12]);
    expect(await page(0, 100, 11)).toEqual([ADDED, 9, 11]);
  });

  test('names the correction of each event that was corrected, as far as is known', async () => {
    const { tenant, read } = await council(
      rated('red'),
      rated('amber', { corrects: { position: 9, kind: 'wrong' } }),
      rated('amber', { corrects: { position: 10, kind: 'retracted' } }),
    );
    const known = async (knownAt: number) =>
      Object.fromEntries(await read(async (tx) => correctionsOf(tx, tenant, [7, 9, 10, 11], knownAt)));
    expect(await known(9)).toEqual({});
    expect(await known(10)).toEqual({ 9: 10 });
    expect(await known(11)).toEqual({ 9: 10, 10: 11 });
  });
});

describe('what an event changed', () => {
  test('is nothing to something when the action is added', async () => {
    const { changes } = await council();
    expect(await changes(ADDED)).toEqual([
      ['cells', null, ['cells']],
      ['definition', null, expect.arrayContaining(['reference', 'title']) as unknown],
      ['due', null, '2026-09-30'],
      ['owners', null, 'Ann Example'],
    ]);
  });

  test('is the value before and after, only of what it speaks of', async () => {
    const { changes } = await council(
      rated('red'),
      { type: 'ActionStatusRecorded', data: { ...named, rag: null, narrative: planText('Under way.') } },
      moved('2026-10-31', '2026-05-01'),
      moved('2026-12-31', '2026-06-01'),
      { type: 'ActionOwnerReassigned', data: { ...named, owners: ownedBy('Ben Example', ids.ben) } },
      { type: 'ActionCompletionClaimed', data: { ...named, note: null } },
    );
    expect(await changes(9)).toEqual([['rag', null, 'red']]);
    expect(await changes(10)).toEqual([
      ['narrative', null, 'Under way.'],
      ['rag', 'red', 'blank'],
    ]);
    expect(await changes(11)).toEqual([['due', '2026-09-30', '2026-10-31']]);
    expect(await changes(12)).toEqual([['due', '2026-10-31', '2026-12-31']]);
    expect(await changes(13)).toEqual([['owners', 'Ann Example', 'Ben Example']]);
    expect(await changes(14)).toEqual([['completion', null, 'claimed']]);
  });

  test('told late, is compared with what held at its place in time', async () => {
    const { changes } = await council(moved('2026-12-31', '2026-06-01'), moved('2026-10-31', '2026-05-01'));
    expect(await changes(10)).toEqual([['due', '2026-09-30', '2026-10-31']]);
  });

  test('by a correction is the entry that it corrects, with all that it no longer says', async () => {
    const { changes } = await council(
      rated('red'),
      { type: 'ActionStatusRecorded', data: { ...named, rag: 'amber', narrative: planText('Under way.') } },
      {
        type: 'ActionStatusRecorded',
        data: { ...named, narrative: planText('Delayed.') },
        corrects: { position: 10, kind: 'wrong' },
      },
      {
        type: 'ActionStatusRecorded',
        data: { ...named, narrative: planText('Delayed.') },
        corrects: { position: 11, kind: 'retracted' },
      },
      rated('green', { corrects: { position: 12, kind: 'wrong' } }),
    );
    expect(await changes(11)).toEqual([
      ['narrative', 'Under way.', 'Delayed.'],
      ['rag', 'amber', null],
    ]);
    expect(await changes(12)).toEqual([['narrative', 'Delayed.', null]]);
    // What was retracted comes back as something else.
    expect(await changes(13)).toEqual([['rag', 'red', 'green']]);
  });

  test('is asked of many events at once', async () => {
    const { tenant, read } = await council(rated('red'), rated('amber'));
    const changes = await read(async (tx) => facetChanges(tx, tenant, [1, 9, 10]));
    expect([...changes.keys()]).toEqual([9, 10]);
  });
});

describe('an action in the register', () => {
  const at = { asOf: '2026-12-31T00:00:00.000Z', knownAt: 1_000 };
  const row = async ({ tenant, read }: Awaited<ReturnType<typeof council>>) => {
    const [found] = await read(async (tx) => actionsAt(tx, { tenant, actionIds: [ids.action] }, at));
    return found!;
  };
  const completion =
    (type: 'ActionCompletionClaimed' | 'ActionCompletionVerified') =>
    (actor: typeof ann, more: Pick<ToldFact, 'corrects'> = {}): ToldFact => ({
      type,
      data: { ...named, note: null },
      told: { actor },
      ...more,
    });
  const claimed = completion('ActionCompletionClaimed');
  const verified = completion('ActionCompletionVerified');

  test('keeps its claimant and its verifier, whoever puts their entries right', async () => {
    const ledger = await council(
      claimed(ann),
      verified(ben),
      claimed(ben, { corrects: { position: 9, kind: 'wrong' } }),
      verified(ann, { corrects: { position: 10, kind: 'wrong' } }),
    );
    expect(await row(ledger)).toMatchObject({
      completion: 'verified',
      claimedBy: ann.id,
      verifiedBy: ben.id,
    });
  });

  test('counts every event in its version, also one that says nothing any more', async () => {
    const ledger = await council(rated('red'), {
      type: 'ActionStatusRecorded',
      data: named,
      corrects: { position: 9, kind: 'wrong' },
    });
    expect(await row(ledger)).toMatchObject({ version: 3, rag: null });
  });

  test('tells since when its rating and its latest report hold', async () => {
    const ledger = await council(rated('red', { told: { effectiveAt: '2026-05-01' } }), {
      type: 'ActionStatusRecorded',
      data: { ...named, narrative: planText('Under way.') },
      told: { effectiveAt: '2026-06-01' },
    });
    expect(await row(ledger)).toMatchObject({
      ragSince: '2026-04-30T23:00:00.000Z',
      statusAt: '2026-05-31T23:00:00.000Z',
    });
  });
});
