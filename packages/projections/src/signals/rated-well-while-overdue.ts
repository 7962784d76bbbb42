import { addDays, lastDayOf } from '@improvement-ledger/domain';
import { dayOf } from './days.js';
import type { IntegritySignal } from './signal.js';
import { dueNow } from './subjects.js';

export const ratedWellWhileOverdue: IntegritySignal = {
  key: 'rated-well-while-overdue',
  rule: 'The action is overdue, and stands at one of the best ratings of the plan.',
  parameters: { best: { meaning: 'How many ratings, the best first, count as good.', value: 2 } },
  find: ({ plan, subjects, overdue, on }, { best = 2 }) => {
    const good = new Set(
      plan.vocabulary.ratings
        .filter(({ order }) => order !== null)
        .toSorted((a, b) => (b.order ?? 0) - (a.order ?? 0))
        .slice(0, best)
        .map(({ key }) => key),
    );
    const late = new Map(overdue.map(({ actionId, day }) => [actionId, day]));
    return subjects.flatMap((subject) => {
      const { actionId, rag } = subject;
      if (!late.has(actionId) || rag?.value === null || rag === null || !good.has(rag.value)) return [];
      const due = dueNow(subject);
      const lastDay = late.get(actionId) ?? (due === null ? null : lastDayOf(due.meaning)) ?? on;
      const since = [addDays(lastDay, 1), dayOf(rag.since)].toSorted().at(-1) ?? on;
      return [{ actionId, since, positions: [rag.position, ...(due === null ? [] : [due.position])] }];
    });
  },
};
