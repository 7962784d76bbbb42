/** The wire shape of rounds of updates and of packs. */
import { Int } from 'type-graphql';
import { PlanComparisonType } from '../comparison/comparison.types.js';
import { PersonType } from '../person/person.types.js';
import { InstantScalar, JsonScalar, PositionScalar } from '../scalars.js';
import { MeetingType } from './board.types.js';
import { nodeType, objectType } from './object-type.js';

const AskedType = objectType('Asked', 'Somebody who was asked in a round of updates.', {
  person: [() => PersonType, 'Who.'],
  answeredAt: [() => InstantScalar, 'When they had answered; null: not yet.', 'nullable'],
  chased: [() => Int, 'How often they were reminded.'],
});

export const UpdateRoundType = nodeType('UpdateRound', 'A round of updates before a meeting.', {
  meeting: [() => MeetingType, 'The meeting.', 'nullable'],
  openedAt: [() => InstantScalar, 'From when it is open.'],
  asked: [() => [AskedType], 'Who was asked, and whether they have answered.'],
  frozenAt: [() => InstantScalar, 'From when it is closed.', 'nullable'],
  note: [() => String, 'What was noted when it was closed.', 'nullable'],
  version: [() => Int, 'How many events its record has: give it as `expectedVersion`.'],
});

export const PackType = nodeType(
  'Pack',
  'What a board was given: the plan as it stood at one point, for good.',
  {
    title: [() => String, 'What it is called.', 'nullable'],
    meeting: [() => MeetingType, 'The meeting for which it was issued.', 'nullable'],
    issuedAt: [() => InstantScalar, 'From when.'],
    issuedBy: [() => PersonType, 'Who issued it.'],
    asOf: [() => InstantScalar, 'The instant at which it was true.'],
    knownAt: [() => PositionScalar, 'The position at which it was known.'],
    digest: [() => String, 'The SHA-256 of its data, as it was recorded with it.'],
    isAsIssued: [() => Boolean, 'Whether the data, made again from the log, are the same byte for byte.'],
    data: [() => JsonScalar, 'Its data, made again from the log.'],
    html: [() => String, 'It as an accessible page.'],
    word: [() => String, 'It as a Word document, in base 64.'],
    changesSince: [() => PlanComparisonType, 'What has changed since, up to the point asked about, and why.'],
  },
);
