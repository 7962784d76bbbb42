/**
 * Finds the header row and what each column means. Councils head the same column "By when", "Due date"
 * or "Timescale"; a column that is not known is kept with its rows and means nothing.
 */
import type { CsvRow } from './formats/csv.js';

export type Field =
  | 'workstream'
  | 'commitment'
  | 'reference'
  | 'action'
  | 'byWhen'
  | 'byWhom'
  | 'rag'
  | 'statusUpdate'
  | 'cost';

/** The names under which each meaning is known, the plainest first: where two columns fit, the earlier wins. */
const names: Readonly<Record<Field, readonly string[]>> = {
  workstream: [
    'workstream',
    'work stream',
    'improvement workstream',
    'theme',
    'priority',
    'priority area',
    'objective',
    'strategic objective',
    'area',
    'improvement area',
    'section',
    'issue',
  ],
  commitment: [
    'commitment',
    'improvement commitment',
    'outcome',
    'intended outcome',
    'desired outcome',
    'aim',
    'goal',
    'recommendation',
    'ofsted recommendation',
    'what we will achieve',
  ],
  reference: [
    'reference',
    'ref',
    'action ref',
    'action reference',
    'action number',
    'action no',
    'action id',
    'ref no',
    'reference number',
    'number',
    'no',
    'id',
  ],
  action: [
    'action',
    'actions',
    'action required',
    'actions required',
    'smart action',
    'improvement action',
    'action to be taken',
    'actions to be taken',
    'proposed action',
    'key action',
    'key actions',
    'specific action',
    'what will we do',
    'what we will do',
    'what',
    'task',
    'action description',
    'action title',
  ],
  byWhen: [
    'by when',
    'due date',
    'due',
    'target date',
    'deadline',
    'completion date',
    'target completion date',
    'date due',
    'timescale',
    'timescales',
    'timeframe',
    'when',
    'end date',
  ],
  byWhom: [
    'by whom',
    'owner',
    'action owner',
    'owners',
    'lead',
    'lead officer',
    'action lead',
    'responsible officer',
    'responsible',
    'responsibility',
    'person responsible',
    'accountable',
    'who',
    'assigned to',
  ],
  rag: ['rag', 'rag rating', 'rag status', 'rating', 'brag', 'brag rating', 'brag status', 'colour'],
  statusUpdate: [
    'status update',
    'update',
    'progress update',
    'latest update',
    'progress',
    'current position',
    'commentary',
    'narrative',
    'comments',
    'comment',
    'notes',
    'status',
  ],
  cost: [
    'cost',
    'costs',
    'cost resources required',
    'cost resources',
    'resources',
    'resources required',
    'budget',
  ],
};
const fields = Object.keys(names) as Field[];

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export interface Column {
  readonly name: string;
  /** What the column means, if it is the one taken for that. */
  readonly field: Field | null;
  /** What the column would mean, had not another been taken. */
  readonly second: Field | null;
}

const columnsOf = (header: readonly string[]): readonly Column[] => {
  const known = header.map(plain);
  const taken = new Map<number, Field>();
  for (const field of fields) {
    const name = names[field].find((each) => known.includes(each));
    if (name !== undefined) taken.set(known.indexOf(name), field);
  }
  return header.map((name, at) => {
    const field = taken.get(at) ?? null;
    const meant = fields.find((each) => names[each].includes(known[at] ?? '')) ?? null;
    return {
      name: name.trim() === '' ? `Column ${at + 1}` : name.trim(),
      field,
      second: field === null ? meant : null,
    };
  });
};

/** A title or a note may stand above the header row, but not more than this many rows. */
const HEADER_ROWS_SEARCHED = 20;

export interface Header {
  readonly row: number;
  readonly columns: readonly Column[];
}

/**
 * The header row: the first that names an action and something else, else the first row that is not
 * blank. A lone "Action" above the table is a title, not a header, unless nothing better follows.
 */
export const findHeader = (rows: readonly CsvRow[]): Header | null => {
  const candidates = rows
    .slice(0, HEADER_ROWS_SEARCHED)
    .filter(({ cells }) => cells?.some((cell) => cell.trim() !== ''))
    .map(({ row, cells }) => ({ row, columns: columnsOf(cells ?? []) }));
  const knows = (least: number) => (header: Header) =>
    header.columns.some(({ field }) => field === 'action') &&
    header.columns.filter(({ field }) => field !== null).length >= least;
  return candidates.find(knows(2)) ?? candidates.find(knows(1)) ?? candidates[0] ?? null;
};

/** The text of a row under each meaning that the file has a column for. */
export const textsOf = (columns: readonly Column[], cells: readonly string[]): ReadonlyMap<Field, string> =>
  new Map(columns.flatMap(({ field }, at) => (field === null ? [] : [[field, cells[at] ?? '']])));
