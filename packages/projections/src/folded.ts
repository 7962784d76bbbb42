/** Rows of one record as its own fold takes them: the database has applied the corrections. */
import type { EventType } from '@improvement-ledger/domain';

/** One entry in force, as much of it as the fold looks at. */
export interface FoldedRow {
  readonly root: number;
  readonly type: EventType;
  readonly data: unknown;
  readonly effectiveFrom: string;
}

export const inOrder = <Row extends FoldedRow>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) =>
    a.effectiveFrom === b.effectiveFrom ? a.root - b.root : a.effectiveFrom < b.effectiveFrom ? -1 : 1,
  );

/** What entries come to, by the aggregate's own fold. */
export const folded = <State>(
  aggregate: { readonly initial: State; evolve(state: State, entry: never): State },
  rows: readonly FoldedRow[],
): State =>
  inOrder(rows).reduce(
    (state, row) => aggregate.evolve(state, { root: row.root, event: row } as never),
    aggregate.initial,
  );
