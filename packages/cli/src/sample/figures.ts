/**
 * What the sample council published of its workforce: a monthly scorecard of 2024-25, a table of posts, and a report whose
 * total is another than the table's. One month was cleansed and restated.
 */
import type { FigureCommand, FigureMeasure, PeriodKind } from '@improvement-ledger/domain';
import { councilSubject, figure, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { sampleId } from './identity.js';
import { roleIdOf } from './roster.js';
import type { SampleStep } from './timeline.js';
import { one } from './timeline.js';

const inCouncil = (text: string) => seal(councilSubject(sampleId('council')), text);

const SCORECARD = 'Monthly scorecard 2024-25';
const TABLE = 'Posts table of March 2025';
const REPORT = 'Report to the corporate board, April 2025';

interface Defined {
  readonly source: string;
  readonly measure: FigureMeasure;
  readonly role?: string;
}
const idOf = ({ source, measure, role = '' }: Defined): string =>
  sampleId(`figure/${source}/${measure}/${role}`);

const define = (figureOf: Defined): SampleStep => {
  const { measure, role, source } = figureOf;
  const figureId = idOf(figureOf);
  const of = role === undefined ? null : inCouncil(`${role}s`);
  const roleId = role === undefined ? null : roleIdOf(role);
  const said = { figureId, measure, teamId: null, roleId, of, source: inCouncil(source) };
  return one(step(figure, figureId, { type: 'DefineFigure', ...said }));
};

interface Value {
  readonly value: string | null;
  readonly printed?: string;
  readonly made?: readonly [numerator: string | null, denominator: string | null];
}
const say = (
  figureOf: Defined,
  [periodKind, period]: readonly [PeriodKind, string],
  { value, printed, made = [null, null] }: Value,
  type: 'ReportFigure' | 'RestateFigure' = 'ReportFigure',
): SampleStep => {
  const figureId = idOf(figureOf);
  const [numerator, denominator] = made;
  const said = { figureId, periodKind, period, value, printed: printed ?? null, numerator, denominator };
  const command: FigureCommand = { type, ...said };
  return one(step(figure, figureId, command));
};

const months = [
  '2024-04',
  '2024-05',
  '2024-06',
  '2024-07',
  '2024-08',
  '2024-09',
  '2024-10',
  '2024-11',
  '2024-12',
];

/** What was published month by month, and the sums of the year to date as they were printed. */
const monthly = {
  starters: [0, 0, 0, 0, 0, 2, 1, 0, 0],
  leavers: [2, 2, 1, 2, 0, 0, 0, 0, 0],
} as const;
const startersToDate = [0, 0, 0, 0, 0, 2, 3, 4, 4];
const agencyRate = ['18', '21', '24', '22', '21', '19', '17', '16', null];
const supervised = ['71', '74', '72', '78', '81', '83', '86', '85', '88'];

const scorecard = (): SampleStep[] => {
  const [starters, leavers, agency, supervision, caseload] = (
    ['starters', 'leavers', 'agency-rate', 'staff-supervised', 'average-caseload'] as const
  ).map((measure) => ({ source: SCORECARD, measure }));
  if (!starters || !leavers || !agency || !supervision || !caseload) throw new Error('A figure is missing.');
  return [
    ...[starters, leavers, agency, supervision, caseload].map(define),
    ...months.flatMap((month, index) => [
      say(starters, ['month', month], { value: String(monthly.starters[index]) }),
      say(starters, ['year-to-date', month], { value: String(startersToDate[index]) }),
      say(leavers, ['month', month], { value: String(monthly.leavers[index]) }),
      say(agency, ['snapshot', month], { value: agencyRate[index] ?? null }),
      say(supervision, ['month', month], { value: supervised[index] ?? null }),
    ]),
    say(caseload, ['quarter', '2024-Q3'], { value: '19.4' }),
    say(caseload, ['quarter', '2024-Q4'], { value: '18.1' }),
  ];
};

const postsTable = (): SampleStep[] => {
  const rows = [
    ['Social Worker', '33.6', '1', '2%', '2'],
    ['Senior Social Worker', '10.8', '2', '18%', '18'],
  ] as const;
  return [
    ...rows.flatMap(([role, posts, agency, printed, value]) => {
      const of = (measure: FigureMeasure): Defined => ({ source: TABLE, measure, role });
      const share = of('agency-share-of-establishment');
      return [
        define(of('establishment')),
        define(share),
        say(of('establishment'), ['snapshot', '2025-03-31'], { value: posts }),
        say(share, ['snapshot', '2025-03-31'], { value, printed, made: [agency, posts] }),
      ];
    }),
    define({ source: TABLE, measure: 'establishment' }),
    say({ source: TABLE, measure: 'establishment' }, ['snapshot', '2025-03-31'], { value: '68.4' }),
    define({ source: REPORT, measure: 'establishment' }),
    say({ source: REPORT, measure: 'establishment' }, ['snapshot', '2025-03'], { value: '66.4' }),
  ];
};

interface Publication {
  readonly what: string;
  readonly on: string;
  readonly steps: readonly SampleStep[];
  readonly because?: string;
}

/** What was published and, of one month, what was published in place of it. */
export const publications = (): Publication[] => [
  { what: 'scorecard', on: '2025-01-20', steps: scorecard() },
  { what: 'posts-table', on: '2025-04-14', steps: postsTable() },
  {
    what: 'restated',
    on: '2025-02-17',
    because: 'July was counted again after the records were cleansed.',
    steps: [
      say({ source: SCORECARD, measure: 'leavers' }, ['month', '2024-07'], { value: '3' }, 'RestateFigure'),
    ],
  },
];
