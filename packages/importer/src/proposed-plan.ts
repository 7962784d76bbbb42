/**
 * A plan as it would be if its file were accepted: nothing here is recorded yet. Every text stands
 * beside what was understood of it, so that whoever accepts the plan can compare the two.
 */
import type { Cell, DueMeaning, StandardRagWord, UnderstoodOwner } from '@improvement-ledger/domain';

export interface ProposedAction {
  /** The row of the file, as a spreadsheet numbers it. */
  readonly row: number;
  readonly reference: string;
  readonly title: string;
  readonly due: DueMeaning;
  readonly dueAsWritten: string;
  readonly owners: readonly UnderstoodOwner[];
  readonly ownersAsWritten: string;
  /** The key of a rating among the plan's `ragWords`; `null` where none is stated. */
  readonly rag: string | null;
  readonly ragAsWritten: string;
  readonly statusUpdate: string | null;
  /** Every cell of the row as it stands in the file, with line ends as line feeds. */
  readonly cells: readonly Cell[];
}
export interface ProposedCommitment {
  readonly reference: string;
  readonly title: string;
  readonly actions: readonly ProposedAction[];
}
export interface ProposedWorkstream {
  readonly reference: string;
  readonly title: string;
  readonly commitments: readonly ProposedCommitment[];
}
export interface ProposedPlan {
  /** The usual four and the others that its rows use: those with a place in the order first, from the worst. */
  readonly ragWords: readonly StandardRagWord[];
  readonly workstreams: readonly ProposedWorkstream[];
}
