import { missingDateReasons } from '@improvement-ledger/domain';
import { dayOf } from './days.js';
import type { IntegritySignal } from './signal.js';
import { dueNow, isOpen } from './subjects.js';

export const dateOrOwnerMissing: IntegritySignal = {
  key: 'date-or-owner-missing',
  rule: 'The action is open, and has no owner, or no date although it should have one.',
  parameters: {},
  find: ({ subjects }) =>
    subjects.filter(isOpen).flatMap((subject) => {
      const due = dueNow(subject);
      const lacksDate =
        due?.meaning.kind === 'undated' &&
        (missingDateReasons as readonly string[]).includes(due.meaning.why);
      const lacking = [...(lacksDate ? [due] : []), ...(subject.owners.count === 0 ? [subject.owners] : [])];
      const [first] = lacking;
      if (first === undefined) return [];
      const positions = [...new Set(lacking.map(({ position }) => position))];
      return [{ actionId: subject.actionId, since: dayOf(first.since), positions }];
    }),
};
