/** From what a plan says besides, as it was sent, to the domain's. */
import type { ActionDetails, Cell, Sealed } from '@improvement-ledger/domain';
import { detailNames, planSubject, seal } from '@improvement-ledger/domain';
import type { ActionDetailsInput, CellInput } from './action.inputs.js';

/** The details that were sent, each sealed; without any, none. */
export const detailsOf = (
  planId: string,
  input: ActionDetailsInput | null | undefined,
): { readonly details?: ActionDetails } => {
  const details: ActionDetails = Object.fromEntries(
    detailNames.flatMap((name) => {
      const words = input?.[name];
      return words === null || words === undefined ? [] : [[name, seal(planSubject(planId), words)]];
    }),
  );
  return Object.keys(details).length === 0 ? {} : { details };
};

export const plainCells = (cells: readonly CellInput[]): Cell[] =>
  cells.map(({ column, text }) => ({ column, text }));

export const cellsOf = (
  planId: string,
  cells: readonly CellInput[] | null | undefined,
): Sealed<Cell[]> | null =>
  cells === null || cells === undefined ? null : seal(planSubject(planId), plainCells(cells));
