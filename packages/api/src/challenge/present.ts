/** From the challenge register to the wire shape of challenges. */
import { textOf } from '@improvement-ledger/domain';
import type { ChallengeRow, ChallengesOf } from '@improvement-ledger/projections';
import { challengeRegister, challengesAt } from '@improvement-ledger/projections';
import { globalId } from '../ids.js';
import type { People } from '../person/people.js';
import type { View } from '../view.js';
import type { ChallengeType } from './challenge.types.js';

export const challengesIn = async (view: View, of: ChallengesOf): Promise<ChallengeType[]> => {
  const rows = await view.read([challengeRegister], async (tx) => challengesAt(tx, view.tenant, of, view.at));
  const ids = rows.flatMap(({ raisedBy, closedBy, answers }) => [
    raisedBy,
    ...(closedBy === null ? [] : [closedBy]),
    ...answers.map(({ by }) => by),
  ]);
  const people: People = { view, ids };
  return rows.map((row) => present(row, view, people));
};

const statusOf = ({ closedAt, answers }: ChallengeRow): ChallengeType['status'] => {
  if (closedAt !== null) return 'closed';
  return answers.length > 0 ? 'answered' : 'open';
};

const present = (row: ChallengeRow, view: View, people: People): ChallengeType => ({
  id: globalId('Challenge', view.tenant, row.challengeId),
  question: textOf(row.question),
  status: statusOf(row),
  raisedBy: { id: row.raisedBy, people },
  raisedAt: row.raisedAt,
  board: textOf(row.board),
  answers: row.answers.map(({ answer, by, since }) => ({
    answer: textOf(answer),
    by: { id: by, people },
    since,
  })),
  closedBy: row.closedBy === null ? null : { id: row.closedBy, people },
  closedAt: row.closedAt,
  note: textOf(row.note),
  reason: textOf(row.reason),
  version: row.version,
  planId: row.planId,
  about: row.about,
  view,
});
