/**
 * Reads the file in which a council keeps its plan into a plan that can be looked at before anything is
 * recorded, and says of every row that it left out why it did.
 */
import { findActions } from './find-actions.js';
import { findHeader } from './find-columns.js';
import { readCsv } from './formats/csv.js';
import { reporterFor, type Problem } from './problems.js';
import type { ProposedPlan } from './proposed-plan.js';

export { readLongForm, type FiguresFile, type LongFormRow } from './figures/long-form.js';
export { readWorkforceFigures, type ProposedReading } from './figures/workforce.js';
export type { ProposedIndicator } from './indicators/proposed-indicator.js';
export { readIndicators } from './indicators/read-indicators.js';
export { problemKinds, type Problem, type ProblemCode } from './problems.js';
export type {
  ProposedAction,
  ProposedCommitment,
  ProposedPlan,
  ProposedWorkstream,
} from './proposed-plan.js';

/** The greatest number of columns, and the longest name of one: what the ledger keeps of a row. */
export const COLUMNS_MAX = 100;
const COLUMN_NAME_LENGTH_MAX = 200;

export interface PlanFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** The date from which the plan is in force, as YYYY-MM-DD: "immediate" and "3 months" count from it. */
  readonly inForceFrom: string;
}

/** The plan in a file, or `null` where a problem is fatal; and every problem, in the order of the rows. */
export const readPlan = ({
  bytes,
  fileName,
  inForceFrom,
}: PlanFile): { readonly plan: ProposedPlan | null; readonly problems: readonly Problem[] } => {
  const report = reporterFor(fileName);
  const { rows, problems } = readCsv(bytes, report);
  const header = rows === null ? null : findHeader(rows);
  if (rows === null || header === null) {
    return { plan: null, problems: rows === null ? problems : [...problems, report('empty-file')] };
  }
  const fatal = (problem: Problem) => ({ plan: null, problems: [...problems, problem] });
  const { row, columns } = header;
  if (columns.length > COLUMNS_MAX) {
    return fatal(
      report('too-many-columns', { row, detail: `It has ${columns.length}; the limit is ${COLUMNS_MAX}.` }),
    );
  }
  const longName = columns.findIndex(({ name }) => name.length > COLUMN_NAME_LENGTH_MAX);
  if (longName !== -1)
    return fatal(report('header-too-long', { row, detail: `It is column ${longName + 1}.` }));
  if (!columns.some(({ field }) => field === 'action')) {
    const detail = `Its columns are: ${columns.map(({ name }) => name).join(', ')}.`;
    return fatal(report('no-action-column', { row, detail }));
  }
  const ofHeader = [
    ...(row > 1 ? [report('rows-above-header', { detail: `The header is row ${row}.` })] : []),
    ...columns.flatMap(({ name, second }) =>
      second === null ? [] : [report('second-column', { row, column: name })],
    ),
  ];
  const found = findActions(rows, header, { inForceFrom, report });
  const ofRows = [...problems, ...found.problems].toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0));
  const listed = [...ofHeader, ...ofRows];
  // A plan in which there is nothing to do is the wrong file, or a file read wrongly.
  return found.plan.workstreams.length === 0
    ? { plan: null, problems: [...listed, report('no-actions')] }
    : { plan: found.plan, problems: listed };
};
