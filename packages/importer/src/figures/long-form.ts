/** Figures in long form: a row for each measure and period, with its value and unit. A blank value stays blank. */
import type { Period, PeriodKind, Published, Unit } from '@improvement-ledger/domain';
import { parseDecimal, valueFault } from '@improvement-ledger/domain';
import type { Problem, Report } from '../problems.js';
import { reporterFor } from '../problems.js';
import { kindInName, periodOf } from './period-text.js';
import type { TableRow } from './table.js';
import { readTable } from './table.js';

export interface FiguresFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** The day to which the figures are: what "since 10 July 2014" ends with, and the day of a table without one. */
  readonly asAt: string | null;
}

/** One row, as it is written and as it is understood. */
export interface LongFormRow {
  readonly row: number;
  /** The section or table in which it stands, the measure and, within it, the category; '' where there is none. */
  readonly section: string;
  readonly measure: string;
  readonly category: string;
  readonly writtenPeriod: string;
  /** What the measure's name says of its periods, if anything. */
  readonly kind: PeriodKind | null;
  /** `null` where the text says none that a calendar has: whoever records it says what it is of, or leaves it out. */
  readonly period: Period | null;
  readonly unit: Unit;
  readonly published: Published;
}

const names = {
  section: ['section', 'table', 'objective'],
  measure: ['measure', 'indicator'],
  category: ['category'],
  period: ['month', 'period'],
  value: ['value'],
  unit: ['unit'],
} as const;
type Column = keyof typeof names;

const unitNames: ReadonlyMap<string, Unit> = new Map([
  ['count', 'count'],
  ['number', 'count'],
  ['%', 'percent'],
  ['per cent', 'percent'],
  ['per 10,000 population', 'per-10000'],
  ['per 10,000', 'per-10000'],
  ['per worker', 'per-worker'],
  ['days', 'days'],
  ['weeks', 'weeks'],
  ['fte', 'fte'],
  ['£', 'pounds'],
]);

/** What is printed in a cell: the number, and the words where they are other than the number itself. */
export const publishedIn = (text: string): Pick<Published, 'value' | 'printed'> | null => {
  if (text === '') return { value: null, printed: null };
  const value = parseDecimal(text.replace(/^£/, '').replace(/ ?%$/, '').trim());
  return value === null ? null : { value, printed: text === value ? null : text };
};

/** The problem of a value that its unit cannot have, if it is one. */
export const problemOfValue = (
  report: Report,
  row: number,
  column: string,
  unit: Unit,
  published: Published,
): Problem | null => {
  const fault = valueFault(unit, published);
  return fault === null ? null : report('value-impossible', { row, column, detail: fault.message });
};

const readRow = (
  { row, cell, nameOf }: TableRow<Column>,
  asAt: string | null,
  report: Report,
): LongFormRow | Problem => {
  const problem = (code: Parameters<Report>[0], column: Column, detail?: string): Problem =>
    report(code, { row, column: nameOf(column), ...(detail === undefined ? {} : { detail }) });
  const measure = cell('measure');
  if (measure === '') return problem('no-measure', 'measure');
  const unit = unitNames.get(cell('unit').toLowerCase());
  if (unit === undefined) return problem('unknown-unit', 'unit', `It is "${cell('unit')}".`);
  const found = publishedIn(cell('value'));
  if (found === null) return problem('not-a-number', 'value', `It is "${cell('value')}".`);
  const published: Published = { ...found, numerator: null, denominator: null };
  const impossible = problemOfValue(report, row, nameOf('value'), unit, published);
  if (impossible !== null) return impossible;
  const kind = kindInName(measure);
  const writtenPeriod = cell('period');
  const isMonth = nameOf('period').toLowerCase() === 'month';
  const period = periodOf(writtenPeriod, { kind, isMonth, asAt });
  const written = { section: cell('section'), measure, category: cell('category'), writtenPeriod };
  return { row, ...written, kind, period, unit, published };
};

const isProblem = (read: LongFormRow | Problem): read is Problem => 'severity' in read;

/** Every row of a file in long form that can be read, and the problems of the others. */
export const readLongForm = ({
  bytes,
  fileName,
  asAt,
}: FiguresFile): { readonly rows: readonly LongFormRow[]; readonly problems: readonly Problem[] } => {
  const report = reporterFor(fileName);
  const table = readTable<Column>(bytes, report, names, [['measure', 'period', 'value', 'unit']]);
  const read = table.rows.map((row) => readRow(row, asAt, report));
  return {
    rows: read.filter((each): each is LongFormRow => !isProblem(each)),
    problems: [...table.problems, ...read.filter(isProblem)],
  };
};
