/** The small registers of the sample council as they stood in July 2025: a few records of each, brought into the ledger last. */
import { concern, learning, risk } from '@improvement-ledger/domain';
import { personIdOf, sampleId } from './identity.js';
import { countsTold } from './register-counts.js';
import type { Timeline } from './timeline.js';
import { one } from './timeline.js';
import type { Told } from './told-register.js';
import { actionIdOf, inCouncil } from './told-register.js';
import { londonTime } from './working-day.js';

const BROUGHT_IN = '2025-07-25';
const MINUTES = 21 * 60;

const risks: readonly Told[] = [
  [
    '2025-04-07',
    'risk/1',
    risk,
    {
      type: 'RaiseRisk',
      title: inCouncil('Too few experienced workers apply.'),
      linkedActionId: actionIdOf('C1.1'),
      likelihood: 4,
      impact: 4,
      mitigation: inCouncil('Agency workers are asked to stay.'),
      ownerId: personIdOf('workforce'),
      reviewDue: '2025-06-30',
    },
  ],
  [
    '2025-05-06',
    'risk/2',
    risk,
    {
      type: 'RaiseRisk',
      title: inCouncil('Two auditors are away in the summer.'),
      linkedActionId: actionIdOf('B1.1'),
      likelihood: 3,
      impact: 3,
      mitigation: inCouncil('An outside firm audits ten cases.'),
      ownerId: personIdOf('quality'),
      reviewDue: '2025-07-31',
    },
  ],
  [
    '2025-05-06',
    'risk/3',
    risk,
    {
      type: 'RaiseRisk',
      title: inCouncil('The case system is replaced in the autumn.'),
      linkedActionId: null,
      likelihood: 2,
      impact: 5,
      mitigation: null,
      ownerId: null,
      reviewDue: null,
    },
  ],
  [
    '2025-06-10',
    'risk/1',
    risk,
    {
      type: 'ReviewRisk',
      likelihood: 3,
      impact: 4,
      mitigation: inCouncil('Eight newly qualified workers have come.'),
      ownerId: personIdOf('workforce'),
      reviewDue: '2025-07-15',
    },
  ],
  [
    '2025-07-14',
    'risk/3',
    risk,
    { type: 'CloseRisk', note: inCouncil('The replacement was put off for a year.') },
  ],
];
const concerns: readonly Told[] = [
  [
    '2025-06-02',
    'concern/1',
    concern,
    {
      type: 'RaiseConcern',
      kind: 'dispute-resolution',
      raisedBy: 'reviewing-officer',
      case: 'N-1013',
      about: inCouncil('The plan has drifted since the last review.'),
      stage: 'informal',
      remedyDue: '2025-06-09',
    },
  ],
  [
    '2025-06-10',
    'concern/1',
    concern,
    {
      type: 'MoveConcern',
      stage: 'first',
      remedyDue: '2025-06-17',
      note: inCouncil('No answer within the week.'),
    },
  ],
  [
    '2025-06-16',
    'concern/2',
    concern,
    {
      type: 'RaiseConcern',
      kind: 'escalation',
      raisedBy: 'partner',
      case: null,
      about: inCouncil('A referral was closed without an answer.'),
      stage: 'informal',
      remedyDue: '2025-06-23',
    },
  ],
  [
    '2025-06-20',
    'concern/2',
    concern,
    {
      type: 'ResolveConcern',
      outcome: 'upheld',
      learning: inCouncil('Whoever refers is told what happened.'),
    },
  ],
];
const learned: readonly Told[] = [
  [
    '2025-06-23',
    'learning/1',
    learning,
    {
      type: 'RequireLearning',
      origin: 'concern',
      originId: sampleId('concern/2'),
      what: inCouncil('Tell whoever refers within a week what happened.'),
      ownerId: personIdOf('frontDoor2'),
      due: '2025-07-11',
    },
  ],
  [
    '2025-07-10',
    'learning/1',
    learning,
    { type: 'CloseLearning', outcome: inCouncil('A letter goes out with each decision.') },
  ],
  [
    '2025-07-08',
    'learning/2',
    learning,
    {
      type: 'RequireLearning',
      origin: 'complaints',
      originId: sampleId('count/communication'),
      what: inCouncil('Ring back within a working day.'),
      ownerId: personIdOf('assessment'),
      due: '2025-07-18',
    },
  ],
];
/** Tells it all, on one evening. */
export const tellRegisters = (timeline: Timeline): void => {
  const told = [...risks, ...concerns, ...countsTold, ...learned];
  told.forEach(([on, name, aggregate, command, reason], number) => {
    const id = sampleId(name);
    timeline.add({
      at: londonTime(BROUGHT_IN, MINUTES + number / 4),
      by: 'quality',
      what: `register-${number + 1}`,
      effectiveAt: on,
      reason,
      steps: [one({ aggregate, id, command: { ...command, [aggregate.id]: id } })],
    });
  });
};
