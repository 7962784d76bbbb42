import { expect, test } from 'vitest';
import { fold } from '../fold.js';
import { plan as planKind } from '../plan/plan.js';
import { given, recordedAt, sample, sampleData, sampleId } from '../testing/index.js';
import { meeting } from './boards.js';
import { pack, round, roundOf } from './packs.js';

const say = <Data extends object>(fact: Data) => ({ type: 'RecordFact', fact }) as const;
const plan = { ...planKind.initial, drafted: sampleData.PlanDrafted };
const facts = (...types: ('MeetingPlanned' | 'MeetingCancelled')[]) =>
  fold(
    meeting,
    types.map((type, index) => recordedAt(index + 1, sample(type))),
  );
const related = { plan, meeting: facts('MeetingPlanned') };
const cancelled = { plan, meeting: facts('MeetingPlanned', 'MeetingCancelled') };
const opened = sample('RoundOpened');

test('a pack is issued for a meeting that there is, and that was not cancelled', () => {
  const issued = sample('PackIssued');
  given(pack).when(say(issued), { related }).then(issued);
  given(pack).when(say(issued), { related: cancelled }).thenRefused('meeting-cancelled', 'meetingId');
  given(pack).when(say(issued), { related: { plan } }).thenRefused('record-not-found', 'meetingId');
});

test('a round is answered by those who were asked, until it is frozen', () => {
  given(round).when(say(opened), { related: cancelled }).thenRefused('meeting-cancelled', 'meetingId');
  const answered = sample('RoundAnswered');
  given(round, opened).when(say(answered), { related: { plan } }).then(answered);
  given(round, opened)
    .when(say(sample('RoundAnswered', { personId: sampleId(99) })), { related: { plan } })
    .thenRefused('person-not-found', 'personId');
  const frozen = sample('RoundFrozen');
  given(round, opened, frozen)
    .when(say(answered), { related: { plan } })
    .thenRefused('round-frozen', 'roundId');
  const told = [opened, answered, sample('RoundChased')].map((fact, index) => recordedAt(index + 1, fact));
  expect(roundOf(fold(round, told)).map(({ answeredAt, chased }) => [answeredAt !== null, chased])).toEqual([
    [true, 0],
    [false, 1],
  ]);
});
