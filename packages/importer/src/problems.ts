/**
 * Every way in which a file can fall short of a plan, each with the sentence that tells its sender what
 * is wrong and what to do. The codes are a closed list: other parts of the ledger count and show them.
 */

/** `fatal`: nothing could be read. `refused`: a row is left out. `note`: read, but worth a look. */
type Severity = 'fatal' | 'refused' | 'note';

/** The code of each problem, how grave it is, and its sentence. */
export const problemKinds = {
  'not-a-csv': { severity: 'fatal', sentence: 'This file is not a CSV file.' },
  'empty-file': { severity: 'fatal', sentence: 'This file holds no rows.' },
  'file-too-large': { severity: 'fatal', sentence: 'This file is larger than an action plan can be.' },
  'too-many-rows': { severity: 'fatal', sentence: 'This file holds more rows than an action plan can have.' },
  'too-many-columns': {
    severity: 'fatal',
    sentence: 'The header row has more columns than a plan can have.',
  },
  'header-too-long': {
    severity: 'fatal',
    sentence: 'A name in the header row is too long to be a column name.',
  },
  'too-many-broken-rows': {
    severity: 'fatal',
    sentence:
      'Too many rows have misplaced quotation marks; save the file as CSV again from the spreadsheet.',
  },
  'no-actions': { severity: 'fatal', sentence: 'No row of this file could be read as an action.' },
  'no-action-column': { severity: 'fatal', sentence: 'No column of this file is headed "Action".' },
  'no-figures': {
    severity: 'fatal',
    sentence:
      'The columns are not those of a table of posts, of starters and leavers, or of figures in long form (measure, month or period, value, unit).',
  },
  'broken-quotes': {
    severity: 'refused',
    sentence: 'A quotation mark in this row is misplaced or never closed, so the row was left out.',
  },
  'row-too-long': {
    severity: 'refused',
    sentence: 'This row is too long to be read, perhaps because a quotation mark is never closed.',
  },
  'wrong-cell-count': {
    severity: 'refused',
    sentence: 'This row has not as many cells as the header row, so its cells cannot be told apart.',
  },
  'cell-too-long': { severity: 'refused', sentence: 'A cell of this row holds more text than can be kept.' },
  'unprintable-character': {
    severity: 'refused',
    sentence: 'A cell of this row holds a control character that can be neither stored nor printed.',
  },
  'no-action-text': { severity: 'refused', sentence: 'This row has no action.' },
  'place-unclear': {
    severity: 'refused',
    sentence: 'This row takes its place in the plan from the row above, which could not be read.',
  },
  'impossible-date': { severity: 'refused', sentence: 'This row names a date that no calendar has.' },
  'unknown-rag': { severity: 'refused', sentence: 'This row has a RAG rating that is not a known colour.' },
  'no-measure': { severity: 'refused', sentence: 'This row does not say what is measured.' },
  'no-post': { severity: 'refused', sentence: 'This row does not say of which post or role it is.' },
  'not-a-number': { severity: 'refused', sentence: 'This cell is not a number.' },
  'unknown-unit': { severity: 'refused', sentence: 'This row has a unit that is not a known one.' },
  'unknown-movement': { severity: 'refused', sentence: 'This row is neither of starters nor of leavers.' },
  'period-unclear': {
    severity: 'refused',
    sentence: 'This row does not say a month or period that a calendar has.',
  },
  'value-impossible': { severity: 'refused', sentence: 'The value cannot be one of its unit.' },
  'repeated-reading': {
    severity: 'refused',
    sentence: 'A row above gives another value for the same measure and period.',
  },
  'too-many-owners': { severity: 'refused', sentence: 'This row names more owners than can be kept.' },
  'not-utf-8': {
    severity: 'note',
    sentence: 'The file is not UTF-8 and was read as Windows-1252; check apostrophes, dashes and accents.',
  },
  'rows-above-header': { severity: 'note', sentence: 'Rows above the header row were left out.' },
  'not-of-the-workforce': {
    severity: 'note',
    sentence: 'These measures are not of the workforce and were left out.',
  },
  'total-differs': { severity: 'note', sentence: 'The total is not the sum of the rows; both are kept.' },
  'second-column': {
    severity: 'note',
    sentence: 'Another column was taken for this meaning; this one is kept with the row as it is.',
  },
  'place-from-above': {
    severity: 'note',
    sentence: 'The cell is blank, as where cells are merged, and was taken from the row above.',
  },
  'place-not-stated': {
    severity: 'note',
    sentence: 'The cell is blank and nothing above it says what belongs here.',
  },
  'reference-not-usable': {
    severity: 'note',
    sentence: 'The reference is blank or has characters that a reference cannot have; one was made instead.',
  },
  'not-figures': {
    severity: 'fatal',
    sentence:
      'The columns are not those of figures: section, measure, month, value, unit; or table, period, category, measure, value, unit.',
  },
  'no-period': { severity: 'refused', sentence: 'The period of this row is not understood.' },
  'no-period-printed': { severity: 'note', sentence: 'No period is printed in this row.' },
  'figures-contradict': { severity: 'note', sentence: 'Figures contradict each other.' },
  'repeated-reference': { severity: 'note', sentence: 'Another row above has the same reference.' },
} as const satisfies Readonly<Record<string, { severity: Severity; sentence: string }>>;

export type ProblemCode = keyof typeof problemKinds;

export interface Problem {
  readonly severity: Severity;
  readonly file: string;
  /** The row as a spreadsheet numbers it, the header being row 1; `null` for the file as a whole. */
  readonly row: number | null;
  /** The name of the column, where the problem lies in one. */
  readonly column: string | null;
  readonly code: ProblemCode;
  readonly message: string;
}

/** Where a problem lies, and what there is to say beyond its sentence. */
interface Circumstances {
  readonly row?: number;
  readonly column?: string;
  readonly detail?: string;
}
/** Makes the problems of one file. */
export type Report = (code: ProblemCode, circumstances?: Circumstances) => Problem;

export const reporterFor =
  (file: string): Report =>
  (code, { row, column, detail } = {}) => ({
    severity: problemKinds[code].severity,
    file,
    row: row ?? null,
    column: column ?? null,
    code,
    message: [problemKinds[code].sentence, detail].filter(Boolean).join(' '),
  });
