import type { ProposedPlan } from '@improvement-ledger/importer';
import { count } from '../terminal.js';
import type { Remark } from './import-step.js';

interface Done {
  /** `null` for a dry run, which cannot tell how many the ledger would record. */
  readonly events: number | null;
  readonly rows: ReadonlySet<number>;
}

/** The last two lines of an import: what was read, and what became of each row; and how many were refused. */
export const summaryOf = (
  plan: ProposedPlan,
  remarks: readonly Remark[],
  { events, rows }: Done,
): { readonly lines: readonly string[]; readonly refused: number } => {
  const commitments = plan.workstreams.flatMap((workstream) => workstream.commitments);
  const actions = commitments.flatMap((commitment) => commitment.actions);
  const refused = new Set(
    remarks.flatMap(({ severity, row }) =>
      severity === 'refused' && row !== null && !rows.has(row) ? [row] : [],
    ),
  );
  const unchanged = actions.filter(({ row }) => !rows.has(row) && !refused.has(row)).length;
  const read = [
    count(plan.workstreams.length, 'workstream'),
    count(commitments.length, 'commitment'),
    count(actions.length, 'action'),
    ...(events === null ? [] : [count(events, 'event')]),
  ].join(', ');
  return {
    lines: [read, `${rows.size} recorded, ${unchanged} unchanged, ${refused.size} refused`],
    refused: refused.size,
  };
};
