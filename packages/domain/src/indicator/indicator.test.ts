import { describe, expect, test } from 'vitest';
import { action } from '../action/action.js';
import type { DataOf, Fact } from '../events.js';
import { fold } from '../fold.js';
import type { Period } from '../reading.js';
import { periodNamed } from '../reading.js';
import { given, ids, planText, recordedAt, sample, sampleData } from '../testing/index.js';
import type { IndicatorEventType } from './indicator-events.js';
import { indicator, ragAgainst } from './indicator.js';
import { contradictionsOf, readingsOf, standingOf } from './readings.js';

const defined = { ...sample('IndicatorDefined'), effectiveAt: '2026-06-01' };
const draft = sample('ReadingDrafted');
const final = sample('ReadingFinalised');
const restated = sample('ReadingRestated');
const reason = planText('The case system was cleaned.');
const define = { type: 'DefineIndicator', ...sampleData.IndicatorDefined } as const;
const draftIt = { type: 'DraftReading', ...sampleData.ReadingDrafted } as const;
const finalise = { type: 'FinaliseReading', ...sampleData.ReadingFinalised } as const;
const restate = { type: 'RestateReading', ...sampleData.ReadingRestated } as const;

const stateOf = (...facts: readonly Fact<IndicatorEventType>[]) =>
  fold(
    indicator,
    facts.map((fact, index) => recordedAt<IndicatorEventType>(index + 1, fact)),
  );

describe('a definition', () => {
  test('is given once under its name, and the same again changes nothing', () => {
    given(indicator).when(define).then(sample('IndicatorDefined'));
    given(indicator, defined).when(define).thenNothing();
    given(indicator, defined)
      .when({ ...define, target: '95' })
      .thenRefused('indicator-exists', 'indicatorId');
  });

  test('has a target only with a direction, a tolerance only with a target, and values of its unit', () => {
    given(indicator)
      .when({ ...define, direction: null })
      .thenRefused('target-without-direction', 'direction');
    given(indicator)
      .when({ ...define, target: null })
      .thenRefused('invalid-input', 'tolerance');
    given(indicator)
      .when({ ...define, tolerance: '-1' })
      .thenRefused('invalid-input', 'tolerance');
    given(indicator)
      .when({ ...define, target: '120' })
      .thenRefused('value-not-of-unit', 'target');
  });

  test('becomes another with a reason, and keeps its name, unit and kind', () => {
    const other = { type: 'RedefineIndicator', ...sampleData.IndicatorRedefined } as const;
    given(indicator, defined).when(other).thenRefused('reason-required', 'reason');
    given(indicator, defined).when(other, { reason }).then(sample('IndicatorRedefined'));
    given(indicator, defined)
      .when({ ...other, unit: 'count', target: null, tolerance: null, direction: null }, { reason })
      .thenRefused('invalid-input', 'unit');
  });

  test('belongs only to an indicator that is defined', () => {
    const relation = { kind: 'year-to-date-of', indicatorId: ids.otherAction } as const;
    given(indicator)
      .when({ ...define, relation })
      .thenRefused('indicator-not-found', 'relation');
    given(indicator)
      .when({ ...define, relation }, { related: { other: stateOf(sample('IndicatorDefined')) } })
      .then(sample('IndicatorDefined', { relation }));
  });

  test('is linked to an action that is there, and unlinked', () => {
    const link = { type: 'LinkIndicator', ...sampleData.IndicatorLinked } as const;
    const linked = sample('IndicatorLinked');
    given(indicator, defined).when(link).thenRefused('action-not-found', 'targetId');
    given(indicator, defined)
      .when(link, { related: { action: { ...action.initial, added: sampleData.ActionAdded } } })
      .then(linked);
    const unlink = { type: 'UnlinkIndicator', ...sampleData.IndicatorUnlinked } as const;
    given(indicator, defined).when(unlink).thenRefused('indicator-link-not-found', 'linkId');
    given(indicator, defined, linked).when(unlink).then(sample('IndicatorUnlinked'));
  });
});

