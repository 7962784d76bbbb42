/**
 * Gives each action its reference: the file's own where it has one that can be used, else the next number
 * of its commitment. Two actions with one reference are both kept, and the file's sender is told.
 */
import { reference as referenceForm } from '@improvement-ledger/domain';
import type { Place } from './find-places.js';
import type { Problem, Report } from './problems.js';

/** References for the rows of one file, to be asked for in order. `given` are all that the file states. */
export const numberActions = (
  column: string | undefined,
  given: readonly string[],
  report: Report,
): ((
  row: number,
  written: string,
  commitment: Place['commitment'],
) => { readonly reference: string; readonly problems: readonly Problem[] }) => {
  const taken = new Set(given);
  const seen = new Set<string>();
  /** The next number of a commitment that no row of the file has for itself. */
  const numberIn = (commitment: Place['commitment']): string => {
    let reference: string;
    do {
      commitment.actionsSoFar += 1;
      reference = `${commitment.reference}.${commitment.actionsSoFar}`;
    } while (taken.has(reference));
    return reference;
  };
  return (row, written, commitment) => {
    const usable = referenceForm.safeParse(written).success;
    const reference = usable ? written : numberIn(commitment);
    const repeated = seen.has(reference);
    seen.add(reference);
    const codes = [usable ? null : 'reference-not-usable', repeated ? 'repeated-reference' : null] as const;
    return {
      reference,
      problems: codes.flatMap((code) =>
        column === undefined || code === null ? [] : [report(code, { row, column })],
      ),
    };
  };
};
