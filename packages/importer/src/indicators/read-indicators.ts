/**
 * Reads a file of figures in long form (a row for each figure) into indicators with their readings, which can be looked at
 * before anything is recorded. A blank cell stays blank: each figure stands in the row that names it, and nothing is zipped.
 */
import type { Unit } from '@improvement-ledger/domain';
import { parseDecimal, valueFault } from '@improvement-ledger/domain';
import { readCsv } from '../formats/csv.js';
import type { Problem, Report } from '../problems.js';
import { reporterFor } from '../problems.js';
import type { Figure, ProposedIndicator } from './proposed-indicator.js';
import { readScorecardRow, scorecardIndicators } from './scorecard.js';
import { readTableRow, tableIndicators } from './tables.js';

export interface IndicatorFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** The day on which the figures were published: of a figure without a period, the day that it is of. */
  readonly effective: string;
}
export interface ReadIndicators {
  readonly indicators: readonly ProposedIndicator[] | null;
  readonly figures: number;
  readonly blanks: number;
  readonly problems: readonly Problem[];
}

const layouts = {
  'section,measure,month,value,unit': { read: readScorecardRow, gather: scorecardIndicators },
  'table,period,category,measure,value,unit': { read: readTableRow, gather: tableIndicators },
} as const;

const unitsByWord: Readonly<Record<string, Unit>> = {
  count: 'count',
  '%': 'percent',
  days: 'days',
  weeks: 'weeks',
  fte: 'fte',
  '£': 'pounds',
  'per 10,000 population': 'per-10000',
};

/** A figure, or why its row is left out. */
const figureIn = (
  row: number,
  { section, category, measure, unit, written, value }: Readonly<Record<string, string>>,
  report: Report,
): Figure | Problem => {
  const known = unitsByWord[(unit ?? '').trim().toLowerCase()];
  if (known === undefined)
    return report('unknown-unit', { row, column: 'unit', detail: `It is "${unit ?? ''}".` });
  const text = (value ?? '').trim().replace(/%$/, '');
  const number = text === '' ? null : parseDecimal(text);
  if (text !== '' && number === null) {
    return report('not-a-number', { row, column: 'value', detail: `It is "${text.slice(0, 40)}".` });
  }
  const fault = valueFault(known, { value: number, printed: null, numerator: null, denominator: null });
  if (fault !== null) return report('not-a-number', { row, column: 'value', detail: fault.message });
  return {
    row,
    section: (section ?? '').trim(),
    category: (category ?? '').trim(),
    measure: (measure ?? '').trim(),
    unit: known,
    written: (written ?? '').trim(),
    value: number,
  };
};

export const readIndicators = ({ bytes, fileName, effective }: IndicatorFile): ReadIndicators => {
  const report = reporterFor(fileName);
  const nothing = { indicators: null, figures: 0, blanks: 0 };
  const { rows, problems } = readCsv(bytes, report);
  const [header, ...body] = rows ?? [];
  if (rows === null || header?.cells === null || header === undefined) {
    return { ...nothing, problems: rows === null ? problems : [...problems, report('empty-file')] };
  }
  const columns = header.cells.map((cell) => cell.trim().toLowerCase());
  const layout = layouts[columns.join(',') as keyof typeof layouts];
  if (layout === undefined) return { ...nothing, problems: [...problems, report('not-figures')] };
  const figures: Figure[] = [];
  const found: Problem[] = [...problems];
  for (const { row, cells } of body) {
    if (cells === null) continue;
    if (cells.length !== columns.length) {
      found.push(report('wrong-cell-count', { row }));
      continue;
    }
    const named = Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
    const figure = figureIn(row, layout.read(named), report);
    if ('code' in figure) found.push(figure);
    else figures.push(figure);
  }
  const gathered = layout.gather(figures, effective, report);
  return {
    indicators: gathered.indicators,
    figures: figures.length,
    blanks: figures.filter(({ value }) => value === null).length,
    problems: [...found, ...gathered.problems].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)),
  };
};
