import { daysBetween } from '@improvement-ledger/domain';
import { dayOf } from './days.js';
import type { IntegritySignal } from './signal.js';
import { movesOf } from './subjects.js';

export const dueMovedBeforeBoard: IntegritySignal = {
  key: 'due-moved-before-board',
  rule: 'The due date was moved before a meeting of a body began, and within so many days of it.',
  parameters: { days: { meaning: 'Days before a meeting.', value: 3 } },
  find: ({ subjects, meetings }, { days = 3 }) =>
    subjects.flatMap((subject) =>
      movesOf(subject).flatMap(({ to }) => {
        const since = dayOf(to.since);
        const next = meetings.find(({ from }) => from > to.since);
        return next === undefined || daysBetween(since, dayOf(next.from)) > days
          ? []
          : [{ actionId: subject.actionId, since, positions: [to.position] }];
      }),
    ),
};
