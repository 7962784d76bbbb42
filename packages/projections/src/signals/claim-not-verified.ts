import { longAgo } from './days.js';
import type { IntegritySignal } from './signal.js';

export const claimNotVerified: IntegritySignal = {
  key: 'claim-not-verified',
  rule: 'Completion was claimed, and for more than so many days nobody has verified it or sent it back.',
  parameters: { days: { meaning: 'Days that a claim may wait.', value: 28 } },
  find: ({ subjects, on }, { days = 28 }) =>
    subjects.flatMap(({ actionId, completion }) => {
      if (completion?.status !== 'claimed') return [];
      const since = longAgo(completion.since, days, on);
      return since === null ? [] : [{ actionId, since, positions: [completion.position] }];
    }),
};
