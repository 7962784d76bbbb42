/** What can be said of bodies, meetings and those who answer for workstreams. */
import { body, meeting, stewards } from '@improvement-ledger/domain';
import { EffectiveTimeScalar } from '../scalars.js';
import { CadenceEnum } from './board.types.js';
import {
  aboutOne,
  optional,
  ownersNamed,
  ownId,
  ownIds,
  perhaps,
  plain,
  planParts,
  words,
} from './input-fields.js';
import type { RecordMutation } from './record-mutation.js';

const on = plain(() => EffectiveTimeScalar, 'When: a day, or an instant of it.');
const ofMeeting = { kind: meeting, node: 'Meeting', of: 'record' } as const;

export const boardMutations = {
  setBodyCadence: {
    kind: body,
    type: 'BodyCadenceSet',
    of: 'council',
    keyedBy: 'bodyId',
    description: 'Says how often a body meets, or is reported to.',
    input: 'How often a body meets.',
    fields: {
      bodyId: ownId('The board, committee or panel.'),
      cadence: plain(() => CadenceEnum, 'How often.'),
    },
  },
  planMeeting: {
    kind: meeting,
    node: 'Meeting',
    type: 'MeetingPlanned',
    of: 'council',
    description: 'Plans a meeting of a body, for a day that may be to come.',
    input: 'A meeting to plan.',
    fields: { bodyId: ownId('The board, committee or panel.'), on },
  },
  moveMeeting: {
    ...ofMeeting,
    type: 'MeetingMoved',
    description: 'Says that a meeting is to be at another time.',
    input: 'Another time for a meeting.',
    fields: { on },
  },
  holdMeeting: {
    ...ofMeeting,
    type: 'MeetingHeld',
    description: 'Says that a meeting was held, and who was there.',
    input: 'A meeting that was held.',
    fields: { on, attended: perhaps(ownIds('The ids of the people who were there.')) },
  },
  cancelMeeting: {
    ...ofMeeting,
    type: 'MeetingCancelled',
    description: 'Says that a meeting will not be. A reason is required.',
    input: 'A meeting that will not be.',
    fields: {},
  },
  takeDecision: {
    ...ofMeeting,
    type: 'DecisionTaken',
    makes: 'decisionId',
    description: 'Records what a meeting decided.',
    input: 'A decision of a meeting.',
    fields: {
      about: optional(
        aboutOne(planParts, 'The plan, or the workstream, commitment or action of it, that it is about.'),
      ),
      title: words('What was decided.'),
      note: optional(words('What was said about it.')),
    },
  },
  setStewards: {
    kind: stewards,
    type: 'WorkstreamStewardsSet',
    of: 'workstream',
    keyedBy: 'workstreamId',
    description: 'Says who answers for a workstream, and what it is to achieve.',
    input: 'Who answers for a workstream. All of them are named: who is left out answers no more.',
    fields: {
      sponsors: perhaps(ownersNamed('Its sponsors.')),
      supportedBy: perhaps(ownersNamed('Those who support its sponsors.')),
      leads: perhaps(ownersNamed('Its operational leads.')),
      title: optional(words('What it is to achieve.')),
    },
  },
} as const satisfies Record<string, RecordMutation>;
