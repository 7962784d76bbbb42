import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { office } from '../office/office.js';
import { councilText, given, ids, recordedAt, sample, sampleData } from '../testing/index.js';
import { figure } from './figure.js';

const reason = councilText('The month was cleansed.');
const team = { ...office.initial, defined: { kind: 'team', ...sampleData.TeamDefined } } as const;
const role = { ...office.initial, defined: { kind: 'role', ...sampleData.RoleDefined } } as const;
const related = { team, role };
const { figureId } = sampleData.FigureReported;
const define = { type: 'DefineFigure', ...sampleData.FigureDefined } as const;
const defined = sample('FigureDefined');
const reported = sample('FigureReported');
const restated = sample('FigureRestated');
const reading = { figureId, periodKind: 'month', period: '2026-06' } as const;
const shown = { value: '77', printed: '77%', numerator: '7', denominator: '9' };
const report = { type: 'ReportFigure', ...reading, ...shown } as const;
const restate = { type: 'RestateFigure', ...reading, ...shown, value: '78', printed: null } as const;

describe('DefineFigure', () => {
  test('names what is measured of whom and who says so, of all or of a team and a role that are there', () => {
    given(figure).when(define, { related }).then(defined);
    given(figure, defined).when(define, { related }).thenNothing();
    given(figure, defined)
      .when({ ...define, measure: 'starters' }, { related })
      .thenRefused('figure-exists', 'figureId');
    given(figure).when(define).thenRefused('team-not-found', 'teamId');
    given(figure).when(define, { related: { team } }).thenRefused('role-not-found', 'roleId');
    const ofAll = { ...sampleData.FigureDefined, teamId: null, roleId: null, of: null };
    given(figure)
      .when({ type: 'DefineFigure', ...ofAll })
      .then({ type: 'FigureDefined', data: ofAll });
  });
});

describe('ReportFigure', () => {
  test('records what was published of a period, as it was, once', () => {
    given(figure, defined).when(report).then(reported);
    given(figure, defined, reported).when(report).thenNothing();
    given(figure, defined, reported)
      .when({ ...report, value: '78' })
      .thenRefused('figure-reported', 'period');
    const blank = { value: null, printed: null, numerator: null, denominator: null };
    given(figure, defined)
      .when({ ...report, ...blank })
      .then({ type: 'FigureReported', data: { ...sampleData.FigureReported, ...blank } });
  });

  test('is refused for a figure that is not there, no period, or one that has not begun', () => {
    given(figure).when(report).thenRefused('figure-not-found', 'figureId');
    given(figure, defined)
      .when({ ...report, period: '2026-13' })
      .thenRefused('period-unknown', 'period');
    given(figure, defined)
      .when({ ...report, period: '2026-08' })
      .thenRefused('period-not-begun', 'period');
    given(figure, defined)
      .when(report, { effectiveAt: '2026-01-01' })
      .thenRefused('before-it-began', 'effectiveAt');
  });

  test('is refused for a value that its unit cannot have', () => {
    given(figure, defined)
      .when({ ...report, value: '140' })
      .thenRefused('value-not-of-unit', 'value');
    given(figure, defined)
      .when({ ...report, value: '-1' })
      .thenRefused('value-not-of-unit', 'value');
    given(figure, defined)
      .when({ ...report, numerator: '10' })
      .thenRefused('value-not-of-unit', 'numerator');
    const starters = {
      type: 'FigureDefined',
      data: { ...sampleData.FigureDefined, measure: 'starters' },
    } as const;
    given(figure, starters)
      .when({ ...report, value: '1.5' })
      .thenRefused('value-not-of-unit', 'value');
  });
});

describe('RestateFigure', () => {
  test('puts another value in place of the published one, with a reason', () => {
    given(figure, defined, reported).when(restate, { reason }).then(restated);
    given(figure, defined, reported, restated).when(restate, { reason }).thenNothing();
    given(figure, defined, reported).when(restate).thenRefused('reason-required', 'reason');
    given(figure, defined).when(restate, { reason }).thenRefused('figure-not-reported', 'period');
    given(figure, defined, { ...reported, effectiveAt: '2026-07-21' })
      .when(restate, { reason })
      .thenRefused('effective-before-latest', 'effectiveAt');
  });
});

test('a reading keeps every value that was published, and a correction is none of them', () => {
  const valuesAfter = (
    ...facts: readonly Parameters<typeof recordedAt<'FigureReported' | 'FigureRestated'>>[1][]
  ) => {
    const events = [defined, reported, ...facts].map((fact, index) =>
      recordedAt(index + 1, fact as typeof reported),
    );
    const [month] = fold(figure, events).readings.values();
    return month?.statements.map(({ published }) => published.value);
  };
  expect(valuesAfter(restated)).toEqual(['77', '78']);
  const right = { ...sampleData.FigureReported, value: '75' };
  expect(
    valuesAfter({ type: 'FigureReported', data: right, corrects: { position: 2, kind: 'wrong' } }),
  ).toEqual(['75']);
});

test('corrections leave what a figure is of, and are held to its unit', () => {
  const corrected = (data: object) =>
    ({
      type: 'CorrectEvent',
      position: 2,
      replacement: { ...reported, data: { ...reported.data, ...data } },
    }) as const;
  given(figure, defined, reported)
    .when(corrected({ value: '140' }), { reason })
    .thenRefused('value-not-of-unit', 'value');
  given(figure, defined, reported)
    .when(corrected({ period: { kind: 'month', from: '2026-05-01', to: '2026-05-31' } }), { reason })
    .thenRefused('event-not-correctable', 'replacement');
  given(figure, defined, reported)
    .when({ type: 'RetractEvent', position: 1 }, { reason })
    .thenRefused('event-not-correctable', 'position');
  expect(ids.figure).toBe(figureId);
});
