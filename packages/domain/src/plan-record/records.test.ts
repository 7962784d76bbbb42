/** What each kind of record around a plan refuses, beyond what all of them do. */
import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { office } from '../office/office.js';
import { plan as planKind } from '../plan/plan.js';
import { given, planText, recordedAt, sample, sampleData, sampleId } from '../testing/index.js';
import { inspection, partsAnswering } from './inspections.js';
import { computedOf, cost } from './money.js';
import { achievedOf, closing, inForceSince, measure, version, versionStatusOf } from './versions.js';

const say = <Data extends object>(fact: Data) => ({ type: 'RecordFact', fact }) as const;
const plan = { ...planKind.initial, drafted: sampleData.PlanDrafted };
const part = { added: sampleData.WorkstreamAdded };
const related = { plan, part };
const begun = sample('InspectionRecorded');

describe('an inspection', () => {
  test('judges in the grades of its framework, and a visit in none', () => {
    const judged = sample('JudgementMade');
    given(inspection, begun).when(say(judged)).then(judged);
    given(inspection, begun)
      .when(say(sample('JudgementMade', { grade: 'adequate' })))
      .thenRefused('grade-not-of-framework', 'grade');
    given(inspection, sample('InspectionRecorded', { kind: 'focused-visit' }))
      .when(say(judged))
      .thenRefused('grade-not-of-framework', 'grade');
  });

  test('has each number of a recommendation once', () => {
    const made = sample('RecommendationMade');
    given(inspection, begun, made).when(say(made)).thenNothing();
    given(inspection, begun, made)
      .when(say(sample('RecommendationMade', { recommendationId: sampleId(500) })))
      .thenRefused('number-taken', 'number');
  });

  test('has its recommendations answered by parts of plans, which may be taken back', () => {
    const facts = [begun, sample('RecommendationMade'), sample('RecommendationMapped')] as const;
    given(inspection, begun)
      .when(say(facts[2]), { related })
      .thenRefused('recommendation-not-found', 'recommendationId');
    given(inspection, ...facts)
      .when(say(facts[2]), { related })
      .thenNothing();
    given(inspection, ...facts)
      .when(say(facts[2]), { related: { plan, part: { added: null } } })
      .thenRefused('part-not-found', 'about');
    const unmapped = sample('RecommendationUnmapped');
    given(inspection, ...facts)
      .when(say(unmapped), { related })
      .then(unmapped);
    const after = [...facts, unmapped].map((fact, index) => recordedAt(index + 1, fact));
    const { recommendationId } = sampleData.RecommendationMade;
    expect(partsAnswering(fold(inspection, after.slice(0, 3)), recommendationId)).toHaveLength(1);
    expect(partsAnswering(fold(inspection, after), recommendationId)).toEqual([]);
  });
});

describe('a cost', () => {
  test('whose quantity and rate do not give its amount is flagged, not refused', () => {
    const added = sample('CostAdded');
    given(cost).when(say(added), { related }).then(added, sample('CostFlagged'));
    const right = sample('CostAdded', { amount: 200_000 });
    given(cost).when(say(right), { related }).then(right);
  });

  test('comes to quantity times rate, whatever the decimals', () => {
    expect(computedOf({ quantity: '0.5', rate: 333 })).toBe(167);
    expect(computedOf({ quantity: '160', rate: 8_500 })).toBe(1_360_000);
    expect(computedOf({ quantity: null, rate: 1 })).toBeNull();
  });

  test('of a range has the least first', () => {
    given(cost)
      .when(say(sample('CostAdded', { amountMax: 1 })), { related })
      .thenRefused('range-reversed', 'amountMax');
  });
});

test('a measure is met, lapses, and is met again', () => {
  const [added, achieved, lapsed] = [
    sample('MeasureAdded'),
    sample('MeasureAchieved'),
    sample('MeasureLapsed'),
  ];
  given(measure, added).when(say(lapsed), { related }).thenRefused('measure-not-achieved');
  given(measure, added, achieved, lapsed).when(say(achieved), { related }).then(achieved);
  const facts = [added, achieved, lapsed, achieved].map((fact, index) => recordedAt(index + 1, fact));
  expect(
    [2, 3, 4].map((count) => achievedOf(fold(measure, facts.slice(0, count)))?.position ?? null),
  ).toEqual([2, null, 4]);
});

describe('a version', () => {
  const body = { ...office.initial, defined: { kind: 'body', ...sampleData.BodyDefined } } as const;
  const drafted = sample('VersionDrafted');
  const approved = sample('VersionApproved');

  test('is not approved before it was drafted', () => {
    given(version)
      .when(say(approved), { related: { plan, office: body } })
      .thenRefused('record-not-found', 'versionId');
    given(version, drafted)
      .when(say(approved), { related: { plan, office: body }, effectiveAt: '2026-07-01' })
      .thenRefused('before-it-began', 'effectiveAt');
  });

  test('is in force from its approval until another takes its place', () => {
    given(version, drafted)
      .when(say(approved), { related: { plan } })
      .thenRefused('body-not-found', 'bodyId');
    given(version, drafted)
      .when(say(sample('VersionAccepted')), { related: { plan } })
      .thenRefused('version-not-submitted', 'versionId');
    const superseded = sample('VersionSuperseded');
    given(version, drafted, superseded)
      .when(say(approved), { related: { plan, office: body } })
      .thenRefused('version-superseded', 'versionId');
    const facts = [drafted, approved, superseded].map((fact, index) => recordedAt(index + 1, fact));
    const known = (count: number) => fold(version, facts.slice(0, count));
    expect([1, 2, 3].map((count) => inForceSince(known(count)) !== null)).toEqual([false, true, false]);
    expect(versionStatusOf(known(2))).toBe('approved');
  });
});

test('a plan with open actions is closed with a successor alone', () => {
  const closed = (data: object) => say(sample('PlanClosed', data));
  given(closing)
    .when(closed({ openActions: 3 }), { related })
    .thenRefused('actions-open', 'successorId');
  given(closing).when(closed({}), { related }).then(sample('PlanClosed'));
  const successorId = sampleId(501);
  given(closing)
    .when(closed({ openActions: 3, successorId }), { related })
    .thenRefused('plan-not-found', 'successorId');
  const successor = {
    ...plan,
    drafted: { ...sampleData.PlanDrafted, planId: successorId, title: planText('Next') },
  };
  given(closing)
    .when(closed({ openActions: 3, successorId }), { related: { plan, successor } })
    .then(sample('PlanClosed', { openActions: 3, successorId }));
});
