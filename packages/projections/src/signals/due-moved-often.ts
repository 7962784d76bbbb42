import { dayOf } from './days.js';
import type { IntegritySignal } from './signal.js';
import { movesOf } from './subjects.js';

export const dueMovedOften: IntegritySignal = {
  key: 'due-moved-often',
  rule: 'The due date was moved so many times, or more.',
  parameters: { times: { meaning: 'Moves that are too many.', value: 3 } },
  find: ({ subjects }, { times = 3 }) =>
    subjects.flatMap((subject) => {
      const moves = movesOf(subject).map(({ to }) => to);
      const deciding = moves[times - 1];
      if (deciding === undefined) return [];
      // Named by the move that was one too many, however many follow.
      const others = moves.filter((move) => move !== deciding).map(({ position }) => position);
      return [
        {
          actionId: subject.actionId,
          since: dayOf(deciding.since),
          positions: [deciding.position, ...others],
        },
      ];
    }),
};
