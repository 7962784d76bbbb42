/**
 * Reads a CSV file into rows that keep the number a spreadsheet shows for them. A row that is broken
 * costs itself only: reading goes on from the next line, and the row is listed.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { Problem, Report } from '../problems.js';
import { decode } from './decode.js';
import { foreignBytes, foreignText } from './recognise.js';

/** The largest file that is read, in bytes. */
export const FILE_BYTES_MAX = 20 * 1024 * 1024;
/** The greatest number of rows, the header among them. */
export const ROWS_MAX = 10_000;
/** The longest row, in bytes of UTF-8; beyond it a quotation mark was surely left open. */
export const ROW_BYTES_MAX = 1024 * 1024;
/** The greatest number of broken rows after which reading is given up. */
export const BROKEN_ROWS_MAX = 100;

export interface CsvRow {
  /** The number a spreadsheet shows: the first row of the file is 1, a row with line breaks counts once. */
  readonly row: number;
  /** The first and last line of the file that the row takes up. */
  readonly lines: readonly [number, number];
  /** `null` where the row was broken; its problem is listed. */
  readonly cells: readonly string[] | null;
}

const delimiters = [',', ';', '\t'];

/** The delimiter of the first line that has any outside quotation marks; spreadsheets may state it as "sep=;". */
const delimiterOf = (text: string): string => {
  const stated = /^sep=([,;\t])\n/i.exec(text)?.[1];
  if (stated !== undefined) return stated;
  let from = 0;
  for (let line = 0; line < 20 && from < text.length; line += 1) {
    const end = text.indexOf('\n', from);
    const plain = text.slice(from, end === -1 ? undefined : end).replace(/"[^"]*"/g, '');
    const counts = delimiters.map((delimiter) => plain.split(delimiter).length - 1);
    const most = Math.max(...counts);
    if (most > 0) return delimiters[counts.indexOf(most)] ?? ',';
    from = end === -1 ? text.length : end + 1;
  }
  return ',';
};

const lineStartsOf = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

const rowsOf = (text: string, report: Report): { rows: CsvRow[]; problems: Problem[] } => {
  const rows: CsvRow[] = [];
  const problems: Problem[] = [];
  const lineStarts = lineStartsOf(text);
  const delimiter = delimiterOf(text);
  /** Lines that are behind us, and those that were when the parser last began. */
  let linesRead = 0;
  let linesBefore = 0;
  const take = (cells: readonly string[], { lines }: { lines: number }): null => {
    rows.push({ row: rows.length + 1, lines: [linesRead + 1, linesBefore + lines], cells });
    linesRead = linesBefore + lines;
    return null;
  };
  while (linesRead < lineStarts.length && rows.length <= ROWS_MAX && problems.length <= BROKEN_ROWS_MAX) {
    linesBefore = linesRead;
    try {
      parse(text.slice(lineStarts[linesRead]), {
        delimiter,
        record_delimiter: '\n',
        relax_column_count: true,
        max_record_size: ROW_BYTES_MAX,
        to: ROWS_MAX + 1 - rows.length,
        on_record: take,
      });
      break;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const line = linesRead + 1;
      problems.push(
        report(error.code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'broken-quotes', {
          row: rows.length + 1,
          detail: `It begins on line ${line} of the file; reading went on from line ${line + 1}.`,
        }),
      );
      rows.push({ row: rows.length + 1, lines: [line, line], cells: null });
      linesRead += 1;
    }
  }
  return { rows, problems };
};

const fatal = (problem: Problem) => ({ rows: null, problems: [problem] });

/** The rows of a CSV file; `rows` is `null` where the file cannot be read at all. */
export const readCsv = (
  bytes: Uint8Array,
  report: Report,
): { readonly rows: readonly CsvRow[] | null; readonly problems: readonly Problem[] } => {
  if (bytes.byteLength > FILE_BYTES_MAX) {
    return fatal(report('file-too-large', { detail: `The limit is ${FILE_BYTES_MAX / 1024 / 1024} MiB.` }));
  }
  const foreign = foreignBytes(bytes);
  if (foreign !== null) return fatal(report('not-a-csv', { detail: foreign }));
  const decoded = decode(bytes);
  const detail = decoded === null ? 'It announces UTF-16 but is not.' : foreignText(decoded.text);
  if (decoded === null || detail !== null)
    return fatal(report('not-a-csv', detail === null ? {} : { detail }));
  if (decoded.text.trim() === '') return fatal(report('empty-file'));
  const { rows, problems } = rowsOf(decoded.text, report);
  if (rows.length > ROWS_MAX) {
    return fatal(
      report('too-many-rows', { detail: `The limit is ${ROWS_MAX.toLocaleString('en-GB')} rows.` }),
    );
  }
  if (problems.length > BROKEN_ROWS_MAX) return fatal(report('too-many-broken-rows'));
  return { rows, problems: decoded.assumed ? [report('not-utf-8'), ...problems] : problems };
};
