/** The wire shape of bodies, meetings and those who answer for workstreams. */
import type { MeetingStatus } from '@improvement-ledger/domain';
import { cadences } from '@improvement-ledger/domain';
import { ID, Int } from 'type-graphql';
import { connectionType } from '../connection.js';
import { enumeration } from '../enums.js';
import { HolderType } from '../office/office.types.js';
import { PersonType } from '../person/person.types.js';
import { OwnerType } from '../plan/parts.types.js';
import { EffectiveTimeScalar, InstantScalar } from '../scalars.js';
import { nodeType, objectType } from './object-type.js';
import { PlanPartType } from './plan-part.js';

const VERSION = 'How many events its record has: give it as `expectedVersion`.';

export const CadenceEnum = enumeration('Cadence', 'How often a body meets.', cadences);
export const MeetingStatusEnum = enumeration<MeetingStatus>('MeetingStatus', 'How a meeting stands.', {
  planned: 'It is to be, or nothing was said of whether it was.',
  held: 'It was held.',
  cancelled: 'It was not, and will not be.',
});

const DecisionType = objectType('Decision', 'What a meeting decided.', {
  id: [() => ID, 'Its id.'],
  title: [() => String, 'What was decided; null when it was erased.', 'nullable'],
  note: [() => String, 'What was said about it.', 'nullable'],
  about: [() => PlanPartType, 'What of a plan it is about.', 'nullable'],
});

const MeetingType = nodeType('Meeting', 'A meeting of a body, planned, held or cancelled.', {
  on: [() => EffectiveTimeScalar, 'When it is or was: a day, or an instant of it.'],
  from: [() => InstantScalar, 'The first instant at which it may begin.'],
  status: [() => MeetingStatusEnum, 'How it stands.'],
  body: [() => BodyType, 'The body.', 'nullable'],
  members: [() => [HolderType], 'Who belonged to the body as it began, and since when.'],
  attended: [() => [PersonType], 'Who was there, as far as was said.'],
  decisions: [() => [DecisionType], 'What it decided, in the order of recording.'],
  moves: [() => Int, 'How often it was moved.'],
  version: [() => Int, VERSION],
});
export const MeetingConnection = connectionType('Meeting', MeetingType);
export type MeetingConnection = InstanceType<typeof MeetingConnection>;

export const BodyType = objectType('Body', 'A board, committee or panel.', {
  id: [() => ID, 'Its id, as among the offices of the council.'],
  name: [() => String, 'What it is called.', 'nullable'],
  cadence: [() => CadenceEnum, 'How often it meets, if that was said.', 'nullable'],
  members: [() => [HolderType], 'Who belongs to it at the point asked about.'],
  lastMeeting: [() => MeetingType, 'The last meeting that was held.', 'nullable'],
  nextMeeting: [() => MeetingType, 'The first that is planned after the point asked about.', 'nullable'],
});

export const StewardsType = objectType('Stewards', 'Who answers for a workstream.', {
  sponsors: [() => [OwnerType], 'Its sponsors.'],
  supportedBy: [() => [OwnerType], 'Those who support its sponsors.'],
  leads: [() => [OwnerType], 'Its operational leads.'],
  outcome: [() => String, 'What it is to achieve.', 'nullable'],
  since: [() => InstantScalar, 'From when.'],
});
