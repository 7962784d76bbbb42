/** The law of comparison: at any two points of any history it says what the domain says of the folds. */
import type { ActionEventType, At, Difference, Held, Recorded } from '@improvement-ledger/domain';
import {
  action,
  actionFields,
  differencesOf,
  effectiveFrom,
  entriesAt,
  fold,
  heldBy,
  heldOf,
} from '@improvement-ledger/domain';
import { ids } from '@improvement-ledger/domain/testing';
import type { Tx } from '@improvement-ledger/event-store';
import { readStreams, withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import fc from 'fast-check';
import { afterAll, expect, inject, test } from 'vitest';
import { actionRegister } from './action-register.js';
import { catchUp } from './catch-up.js';
import { changesBetween } from './changes-between.js';
import { declareReadModels } from './declare.js';
import { entriesOf, fieldsIn } from './held-entries.js';
import { actionsDiffering, differingActions, heldAt, keysOf } from './plan-comparison.js';
import type { DifferenceKind, PlanCompared } from './plan-difference.js';
import { planStructure } from './plan-structure.js';
import type { ProvenEntry } from './provenance.js';
import { provenanceAt } from './provenance.js';
import { actionIds, effectiveTimes, historian, history } from './testing/history.js';
import { openLog, planWith } from './testing/log.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

type Record = readonly Recorded<ActionEventType>[];
type Records = ReadonlyMap<string, Record>;
let councils = 0;

const point = fc.tuple(
  fc.constantFrom(...effectiveTimes).map((edtf) => effectiveFrom(edtf) ?? ''),
  /** Of the positions there are, from none to all. */
  fc.double({ min: 0, max: 1, noNaN: true }),
);
/** Two points of which the second is on neither axis before the first. */
const pair = fc.tuple(point, point).map(([a, b]) => {
  const [asOf = '', later = ''] = [a[0], b[0]].toSorted();
  return { asOf, later, known: Math.min(a[1], b[1]), knownLater: Math.max(a[1], b[1]) };
});

const kindOf = (before: Held, after: Held): DifferenceKind => {
  if (before.size === 0) return 'added';
  return after.size === 0 ? 'withdrawn' : 'changed';
};
const heldIn = (records: Records, actionId: string, at: At): Held =>
  heldBy(fold(action, records.get(actionId) ?? [], at));

/** A text is another event's text with the same words: the seals of two readings are told apart by nothing else. */
const plain = (differences: readonly Difference[]): unknown => {
  const text = JSON.stringify(differences, (name, value: unknown) =>
    name === '$seal' ? (value as { readonly value: unknown }).value : value,
  );
  const read = JSON.parse(text) as Difference[];
  return read.toSorted((a, b) => `${a.field}${a.part}`.localeCompare(`${b.field}${b.part}`));
};

const expectAsFolded = async (tx: Tx, compared: PlanCompared, records: Records): Promise<void> => {
  const { tenant, from, to } = compared;
  const found = await differingActions(tx, compared);
  const entries = await entriesOf(
    tx,
    tenant,
    found.flatMap(({ facets }) => keysOf(facets)),
  );
  const told = found.map(({ actionId, kind, facets }) => [
    actionId,
    kind,
    plain(differencesOf(heldAt(entries, facets, 'before'), heldAt(entries, facets, 'after'))),
  ]);
  const folded = actionIds.flatMap((actionId) => {
    const [before, after] = [heldIn(records, actionId, from), heldIn(records, actionId, to)];
    const differences = differencesOf(before, after);
    return differences.length === 0 ? [] : [[actionId, kindOf(before, after), plain(differences)]];
  });
  expect(new Map(told.map((each) => [each[0], each]))).toEqual(
    new Map(folded.map((each) => [each[0], each])),
  );
  // Found by a look at one facet or two, and looked at by themselves, they are the same.
  const plainly = found.map(({ owners: _, facets: __, ...differing }) => differing);
  const quickly = (await actionsDiffering(tx, compared)).map(
    ({ actionId, kind, place, workstreamId, workstreamBefore }) => ({
      actionId,
      kind,
      place,
      workstreamId,
      workstreamBefore,
    }),
  );
  expect(quickly).toEqual(plainly);
  const [one] = plainly;
  if (one !== undefined) {
    expect(await differingActions(tx, compared, null, [one.actionId])).toEqual(found.slice(0, 1));
  }
  // Asked for one field alone, those that differ in it.
  for (const field of ['rag', 'due', 'completion', 'title', 'originalDue'] as const) {
    const alone = await differingActions(tx, compared, [field]);
    expect(new Set(alone.map(({ actionId }) => actionId))).toEqual(
      new Set(
        actionIds.filter((id) =>
          differencesOf(heldIn(records, id, from), heldIn(records, id, to)).some(
            (each) => each.field === field,
          ),
        ),
      ),
    );
  }
};

/** What came into force in between is told; and whatever is told was recorded, or came into force, in between. */
const expectChanges = async (tx: Tx, { tenant, from, to }: PlanCompared, records: Records): Promise<void> => {
  const found = await changesBetween(tx, tenant, actionIds, { from, to, first: 100 });
  for (const actionId of actionIds) {
    const record = records.get(actionId) ?? [];
    const own = found.filter((each) => each.actionId === actionId);
    const between = own.find(({ facet }) => facet === null);
    const positions = between?.positions ?? [];
    expect(positions).toHaveLength(between?.total ?? 0);
    const ofFacets = new Set(own.flatMap((each) => (each.facet === null ? [] : each.positions)));
    expect(ofFacets).toEqual(new Set(positions));
    const inForce = (at: At): number[] => entriesAt(record, at).map(({ event }) => event.position);
    const before = inForce(from);
    expect(positions).toEqual(expect.arrayContaining(inForce(to).filter((each) => !before.includes(each))));
    for (const { position, effectiveFrom: since } of record.filter((each) =>
      positions.includes(each.position),
    )) {
      const isFresh = position > from.knownAt && position <= to.knownAt;
      expect(isFresh || (position <= from.knownAt && since > from.asOf && since <= to.asOf)).toBe(true);
    }
    if (positions.length === 0)
      expect(heldIn(records, actionId, to)).toEqual(heldIn(records, actionId, from));
  }
};

/** A rating that is said again is the same one: it counts once, and holds from when it was said first. */
const expectRatingProven = (own: readonly ProvenEntry[], record: Record, at: At): void => {
  const given: { readonly rag: string; readonly since: string; readonly position: number }[] = [];
  let last: string | null = null;
  for (const { event } of entriesAt(record, at)) {
    if (event.type !== 'ActionStatusRecorded' || event.data.rag === undefined) continue;
    const { rag } = event.data;
    if (rag !== null && rag !== last)
      given.push({ rag, since: event.effectiveFrom, position: event.position });
    last = rag;
  }
  const told = own.find(({ facet, value }) => facet === 'rag' && value['rag'] !== null);
  const stands = last === null ? undefined : given.at(-1);
  expect(told && [told.value['rag'], told.unchangedSince, told.became, told.before]).toEqual(
    stands && [stands.rag, stands.since, stands.position, given.length - 1],
  );
};

const expectProvenance = async (tx: Tx, tenant: string, at: At, records: Records): Promise<void> => {
  const entries = await provenanceAt(tx, { tenant, actionIds }, at);
  for (const actionId of actionIds) {
    const state = fold(action, records.get(actionId) ?? [], at);
    const own = entries.filter((entry) => entry.actionId === actionId);
    const isTold = [...heldOf(own.flatMap(fieldsIn)).values()].some(({ field }) => field === 'withdrawal');
    expect(isTold).toBe(state.withdrawal.isWithdrawn);
    expectRatingProven(own, records.get(actionId) ?? [], at);
    if (state.added === null || state.withdrawal.isWithdrawn) continue;
    const fields = [...heldOf(own.flatMap(fieldsIn)).values()];
    const held = [...heldBy(state).values()];
    expect(new Set(fields.map(({ field, part }) => `${field} ${part}`))).toEqual(
      new Set(held.map(({ field, part }) => `${field} ${part}`)),
    );
    expect(fields.every(({ field }) => actionFields.includes(field))).toBe(true);
    const due = own.find(({ facet }) => facet === 'due');
    // The date that the action was added with, and every move of it.
    expect(due?.before).toBe(state.dueChanges);
  }
};

test('what differs, why, and where values come from is what the fold says', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.array(pair, { minLength: 4, maxLength: 4 }), async (happenings, pairs) => {
      const tenant = `council-${(councils += 1)}`;
      const log = await openLog(db.app, tenant);
      await log.tell(...planWith(actionIds));
      await historian(log)(happenings);
      for (const each of [actionRegister, planStructure]) await catchUp(db.projector, each, tenant);
      await withTenants(db.app, [tenant], async (tx) => {
        const records = new Map<string, Record>();
        for (const id of actionIds)
          records.set(id, (await readStreams(tx, tenant, [`action-${id}`])) as Record);
        for (const { asOf, later, known, knownLater } of pairs) {
          const from = { asOf, knownAt: Math.round(known * log.head) };
          const to = { asOf: later, knownAt: Math.round(knownLater * log.head) };
          const compared = { tenant, planId: ids.plan, from, to };
          await expectAsFolded(tx, compared, records);
          await expectChanges(tx, compared, records);
          await expectProvenance(tx, tenant, to, records);
        }
      });
    }),
    { numRuns: 25 },
  );
}, 120_000);
