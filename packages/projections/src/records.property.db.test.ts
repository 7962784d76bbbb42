/** The same law for the records around the actions: corrected at random, they read as the fold of their events. */
import type { At, EventType, Recorded } from '@improvement-ledger/domain';
import {
  commitment,
  council,
  effectiveFrom,
  fold,
  person,
  plan,
  textOf,
  workstream,
} from '@improvement-ledger/domain';
import { ids, personName, planText, sampleData } from '@improvement-ledger/domain/testing';
import { readStreams, withTenants } from '@improvement-ledger/event-store';
import { createTestDatabase } from '@improvement-ledger/event-store/testing';
import fc from 'fast-check';
import { afterAll, expect, inject, test } from 'vitest';
import { catchUp } from './catch-up.js';
import { councilAt } from './council-register.js';
import { declareReadModels } from './declare.js';
import { projections } from './list.js';
import { personNames } from './person-register.js';
import { plansAt } from './plan-register.js';
import { structureAt } from './plan-structure.js';
import { effectiveTimes } from './testing/history.js';
import type { ToldFact } from './testing/log.js';
import { openLog, planWith } from './testing/log.js';

const db = await createTestDatabase(inject('adminUrl'));
afterAll(async () => db.close());
await declareReadModels(db.projector);

const SECONDS_MAX = 5;
let councils = 0;

/** The position of each record's first event in the log of `planWith`. */
const firstAt = {
  CouncilRegistered: 1,
  PersonRegistered: 2,
  PlanDrafted: 3,
  RagVocabularySet: 4,
  WorkstreamAdded: 5,
  CommitmentAdded: 6,
  // Told after the action, which stands at 7.
  PlanRulesSet: 8,
} as const satisfies Partial<Record<EventType, number>>;
type Corrected = keyof typeof firstAt;

/** The replacement that says these words, and has this place. */
const saying = (type: Corrected, words: string, place: number, tenant: string): object => {
  const data = { ...sampleData[type], place, title: planText(words) };
  switch (type) {
    case 'CouncilRegistered': {
      const { place: _, title, ...registered } = data;
      return { ...registered, key: tenant, clock: 'replayed', gssCode: null, name: title };
    }
    case 'PersonRegistered':
      return { personId: ids.ann, name: personName(words) };
    case 'PlanDrafted':
      return { ...sampleData.PlanDrafted, title: planText(words) };
    case 'RagVocabularySet':
      return {
        ...sampleData.RagVocabularySet,
        ratings: [
          { key: 'red', label: planText(words), order: place, meaning: planText(words), colour: 'red' },
        ],
      };
    case 'PlanRulesSet':
      return { planId: ids.plan, dueDateChangesNeedApproval: place > 1, ownApprovalAllowed: place > 2 };
    case 'WorkstreamAdded':
    case 'CommitmentAdded':
      return data;
  }
};

const correction = fc.record({
  type: fc.constantFrom(...(Object.keys(firstAt) as Corrected[])),
  words: fc.constantFrom('One', 'Two', 'Three'),
  place: fc.integer({ min: 1, max: 3 }),
  effectiveAt: fc.constantFrom(...effectiveTimes),
});
const point = fc.record({
  asOf: fc.constantFrom(...effectiveTimes).map((edtf) => effectiveFrom(edtf) ?? ''),
  known: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('corrected councils, people, plans, workstreams and commitments read as the fold says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(correction, { minLength: 1, maxLength: 12 }),
      fc.array(point, { minLength: 4, maxLength: 4 }),
      async (corrections, points) => {
        const tenant = `council-${(councils += 1)}`;
        const log = await openLog(db.app, tenant);
        await log.tell(...planWith(), { type: 'PlanRulesSet', data: sampleData.PlanRulesSet });
        for (const { type, words, place, effectiveAt } of corrections) {
          await log.tell({
            type,
            data: saying(type, words, place, tenant),
            corrects: { position: firstAt[type], kind: 'wrong' },
            told: { effectiveAt },
          } as ToldFact);
        }
        for (const each of projections) await catchUp(db.projector, each, tenant, { batchEvents: 5 });

        await withTenants(db.app, [tenant], async (tx) => {
          const told = async (stream: string) =>
            (await readStreams(tx, tenant, [stream])) as Recorded<never>[];
          const events = {
            council: await told(`council-${ids.council}`),
            person: await told(`person-${ids.ann}`),
            plan: await told(`plan-${ids.plan}`),
            workstream: await told(`workstream-${ids.workstream}`),
            commitment: await told(`commitment-${ids.commitment}`),
          };
          for (const { asOf, known } of points) {
            const at: At = { asOf, knownAt: Math.round(known * log.head) };
            const { drafted, vocabulary, rules } = fold(plan, events.plan, at);
            expect(
              (await plansAt(tx, tenant, at)).map((row) => [
                textOf(row.title),
                row.vocabulary.ratings,
                row.rules,
              ]),
            ).toEqual(drafted === null ? [] : [[textOf(drafted.title), vocabulary.ratings, rules]]);
            const parts = [
              fold(workstream, events.workstream, at).added,
              fold(commitment, events.commitment, at).added,
            ];
            const structure = await structureAt(tx, tenant, ids.plan, at);
            expect(new Set(structure.map(({ place, title }) => `${place} ${textOf(title)}`))).toEqual(
              new Set(
                parts.flatMap((part) => (part === null ? [] : [`${part.place} ${textOf(part.title)}`])),
              ),
            );
            const whenever = { ...at, asOf: '9999-12-31T23:59:59.999Z', knownAt: Math.max(1, at.knownAt) };
            const registered = await councilAt(tx, tenant, at);
            expect(textOf(registered?.name)).toBe(
              textOf(fold(council, events.council, whenever).registered?.name),
            );
          }
          const names = await personNames(tx, tenant, [ids.ann]);
          expect(names.get(ids.ann)).toBe(textOf(fold(person, events.person).registered?.name));
        });
      },
    ),
    { numRuns: 60, plugins: [fc.interruptAfterTimeLimit(SECONDS_MAX * 1_000)] },
  );
});
