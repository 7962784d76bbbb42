/** The cases in which work was found inadequate, with all audits of each. */
import type { AuditEventType } from '@improvement-ledger/domain';
import { finalGradeOf, lastSaid } from '@improvement-ledger/domain';
import {
  auditOutcomes,
  auditsOfInadequateCasesAt,
  recordsAt,
  registerEntries,
} from '@improvement-ledger/projections';
import type { View } from '../view.js';
import type { AuditNode } from './present.js';
import { presentAudits } from './present.js';

export const inadequateCasesIn = async (view: View) => {
  const records = await view.read([auditOutcomes, registerEntries], async (tx) => {
    const ids = await auditsOfInadequateCasesAt(tx, view.tenant, view.at);
    return recordsAt<AuditEventType>(tx, view.tenant, view.at, { category: 'audit', ids });
  });
  const done = records
    .filter((record) => lastSaid(record, 'AuditDone') !== undefined)
    .toSorted((a, b) =>
      (lastSaid(a, 'AuditDone')?.from ?? '') < (lastSaid(b, 'AuditDone')?.from ?? '') ? -1 : 1,
    );
  const nodes = await presentAudits(view, done);
  const inadequate = new Set(done.filter((each) => finalGradeOf(each) === 'inadequate').map(({ id }) => id));
  const cases = new Map<string, AuditNode[]>();
  for (const node of nodes) cases.set(node.case, [...(cases.get(node.case) ?? []), node]);
  return [...cases]
    .map(([name, audits]) => {
      const found = audits.filter(({ id }) => inadequate.has(id));
      const remedies = audits.flatMap((each) => each.remedies);
      return {
        key: name,
        case: name,
        times: found.length,
        isRepeat: found.length > 1,
        isOpen: audits.at(-1)?.id === found.at(-1)?.id || remedies.some(({ doneAt }) => doneAt === null),
        isTakenUp: (found.at(-1)?.escalations.length ?? 0) > 0,
        audits,
      };
    })
    .toSorted((a, b) => b.times - a.times || (a.case < b.case ? -1 : 1));
};