describe('a reading', () => {
  test('goes from draft to final to restated, in no other order', () => {
    given(indicator, defined).when(draftIt).then(draft);
    given(indicator, defined, draft).when(finalise).then(final);
    given(indicator, defined).when(finalise).then(final);
    given(indicator, defined, draft).when(restate, { reason }).thenRefused('reading-not-final', 'period');
    given(indicator, defined, draft, final).when(restate).thenRefused('reason-required', 'reason');
    given(indicator, defined, draft, final).when(restate, { reason }).then(restated);
    given(indicator, defined, final).when(draftIt).thenRefused('reading-final', 'period');
    given(indicator, defined, draft).when(draftIt).thenNothing();
  });

  test('is reviewed only where there is a value', () => {
    const review = { type: 'ReviewReading', ...sampleData.ReadingReviewed } as const;
    given(indicator, defined).when(review).thenRefused('reading-not-found', 'period');
    given(indicator, defined, draft).when(review).then(sample('ReadingReviewed'));
  });

  test('is final only once its period is over, nor by a correction', () => {
    const early = { effectiveAt: '2026-06-30' };
    given(indicator, defined, draft).when(finalise, early).thenRefused('period-not-over', 'period');
    given(indicator, defined, draft).when(draftIt, early).thenNothing();
    given(indicator, defined, draft, final)
      .when({ type: 'CorrectEvent', position: 3, replacement: final }, { ...early, reason })
      .thenRefused('period-not-over', 'period');
  });

  test('is of the kind and the unit of its indicator, and never more than all', () => {
    const period = periodNamed('quarter', '2026-Q2') as Period;
    given(indicator, defined)
      .when({ ...draftIt, period })
      .thenRefused('period-not-of-kind', 'period');
    const more = { ...draft.data.published, numerator: '51' };
    given(indicator, defined)
      .when({ ...draftIt, published: more })
      .thenRefused('value-not-of-unit', 'numerator');
    given(indicator, defined, draft, final)
      .when(
        {
          type: 'CorrectEvent',
          position: 3,
          replacement: { ...final, data: { ...final.data, published: more } },
        },
        { reason },
      )
      .thenRefused('value-not-of-unit', 'numerator');
  });

  test('keeps three values, and says which was published and which is known', () => {
    const [june] = readingsOf(stateOf(sample('IndicatorDefined'), draft, final, restated));
    expect(june?.name).toBe('2026-06');
    const values = Object.values(standingOf(june as NonNullable<typeof june>));
    expect(values.map((each) => each?.data.published.value)).toEqual(['84', '88', '86']);
  });
});

test('the rating follows the written rule, in either direction', () => {
  const rag = (value: string | null, direction: 'higher' | 'lower', tolerance: string | null = '5') =>
    ragAgainst(value, { target: '20', tolerance, direction });
  expect(['20', '19', '15', '14.9'].map((value) => rag(value, 'higher'))).toEqual([
    'green',
    'amber',
    'amber',
    'red',
  ]);
  expect(['20', '20.1', '25', '26'].map((value) => rag(value, 'lower'))).toEqual([
    'green',
    'amber',
    'amber',
    'red',
  ]);
  expect([rag('19', 'higher', null), rag(null, 'higher')]).toEqual(['red', null]);
  expect(ragAgainst('19', { target: null, tolerance: null, direction: null })).toBeNull();
});

describe('contradictions', () => {
  type Reading = readonly [string, string | null, string?, string?];
  const of = (kind: 'month' | 'year-to-date', unit: 'count' | 'percent', readings: readonly Reading[]) =>
    stateOf(
      sample('IndicatorDefined', { kind, unit, target: null, tolerance: null, direction: null }),
      ...readings.map(([name, value, numerator = null, denominator = null]) =>
        sample('ReadingFinalised', {
          period: periodNamed(kind, name) as DataOf<'ReadingFinalised'>['period'],
          published: { value, printed: null, numerator, denominator },
        }),
      ),
    );

  test('are flagged where a year to date is not the sum of its months, and only there', () => {
    const months = of('month', 'count', [
      ['2016-04', '118'],
      ['2016-05', '129'],
      ['2016-06', null],
    ]);
    const toDate = of('year-to-date', 'count', [
      ['2016-04', '118'],
      ['2016-05', '259'],
      ['2016-06', '365'],
    ]);
    expect(contradictionsOf(toDate, { kind: 'year-to-date-of', of: months })).toEqual([
      { kind: 'year-to-date', name: '2016-05', said: '259', computed: '247', difference: '12' },
    ]);
  });

  test('are flagged where two parts are more than all by more than rounding', () => {
    const inside = of('month', 'percent', [
      ['2016-04', '76'],
      ['2016-05', '84'],
    ]);
    const outside = of('month', 'percent', [
      ['2016-04', '27'],
      ['2016-05', '17'],
    ]);
    expect(contradictionsOf(inside, { kind: 'complement-of', of: outside })).toEqual([
      { kind: 'more-than-all', name: '2016-04', said: '103', computed: '100', difference: '3' },
    ]);
  });

  test('are flagged where a share is not what it is made of, whether cut off or rounded', () => {
    const shares = of('month', 'percent', [
      ['2016-04', '33', '61', '207'],
      ['2016-05', '77', '7', '9'],
      ['2016-06', '78', '7', '9'],
      ['2016-07', '24.43', '21', '86'],
      ['2016-08', '24.42', '21', '86'],
    ]);
    expect(contradictionsOf(shares, null).map(({ name, said }) => [name, said])).toEqual([
      ['2016-04', '33'],
      ['2016-07', '24.43'],
    ]);
  });
});
