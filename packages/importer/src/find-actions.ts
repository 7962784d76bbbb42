/**
 * Turns the rows below the header into a proposed plan: workstreams, their commitments, their actions,
 * in the order in which the file names them. A row that cannot be read is left out and listed.
 */
import { standardRagWords, understandRag } from '@improvement-ledger/domain';
import { textsOf, type Field, type Header } from './find-columns.js';
import { findPlaces, type Place } from './find-places.js';
import type { CsvRow } from './formats/csv.js';
import { numberActions } from './number-actions.js';
import type { Problem, Report } from './problems.js';
import type { ProposedAction, ProposedPlan, ProposedWorkstream } from './proposed-plan.js';
import { readRow } from './read-row.js';

/** What a plan's R, A, G and B stand for unless its file writes out other colours too, and what it may rate with. */
const defaultRagWords = standardRagWords.filter(({ order }) => order !== null);

const isBlankRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** The colours that are written out somewhere in the file, and the usual four for the letters. */
const ragWordsIn = (texts: readonly string[]) => {
  const named = new Set(
    texts
      .filter((text) => text.trim().length > 1)
      .map((text) => understandRag(text, standardRagWords))
      .map((rag) => ('key' in rag ? rag.key : null)),
  );
  return standardRagWords.filter((word) => named.has(word.key) || defaultRagWords.includes(word));
};

/** The actions placed so far, in the plan's order. */
type Placed = Map<Place['workstream'], Map<Place['commitment'], ProposedAction[]>>;

const add = (placed: Placed, { workstream, commitment }: Place, action: ProposedAction): void => {
  const commitments = placed.get(workstream) ?? new Map<Place['commitment'], ProposedAction[]>();
  placed.set(workstream, commitments);
  const actions = commitments.get(commitment) ?? [];
  commitments.set(commitment, actions);
  actions.push(action);
};

const workstreamsOf = (placed: Placed): ProposedWorkstream[] =>
  [...placed].map(([workstream, commitments]) => ({
    ...workstream,
    commitments: [...commitments].map(([{ reference, title }, actions]) => ({ reference, title, actions })),
  }));

/** Why a row's cells cannot be told apart, if they cannot; more cells than the header has are harmless if blank. */
const wrongCount = (columnCount: number, cells: readonly string[], lines: CsvRow['lines']): string | null =>
  cells.length < columnCount || !isBlankRow(cells.slice(columnCount))
    ? `It has ${cells.length} and the header ${columnCount}; it stands on line ${[...new Set(lines)].join(' to ')}.`
    : null;

/** Whether a title of the row cannot be kept: it must not pass to the rows below either. */
const hasBadTitle = (problems: readonly Problem[], columnNames: ReadonlyMap<Field, string>): boolean =>
  problems.some(
    ({ code, column }) =>
      (code === 'cell-too-long' || code === 'unprintable-character') &&
      [columnNames.get('workstream'), columnNames.get('commitment')].includes(column ?? ''),
  );

/** The plan that a file's rows make up, with the problems met on the way, in the order of the rows. */
export const findActions = (
  rows: readonly CsvRow[],
  { row: headerRow, columns }: Header,
  { inForceFrom, report }: { readonly inForceFrom: string; readonly report: Report },
): { readonly plan: ProposedPlan; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const below = rows
    .filter(({ row, cells }) => row > headerRow && !(cells !== null && isBlankRow(cells)))
    .map((each) => ({ ...each, texts: textsOf(columns, each.cells ?? []) }));
  const textsUnder = (field: Field): string[] => below.map(({ texts }) => texts.get(field)?.trim() ?? '');
  const columnNames = new Map(
    columns.flatMap(({ field, name }): [Field, string][] => (field === null ? [] : [[field, name]])),
  );
  const places = findPlaces(columnNames, textsUnder('workstream'), report);
  const number = numberActions(columnNames.get('reference'), textsUnder('reference'), report);
  const reading = { columns, inForceFrom, ragVocabulary: ragWordsIn(textsUnder('rag')), report };
  const placed: Placed = new Map();

  for (const { row, lines, cells, texts } of below) {
    const miscounted = cells === null ? null : wrongCount(columns.length, cells, lines);
    if (miscounted !== null) problems.push(report('wrong-cell-count', { row, detail: miscounted }));
    if (cells === null || miscounted !== null) {
      places.loseTrack();
      continue;
    }
    const read = readRow(row, cells, reading);
    problems.push(...read.problems);
    if (hasBadTitle(read.problems, columnNames)) {
      places.loseTrack();
      continue;
    }
    const { place, problems: ofPlace } = places.placeOf(row, texts);
    problems.push(...ofPlace);
    if (place === null) continue;
    // A refused row keeps its number, so that the numbers below it are the same once it is mended.
    const numbered = number(row, texts.get('reference')?.trim() ?? '', place.commitment);
    problems.push(...numbered.problems);
    if (read.action !== null) add(placed, place, { ...read.action, reference: numbered.reference });
  }

  const workstreams = workstreamsOf(placed);
  const rated = new Set(
    workstreams.flatMap(({ commitments }) =>
      commitments.flatMap(({ actions }) => actions.map(({ rag }) => rag)),
    ),
  );
  // One edition rates nothing red; the next may. Only what is beyond the usual four has to be met first.
  const ragWords = standardRagWords.filter((word) => rated.has(word.key) || defaultRagWords.includes(word));
  return { plan: { ragWords, workstreams }, problems };
};
