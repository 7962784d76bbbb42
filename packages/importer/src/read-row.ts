/**
 * Reads one row into an action. What is merely unclear is kept as it is written; what would be recorded
 * wrongly - an impossible date, an unknown rating - is refused, and so is what the ledger cannot hold.
 */
import {
  impossibleDateIn,
  NARRATIVE_LENGTH_MAX,
  SEALED_BYTES_MAX,
  TITLE_LENGTH_MAX,
  understandDue,
  understandOwners,
  understandRag,
  type Cell,
  type RagWord,
} from '@improvement-ledger/domain';
import { textsOf, type Column, type Field } from './find-columns.js';
import type { Problem, Report } from './problems.js';
import type { ProposedAction } from './proposed-plan.js';

/** The longest text of a cell, in characters. */
const CELL_LENGTH_MAX = 100_000;
/** The greatest number of owners that an action can have, and the longest name or post of one. */
const OWNERS_MAX = 30;
const OWNER_LENGTH_MAX = 500;

/** The longest text under each meaning that the ledger can hold. */
const lengthMax: Partial<Record<Field, number>> = {
  workstream: TITLE_LENGTH_MAX,
  commitment: TITLE_LENGTH_MAX,
  action: TITLE_LENGTH_MAX,
  byWhen: 1_000,
  byWhom: 2_000,
  statusUpdate: NARRATIVE_LENGTH_MAX,
};

// oxlint-disable-next-line no-control-regex -- naming them is the point of this pattern.
const controlCharacter = /[\u0000-\u0008\u000b-\u001f\u007f]/;

const EXCERPT_LENGTH = 60;
const quoted = (text: string): string =>
  `"${text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH).toWellFormed()}...` : text}"`;

export type ReadAction = Omit<ProposedAction, 'reference'>;

/** What the rows of one file have in common. */
export interface Reading {
  readonly columns: readonly Column[];
  readonly inForceFrom: string;
  readonly ragVocabulary: readonly RagWord[];
  readonly report: Report;
}

const cellsOf = (columns: readonly Column[], cells: readonly string[]): Cell[] =>
  columns.map(({ name }, at) => ({ column: name, text: cells[at] ?? '' }));

/** The problems of a row's cells whatever they mean: too long, or holding what cannot be stored. */
const problemsOfCells = (row: number, cells: readonly string[], { columns, report }: Reading): Problem[] => {
  const found = cells.flatMap((text, at) => {
    const column = columns[at]?.name ?? `Column ${at + 1}`;
    const field = columns[at]?.field ?? null;
    const longest = (field === null ? undefined : lengthMax[field]) ?? CELL_LENGTH_MAX;
    return [
      ...(text.length > longest
        ? [report('cell-too-long', { row, column, detail: `The limit here is ${longest} characters.` })]
        : []),
      ...(controlCharacter.test(text) ? [report('unprintable-character', { row, column })] : []),
    ];
  });
  const tooLarge = Buffer.byteLength(JSON.stringify(cellsOf(columns, cells))) > SEALED_BYTES_MAX;
  return found.length === 0 && tooLarge
    ? [report('cell-too-long', { row, detail: 'All cells of the row together are too long.' })]
    : found;
};

/** The action in a row, or `null` with the reasons for which the row is refused. */
export const readRow = (
  row: number,
  cells: readonly string[],
  reading: Reading,
): { readonly action: ReadAction | null; readonly problems: readonly Problem[] } => {
  const { columns, inForceFrom, ragVocabulary, report } = reading;
  const problems = problemsOfCells(row, cells, reading);
  if (problems.length > 0) return { action: null, problems };

  const texts = textsOf(columns, cells);
  const text = (field: Field): string => texts.get(field) ?? '';
  const refuse = (code: Parameters<Report>[0], field: Field, detail?: string): void => {
    const column = columns.find((each) => each.field === field)?.name;
    problems.push(
      report(code, {
        row,
        ...(column === undefined ? {} : { column }),
        ...(detail === undefined ? {} : { detail }),
      }),
    );
  };
  if (text('action').trim() === '') refuse('no-action-text', 'action');
  const impossible = impossibleDateIn(text('byWhen'));
  if (impossible !== null) refuse('impossible-date', 'byWhen', `It says ${quoted(impossible)}.`);
  const rag = understandRag(text('rag'), ragVocabulary);
  if ('unknown' in rag) refuse('unknown-rag', 'rag', `It says ${quoted(rag.unknown)}.`);
  const owners = understandOwners(text('byWhom'));
  if (owners.length > OWNERS_MAX) refuse('too-many-owners', 'byWhom', `The limit is ${OWNERS_MAX}.`);
  if (
    owners.some(({ name, post }) => name.length > OWNER_LENGTH_MAX || (post ?? '').length > OWNER_LENGTH_MAX)
  ) {
    refuse('cell-too-long', 'byWhom', `The name of one owner is longer than ${OWNER_LENGTH_MAX} characters.`);
  }
  if (problems.length > 0) return { action: null, problems };

  const action: ReadAction = {
    row,
    title: text('action').trim(),
    due: understandDue(text('byWhen'), { inForceFrom }),
    dueAsWritten: text('byWhen'),
    owners,
    ownersAsWritten: text('byWhom'),
    rag: 'key' in rag ? rag.key : null,
    ragAsWritten: text('rag'),
    statusUpdate: text('statusUpdate').trim() === '' ? null : text('statusUpdate'),
    cells: cellsOf(columns, cells),
  };
  return { action, problems };
};
