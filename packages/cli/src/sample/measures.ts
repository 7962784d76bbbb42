/** What the sample council measures, and the values of the spring of 2025. */
import type { DataOf, PeriodKind } from '@improvement-ledger/domain';
import { councilSubject, seal } from '@improvement-ledger/domain';
import { namedId } from '@improvement-ledger/event-store';
import { sampleId } from './identity.js';
import { northmere } from './northmere.js';

export const inCouncil = (text: string) => seal(councilSubject(sampleId('council')), text);

type Definition = DataOf<'IndicatorDefined'>;
export const idOf = (name: string): string => namedId(northmere.key, 'indicator', name);
const blank = {
  formula: null,
  population: null,
  source: null,
  direction: null,
  target: null,
  tolerance: null,
  clock: null,
  relation: null,
} as const;
const define = (
  name: string,
  meaning: string,
  said: Partial<Definition> & Pick<Definition, 'unit' | 'kind'>,
): Definition => ({
  ...blank,
  series: 'own',
  ...said,
  indicatorId: idOf(name),
  name: inCouncil(name),
  meaning: inCouncil(meaning),
});

export const IN_TIME = 'Assessments completed within 45 working days';
const CONFERENCES = 'Initial conferences within 15 working days';
export const AGENCY = 'Agency worker rate';
export const SUPERVISION = 'Supervision held on time';
const REFERRALS = 'Referrals in the month';
const REFERRALS_TO_DATE = 'Referrals, year to date';
const share = { unit: 'percent', kind: 'month', direction: 'higher' } as const;

export const definitions: readonly Definition[] = [
  define(IN_TIME, 'Families do not wait longer for an assessment than the law allows.', {
    ...share,
    formula: inCouncil('assessments completed within 45 working days / assessments completed'),
    population: inCouncil('Single assessments completed in the month.'),
    source: inCouncil('The case system, on the third working day of the month after.'),
    target: '90',
    tolerance: '5',
    clock: { from: 'referral', within: 45, days: 'working' },
  }),
  define(CONFERENCES, 'Children at risk of significant harm have a conference soon.', {
    ...share,
    target: '90',
    tolerance: '10',
    clock: { from: 'strategy-discussion', within: 15, days: 'working' },
  }),
  define(SUPERVISION, 'Workers are seen by their managers each month.', {
    ...share,
    target: '95',
    tolerance: '5',
  }),
  define(AGENCY, 'How much of the work agency workers do.', {
    unit: 'percent',
    kind: 'snapshot',
    direction: 'lower',
    target: '20',
    tolerance: '2.5',
    formula: inCouncil('agency workers / (agency workers + in post)'),
    population: inCouncil('Children’s social workers, in FTE, on the last day of the month.'),
  }),
  define(REFERRALS, 'How many referrals came in.', { unit: 'count', kind: 'month' }),
  define(REFERRALS_TO_DATE, 'How many have come in since April.', {
    unit: 'count',
    kind: 'year-to-date',
    relation: { kind: 'year-to-date-of', indicatorId: idOf(REFERRALS) },
  }),
  define('Decisions of the access to resources panel', 'How many requests the panel decided.', {
    unit: 'count',
    kind: 'month',
  }),
  define('Children and young people who came to the participation groups', 'Who was heard.', {
    unit: 'count',
    kind: 'month',
  }),
  ...(
    [
      ['England', 'england'],
      ['statistical neighbours', 'statistical-neighbours'],
    ] as const
  ).map(([name, series]) =>
    define(`${IN_TIME}, ${name}`, 'What it is compared with.', {
      unit: 'percent',
      kind: 'year',
      series,
      relation: { kind: 'benchmark-of', indicatorId: idOf(IN_TIME) },
    }),
  ),
];

/** The name of a period, its draft, its final value, and that to which it was restated. */
export type Row = readonly [string, string | null, string, (string | null)?, (readonly [string, string])?];
export const rows: readonly (readonly [string, PeriodKind, readonly Row[]])[] = [
  [
    IN_TIME,
    'month',
    [
      ['2025-01', '71', '71', null, ['142', '200']],
      ['2025-02', '75', '74', null, ['131', '177']],
      ['2025-03', '79', '79', null, ['158', '200']],
      ['2025-04', '88', '84', '81', ['147', '175']],
      ['2025-05', '86', '86', null, ['155', '180']],
      ['2025-06', '91', '90', null, ['171', '190']],
    ],
  ],
  [
    CONFERENCES,
    'month',
    [
      ['2025-04', '78', '78'],
      ['2025-05', '84', '82'],
      ['2025-06', '92', '92'],
    ],
  ],
  [
    SUPERVISION,
    'month',
    [
      ['2025-04', '94', '94'],
      ['2025-05', '96', '96'],
      ['2025-06', null, '83'],
    ],
  ],
  [
    AGENCY,
    'snapshot',
    [
      ['2025-04', '22.5', '22.4'],
      ['2025-05', '20.9', '20.9', '21.3'],
      ['2025-06', '19.2', '19.2'],
    ],
  ],
  [
    REFERRALS,
    'month',
    [
      ['2025-04', '212', '212'],
      ['2025-05', '240', '236'],
      ['2025-06', '198', '198'],
    ],
  ],
  [
    REFERRALS_TO_DATE,
    'year-to-date',
    [
      ['2025-04', null, '212'],
      ['2025-05', null, '452'],
      ['2025-06', null, '646'],
    ],
  ],
  [
    'Decisions of the access to resources panel',
    'month',
    [
      ['2025-05', null, '14'],
      ['2025-06', null, '11'],
    ],
  ],
  [
    'Children and young people who came to the participation groups',
    'month',
    [
      ['2025-05', null, '23'],
      ['2025-06', null, '31'],
    ],
  ],
  [`${IN_TIME}, England`, 'year', [['2023-24', null, '83.7']]],
  [`${IN_TIME}, statistical neighbours`, 'year', [['2023-24', null, '85.2']]],
];
