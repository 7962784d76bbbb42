import { lastDayOf } from '@improvement-ledger/domain';
import { dayOf } from './days.js';
import type { IntegritySignal } from './signal.js';
import { movesOf } from './subjects.js';

export const dueMovedAfterDue: IntegritySignal = {
  key: 'due-moved-after-due',
  rule: 'The due date was moved on a day after the last day that it named.',
  parameters: {},
  find: ({ subjects }) =>
    subjects.flatMap((subject) =>
      movesOf(subject).flatMap(({ from, to }) => {
        const lastDay = lastDayOf(from.meaning);
        const since = dayOf(to.since);
        return lastDay === null || since <= lastDay
          ? []
          : [{ actionId: subject.actionId, since, positions: [to.position, from.position] }];
      }),
    ),
};
