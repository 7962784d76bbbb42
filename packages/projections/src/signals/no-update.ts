import { longAgo } from './days.js';
import type { IntegritySignal } from './signal.js';
import { isOpen } from './subjects.js';

export const noUpdate: IntegritySignal = {
  key: 'no-update',
  rule: 'The action is open, and nothing was reported of it for more than so many days.',
  parameters: { days: { meaning: 'Days that may pass without a report.', value: 62 } },
  find: ({ subjects, on }, { days = 62 }) =>
    subjects.flatMap((subject) => {
      const last = subject.report ?? subject.added;
      const since = isOpen(subject) ? longAgo(last.since, days, on) : null;
      return since === null ? [] : [{ actionId: subject.actionId, since, positions: [last.position] }];
    }),
};
