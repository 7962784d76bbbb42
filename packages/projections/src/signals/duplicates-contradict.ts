import { lastDayOf } from '@improvement-ledger/domain';
import { dayOf } from './days.js';
import type { IntegritySignal } from './signal.js';
import type { SignalSubject } from './subjects.js';
import { dueNow } from './subjects.js';

/** What of an action its duplicate should say too: its rating, its last day, whether it is complete. */
const saysOf = (subject: SignalSubject): string => {
  const due = dueNow(subject);
  const said = [
    subject.rag?.value ?? null,
    due && lastDayOf(due.meaning),
    subject.completion?.status ?? 'open',
  ];
  return JSON.stringify(said);
};

export const duplicatesContradict: IntegritySignal = {
  key: 'duplicates-contradict',
  rule: 'The action is said to be a duplicate of another, and the two differ in rating, due date or completion.',
  parameters: {},
  find: ({ subjects }) => {
    const byId = new Map(subjects.map((subject) => [subject.actionId, subject]));
    return subjects.flatMap((subject) => {
      const { actionId, duplicateOf } = subject;
      const kept = duplicateOf === null ? undefined : byId.get(duplicateOf.to);
      if (duplicateOf === null || kept === undefined || saysOf(subject) === saysOf(kept)) return [];
      return [{ actionId, since: dayOf(duplicateOf.since), positions: [duplicateOf.position] }];
    });
  },
};
