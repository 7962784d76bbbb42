/**
 * Figures of the workforce in the files in which councils keep them: a table of posts, a list of starters and leavers by
 * role, and a scorecard in long form. Each row comes to readings as they are printed; totals are readings as well.
 */
import type { FigureMeasure, Period, Published } from '@improvement-ledger/domain';
import { periodNamed, sumOf, unitOf } from '@improvement-ledger/domain';
import type { Problem, Report } from '../problems.js';
import { reporterFor } from '../problems.js';
import type { FiguresFile, LongFormRow } from './long-form.js';
import { problemOfValue, publishedIn, readLongForm } from './long-form.js';
import { periodOf } from './period-text.js';
import type { TableRow } from './table.js';
import { readTable } from './table.js';

/** What a file says of one measure of one part of the workforce for one period. */
export interface ProposedReading {
  readonly row: number;
  /** The column that holds the value. */
  readonly column: string;
  readonly measure: FigureMeasure;
  /** Of whom, in the words of the file; `null`: of all. */
  readonly of: string | null;
  readonly period: Period;
  readonly published: Published;
}

interface Found {
  readonly readings: readonly ProposedReading[];
  readonly problems: readonly Problem[];
}

const names = {
  post: ['post'],
  establishment: ['establishment fte', 'no of establishment posts', 'establishment'],
  agency: ['agency cover fte', 'current agency cover', 'agency cover'],
  percent: ['percent', 'percentage', 'percentage by post and end total', '%'],
  role: ['role'],
  movement: ['movement'],
  count: ['count'],
  period: ['period'],
} as const;
type Column = keyof typeof names;

const TOTAL = /^totals?$/i;

type Take = (row: TableRow<Column>, report: Report, asAt: string) => ProposedReading[] | Problem;

type Cell = Pick<Published, 'value' | 'printed'> | null;

/** A share with what it is said to be made of, where there is something to divide by. */
const shareOf = (share: Cell, agency: Cell, establishment: Cell): Published => {
  const [numerator, denominator] = [agency?.value ?? null, establishment?.value ?? null];
  const isMade = numerator !== null && denominator !== null && denominator !== '0';
  const parts = isMade ? { numerator, denominator } : { numerator: null, denominator: null };
  return { value: share?.value ?? null, printed: share?.printed ?? null, ...parts };
};
const alone = (cell: Cell): Published => ({
  value: cell?.value ?? null,
  printed: cell?.printed ?? null,
  numerator: null,
  denominator: null,
});

const ofPosts: Take = ({ row, cell, nameOf }, report, asAt) => {
  const post = cell('post');
  const period = periodNamed('snapshot', asAt);
  if (post === '') return report('no-post', { row, column: nameOf('post') });
  if (period === null) return report('period-unclear', { row });
  const columns = ['establishment', 'agency', 'percent'] as const;
  const [establishment = null, agency = null, share = null] = columns.map((column) =>
    publishedIn(cell(column)),
  );
  const unread = columns.find((column) => publishedIn(cell(column)) === null);
  if (unread !== undefined) {
    return report('not-a-number', { row, column: nameOf(unread), detail: `It is "${cell(unread)}".` });
  }
  const of = TOTAL.test(post) ? null : post;
  const readings = [
    { column: nameOf('establishment'), measure: 'establishment', published: alone(establishment) },
    { column: nameOf('agency'), measure: 'agency-cover', published: alone(agency) },
    {
      column: nameOf('percent'),
      measure: 'agency-share-of-establishment',
      published: shareOf(share, agency, establishment),
    },
  ] as const;
  const impossible = readings
    .map(({ column, measure, published }) => problemOfValue(report, row, column, unitOf(measure), published))
    .find((problem) => problem !== null);
  return impossible ?? readings.map((reading) => ({ row, of, period, ...reading }));
};

const movements: ReadonlyMap<string, FigureMeasure> = new Map([
  ['starter', 'starters'],
  ['starters', 'starters'],
  ['leaver', 'leavers'],
  ['leavers', 'leavers'],
]);

const ofMovements: Take = ({ row, cell, nameOf }, report, asAt) => {
  const role = cell('role');
  if (role === '') return report('no-post', { row, column: nameOf('role') });
  const measure = movements.get(cell('movement').toLowerCase());
  if (measure === undefined) {
    return report('unknown-movement', {
      row,
      column: nameOf('movement'),
      detail: `It is "${cell('movement')}".`,
    });
  }
  const found = publishedIn(cell('count'));
  if (found === null)
    return report('not-a-number', { row, column: nameOf('count'), detail: `It is "${cell('count')}".` });
  const published = alone(found);
  const impossible = problemOfValue(report, row, nameOf('count'), unitOf(measure), published);
  if (impossible !== null) return impossible;
  const period = periodOf(cell('period'), { kind: null, isMonth: false, asAt });
  if (period === null) {
    return report('period-unclear', { row, column: nameOf('period'), detail: `It is "${cell('period')}".` });
  }
  return [{ row, column: nameOf('count'), measure, of: TOTAL.test(role) ? null : role, period, published }];
};

