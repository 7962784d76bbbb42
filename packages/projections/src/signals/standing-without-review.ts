import { longAgo } from './days.js';
import type { IntegritySignal } from './signal.js';
import { dueNow, isOpen } from './subjects.js';

export const standingWithoutReview: IntegritySignal = {
  key: 'standing-without-review',
  rule: 'The action stands without an end, and for more than so many days nobody has reported whether it is kept.',
  parameters: { days: { meaning: 'Days that may pass without a review.', value: 92 } },
  find: ({ subjects, on }, { days = 92 }) =>
    subjects.flatMap((subject) => {
      if (!isOpen(subject) || dueNow(subject)?.meaning.kind !== 'standing') return [];
      const last = subject.report ?? subject.added;
      const since = longAgo(last.since, days, on);
      return since === null ? [] : [{ actionId: subject.actionId, since, positions: [last.position] }];
    }),
};
