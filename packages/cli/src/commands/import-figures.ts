/** Figures of the workforce from a file: a table of posts, a list of starters and leavers, or a scorecard in long form. */
import { readWorkforceFigures } from '@improvement-ledger/importer';
import { recordFigures } from '../import/figures-import.js';
import type { Remark } from '../import/import-step.js';
import type { Sql } from '../ledger.js';
import { RefusedError } from '../refused-error.js';
import type { Terminal } from '../terminal.js';
import { count } from '../terminal.js';

export interface FiguresFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly hash: string;
  readonly source: string;
  readonly effective: string;
  /** The day to which the figures are. */
  readonly asAt: string;
  readonly restating: string | null;
}

/** Records what can be taken, and says of each row that cannot why. Returns how many rows were refused. */
export const importFigures = async (
  sql: Sql,
  tenant: string,
  file: FiguresFile,
  isDryRun: boolean,
  say: { readonly terminal: Terminal; readonly lineOf: (remark: Remark) => string },
): Promise<number> => {
  const { readings, problems } = readWorkforceFigures(file);
  const { out, err } = say.terminal;
  if (readings.length === 0) {
    for (const problem of problems) err(say.lineOf(problem));
    throw new RefusedError(`${file.fileName} was not imported: no figure could be read from it.`);
  }
  const { remarks, recorded, unchanged } = await recordFigures(sql, tenant, readings, file, isDryRun);
  const all: readonly Remark[] = [...problems, ...remarks];
  for (const remark of all) out(say.lineOf(remark));
  const refused = new Set(all.flatMap(({ severity, row }) => (severity === 'refused' ? [row] : [])));
  if (isDryRun) out('Dry run: nothing was recorded. Without --dry-run it would be:');
  out(`${count(readings.length, 'figure')} read: ${recorded} recorded, ${unchanged} unchanged`);
  out(`${count(refused.size, 'row')} refused`);
  return refused.size;
};