/** Measures of the workforce as scorecards call them. */
const called: readonly (readonly [RegExp, FigureMeasure])[] = [
  [/^starters\b/i, 'starters'],
  [/^leavers\b/i, 'leavers'],
  [/^sickness absence\b.*\bdays lost\b/i, 'absence-days'],
  // A scorecard says a rate, not how it is worked out.
  [/^agency worker rate\b/i, 'agency-rate'],
  [/^supervision\b.*\bstaff supervised\b/i, 'staff-supervised'],
  [/^average caseload\b/i, 'average-caseload'],
];

const ofLongForm = (
  { row, measure: name, unit, period, writtenPeriod, published }: LongFormRow,
  report: Report,
): ProposedReading[] | Problem | 'left-out' => {
  const measure = called.find(([pattern]) => pattern.test(name))?.[1];
  if (measure === undefined || unitOf(measure) !== unit) return 'left-out';
  if (period !== null) return [{ row, column: 'value', measure, of: null, period, published }];
  // A quarter that no month of the table ends has no value, and so no reading.
  return published.value === null
    ? []
    : report('period-unclear', { row, detail: `It is "${writtenPeriod}".` });
};

/** A note where the table's total is not the sum of its rows. */
const totalNotes = (readings: readonly ProposedReading[], report: Report): Problem[] =>
  (['establishment', 'agency-cover'] as const).flatMap((measure) => {
    const all = readings.filter((each) => each.measure === measure);
    const total = all.find(({ of }) => of === null);
    const sum = sumOf(
      all.flatMap(({ of, published: { value } }) => (of === null || value === null ? [] : [value])),
    );
    if (total === undefined || total.published.value === sum) return [];
    const detail = `It says ${total.published.value ?? 'nothing'}, they come to ${sum}.`;
    return [report('total-differs', { row: total.row, column: total.column, detail })];
  });

const keyOf = ({ measure, of, period: { kind, from, to } }: ProposedReading): string =>
  [measure, of?.toLowerCase(), kind, from, to].join(' ');

/** Readings of which no row above says otherwise, and a problem for each that one does. */
const withoutRepeats = (readings: readonly ProposedReading[], report: Report): Found => {
  const first = new Map<string, ProposedReading>();
  const problems: Problem[] = [];
  for (const each of readings) {
    const before = first.get(keyOf(each));
    if (before === undefined) first.set(keyOf(each), each);
    else if (before.published.value !== each.published.value) {
      problems.push(
        report('repeated-reading', {
          row: each.row,
          column: each.column,
          detail: `It is row ${before.row}.`,
        }),
      );
    }
  }
  return { readings: [...first.values()], problems };
};

const byPlace = (a: Problem, b: Problem): number => (a.row ?? 0) - (b.row ?? 0);

const fromScorecard = (file: FiguresFile, report: Report): Found => {
  const { rows, problems } = readLongForm(file);
  const read = rows.map((row) => ({ row, found: ofLongForm(row, report) }));
  const others = new Set(read.flatMap(({ row, found }) => (found === 'left-out' ? [row.measure] : [])));
  const unclear = read.flatMap(({ found }) =>
    typeof found === 'object' && 'severity' in found ? [found] : [],
  );
  const left =
    others.size === 0 ? [] : [report('not-of-the-workforce', { detail: `There are ${others.size}.` })];
  const { readings, problems: repeated } = withoutRepeats(
    read.flatMap(({ found }) => (Array.isArray(found) ? found : [])),
    report,
  );
  return { readings, problems: [...left, ...[...problems, ...unclear, ...repeated].toSorted(byPlace)] };
};

const POSTS: readonly Column[] = ['post', 'establishment', 'agency', 'percent'];
const MOVEMENTS: readonly Column[] = ['role', 'movement', 'count', 'period'];

/** The readings in a file, of whichever of the three kinds it is; and every problem, in the order of the rows. */
export const readWorkforceFigures = (file: FiguresFile & { readonly asAt: string }): Found => {
  const report = reporterFor(file.fileName);
  const table = readTable(file.bytes, report, names, [POSTS, MOVEMENTS]);
  if (table.heading === null) {
    const isOther = table.problems.some(({ code }) => code === 'no-figures');
    return isOther ? fromScorecard(file, report) : { readings: [], problems: table.problems };
  }
  const take = table.heading === POSTS ? ofPosts : ofMovements;
  const read = table.rows.map((row) => take(row, report, file.asAt));
  const { readings, problems } = withoutRepeats(
    read.flatMap((each) => ('severity' in each ? [] : each)),
    report,
  );
  const ofRows = [
    ...table.problems,
    ...read.flatMap((each) => ('severity' in each ? [each] : [])),
    ...problems,
  ];
  return { readings, problems: [...ofRows.toSorted(byPlace), ...totalNotes(readings, report)] };
};
