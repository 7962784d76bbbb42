/** The rows of a CSV file of figures, by the names of its columns. Nothing is taken from another row, whatever is blank. */
import type { CsvRow } from '../formats/csv.js';
import { readCsv } from '../formats/csv.js';
import type { Problem, ProblemCode, Report } from '../problems.js';

const COLUMNS_MAX = 50;
const CELL_LENGTH_MAX = 4_000;
// oxlint-disable-next-line no-control-regex -- naming them is the point of this pattern.
const controlCharacter = /[\u0000-\u0008\u000b-\u001f\u007f]/;

export interface TableRow<Column extends string> {
  readonly row: number;
  /** The cell under a column, with its white space evened out; '' where it is blank or the table has no such column. */
  readonly cell: (column: Column) => string;
  /** What the column is called in the file. */
  readonly nameOf: (column: Column) => string;
}
export interface Table<Column extends string> {
  readonly rows: readonly TableRow<Column>[];
  readonly problems: readonly Problem[];
}

const evened = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const keyOf = (name: string): string => evened(name).toLowerCase();

const cellFault = (cells: readonly string[]): ProblemCode | null => {
  if (cells.some((text) => text.length > CELL_LENGTH_MAX)) return 'cell-too-long';
  return cells.some((text) => controlCharacter.test(text)) ? 'unprintable-character' : null;
};

/** The columns of a header, by what they mean; `null` where one that is needed is missing. */
const columnsIn = <Column extends string>(
  header: readonly string[],
  names: Readonly<Record<Column, readonly string[]>>,
  needed: readonly Column[],
): Map<Column, number> | null => {
  const keys = header.map(keyOf);
  const entries = Object.entries<readonly string[]>(names) as [Column, readonly string[]][];
  const found = new Map(
    entries.flatMap(([column, called]) => {
      const index = keys.findIndex((key) => called.includes(key));
      return index === -1 ? [] : [[column, index] as const];
    }),
  );
  return needed.every((column) => found.has(column)) ? found : null;
};

/** The rows below a header, and a problem for each whose cells cannot be told apart or kept. */
const rowsBelow = <Column extends string>(
  header: { readonly row: number; readonly cells: readonly string[] },
  rows: readonly CsvRow[],
  columns: ReadonlyMap<Column, number>,
  report: Report,
): Table<Column> => {
  const problems: Problem[] = [];
  const taken: TableRow<Column>[] = [];
  const at = (column: Column): number => columns.get(column) ?? -1;
  for (const { row, cells } of rows) {
    if (row <= header.row || cells === null || cells.every((text) => text.trim() === '')) continue;
    const fault = cells.length === header.cells.length ? cellFault(cells) : 'wrong-cell-count';
    if (fault === null) {
      taken.push({
        row,
        cell: (column) => evened(cells[at(column)] ?? ''),
        nameOf: (column) => evened(header.cells[at(column)] ?? column),
      });
    } else {
      problems.push(report(fault, { row }));
    }
  }
  return { rows: taken, problems };
};

/** The table in a file under one of several headings; `heading` is `null` where it has none of them. */
export const readTable = <Column extends string>(
  bytes: Uint8Array,
  report: Report,
  names: Readonly<Record<Column, readonly string[]>>,
  headings: readonly (readonly Column[])[],
): Table<Column> & { readonly heading: readonly Column[] | null } => {
  const { rows, problems } = readCsv(bytes, report);
  const without = (...found: readonly Problem[]) => ({
    rows: [],
    problems: [...problems, ...found],
    heading: null,
  });
  if (rows === null) return without();
  const header = rows.find(({ cells }) => cells?.some((text) => text.trim() !== '') === true);
  if (header === undefined || header.cells === null) return without(report('empty-file'));
  const { row, cells } = header;
  if (cells.length > COLUMNS_MAX) return without(report('too-many-columns'));
  for (const heading of headings) {
    const columns = columnsIn(cells, names, heading);
    if (columns === null) continue;
    const below = rowsBelow({ row, cells }, rows, columns, report);
    return { rows: below.rows, problems: [...problems, ...below.problems], heading };
  }
  return without(report('no-figures', { row, detail: `Its columns are: ${cells.map(evened).join(', ')}.` }));
};
