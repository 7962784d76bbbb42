/** The round of updates before a board, and the pack that the board is given. */
import { refuse } from '../refusals.js';
import type { PlanRecord } from './plan-record.js';
import { meeting, meetingOf } from './boards.js';
import { lastOfRecord, planRecord, saidOf } from './plan-record.js';

type Meeting = typeof meeting.initial;
type RoundEventType = 'RoundOpened' | 'RoundAnswered' | 'RoundChased' | 'RoundFrozen';

/** Why nothing is prepared for a meeting, if so. */
const faultOfMeeting = (known: Meeting) => {
  if (lastOfRecord(known, 'MeetingPlanned') === null) return refuse('record-not-found', 'meetingId');
  return meetingOf(known).status === 'cancelled' ? refuse('meeting-cancelled', 'meetingId') : null;
};

export const round = planRecord<RoundEventType, { readonly meeting: Meeting }>({
  category: 'round',
  idField: 'roundId',
  opening: 'RoundOpened',
  types: ['RoundOpened', 'RoundAnswered', 'RoundChased', 'RoundFrozen'],
  related: ({ data }) => ({
    meeting: { aggregate: meeting, id: 'meetingId' in data ? data.meetingId : undefined },
  }),
  refuses(fact, known, related) {
    if (fact.type === 'RoundOpened') return faultOfMeeting(related.meeting);
    const asked = new Set(lastOfRecord(known, 'RoundOpened')?.data.asked);
    if (fact.type === 'RoundAnswered' && !asked.has(fact.data.personId)) {
      return refuse('person-not-found', 'personId', 'Nobody asked them in this round.');
    }
    if (fact.type === 'RoundChased' && !fact.data.chased.every((personId) => asked.has(personId))) {
      return refuse('person-not-found', 'chased', 'Nobody asked them in this round.');
    }
    if (lastOfRecord(known, 'RoundFrozen') !== null) return refuse('round-frozen', 'roundId');
    return null;
  },
});

/** Who was asked in a round, and how often each was reminded and whether they have answered. */
export const roundOf = (
  known: Pick<PlanRecord<RoundEventType>, 'said'>,
): readonly { readonly personId: string; readonly answeredAt: string | null; readonly chased: number }[] =>
  (lastOfRecord(known, 'RoundOpened')?.data.asked ?? []).map((personId) => ({
    personId,
    answeredAt: saidOf(known, 'RoundAnswered').find(({ data }) => data.personId === personId)?.since ?? null,
    chased: saidOf(known, 'RoundChased').filter(({ data }) => data.chased.includes(personId)).length,
  }));

export const pack = planRecord<'PackIssued', { readonly meeting: Meeting }>({
  category: 'pack',
  idField: 'packId',
  opening: 'PackIssued',
  types: ['PackIssued'],
  related: ({ data }) => ({ meeting: { aggregate: meeting, id: data.meetingId } }),
  refuses: (_, __, related) => faultOfMeeting(related.meeting),
});
