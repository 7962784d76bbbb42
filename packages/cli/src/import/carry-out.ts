/** Records what an import comes to, one order after the other, each with its row as its source. */
import { planSubject, seal } from '@improvement-ledger/domain';
import { execute } from '@improvement-ledger/event-store';
import type { Sql } from '../ledger.js';
import { newId } from '../new-id.js';
import { registration } from '../new-person.js';
import { atTheTerminal } from '../principal.js';
import { RefusedError } from '../refused-error.js';
import type { Edition } from './edition.js';
import type { ImportStep, PlannedImport, Remark } from './import-step.js';

export interface CarriedOut {
  readonly events: number;
  /** Rows of which something was recorded. */
  readonly rows: ReadonlySet<number>;
  readonly remarks: readonly Remark[];
}

/** Columns as they are called in a remark about what the ledger refused. */
const columns: Readonly<Record<ImportStep['what'], string>> = {
  plan: 'Plan',
  vocabulary: 'RAG',
  workstream: 'Workstream',
  commitment: 'Commitment',
  action: 'Action',
  status: 'Status update',
  owners: 'By whom',
  due: 'By when',
};

export const carryOut = async (
  sql: Sql,
  tenant: string,
  { planId, onBehalfOf, steps }: PlannedImport,
  edition: Edition,
  known: ReadonlySet<string>,
): Promise<CarriedOut> => {
  const registered = new Set(known);
  const correlation = newId();
  const rows = new Set<number>();
  const remarks: Remark[] = [];
  let events = 0;
  for (const each of steps) {
    const people = each.people.filter(
      ({ id }, index, all) => !registered.has(id) && all.findIndex((one) => one.id === id) === index,
    );
    const { refusal, receipt } = await execute(sql, {
      tenant,
      grants: [tenant],
      steps: [each.step, ...people.map(registration)],
      circumstances: {
        ...atTheTerminal(sourceOf(planId, edition, each), correlation),
        onBehalfOf,
        reason: each.reason === null ? null : seal(planSubject(planId), each.reason),
        effectiveAt: each.effectiveAt ?? edition.effective,
      },
      idempotency: { key: each.key ?? `import:${newId()}`, request: each.key },
    });
    if (refusal !== undefined) {
      if (each.what === 'plan') throw new RefusedError(refusal.message);
      remarks.push({
        severity: 'refused',
        row: each.row,
        column: columns[each.what],
        message: refusal.message,
      });
      continue;
    }
    // What this run took for missing is there under another id: somebody else records the same document.
    if (receipt.repeated) {
      throw new RefusedError('Another import of this plan was under way. Run this one again to complete it.');
    }
    for (const { id } of people) registered.add(id);
    events += receipt.positions.length;
    if (receipt.positions.length > 0 && isOfARow(each)) rows.add(each.row);
  }
  return { events, rows, remarks };
};

export const isOfARow = ({ what }: ImportStep): boolean =>
  !['plan', 'vocabulary', 'workstream', 'commitment'].includes(what);

const sourceOf = (planId: string, { hash, fileName }: Edition, { what, row }: ImportStep) => ({
  channel: 'import' as const,
  document: { hash, name: seal(planSubject(planId), fileName) },
  row: what === 'plan' || what === 'vocabulary' ? null : row,
});
