/** The wire shape of integrity signals. */
import { ID, Int } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { connectionType } from '../connection.js';
import { PersonType } from '../person/person.types.js';
import { WorkstreamType } from '../plan/plan.types.js';
import { DateScalar, InstantScalar, PositionScalar } from '../scalars.js';
import { objectType } from './object-type.js';

const SignalParameterType = objectType('SignalParameter', 'A number that the rule of a signal depends on.', {
  name: [() => String, 'Its name.'],
  meaning: [() => String, 'What it is.'],
  value: [() => Int, 'The number that holds for the plan.'],
});

export const SignalRuleType = objectType(
  'SignalRule',
  'An integrity signal, and how the plan has set its rule.',
  {
    signal: [() => String, 'Its key.'],
    rule: [() => String, 'When it stands.'],
    parameters: [() => [SignalParameterType], 'What the rule depends on.'],
    setBy: [() => PersonType, 'Who set the parameters; null: they are as for every plan.', 'nullable'],
    since: [() => InstantScalar, 'From when they are set.', 'nullable'],
  },
);

const SignalAnswerType = objectType('SignalAnswer', 'What was said in answer to a signal.', {
  note: [() => String, 'The explanation; null when it was erased.', 'nullable'],
  by: [() => PersonType, 'Who explained it.'],
  since: [() => InstantScalar, 'From when it is explained.'],
  acceptedBy: [() => PersonType, 'Who was content with it.', 'nullable'],
  acceptedAt: [() => InstantScalar, 'From when.', 'nullable'],
  acceptance: [() => String, 'What was noted when it was accepted.', 'nullable'],
});

const IntegritySignalType = objectType('IntegritySignal', 'That a rule has found something in an action.', {
  id: [() => ID, 'Names the occurrence: the same signal of the same action, triggered by the same event.'],
  signal: [() => String, 'Its key.'],
  rule: [() => String, 'When it stands.'],
  action: [() => ActionType, 'The action in which it was found.'],
  since: [() => DateScalar, 'The day from which it stands.'],
  position: [() => PositionScalar, 'The position of the event that names the occurrence.'],
  changes: [() => [ID], 'The global ids of the changes that triggered it.'],
  answer: [() => SignalAnswerType, 'What was said in answer to it.', 'nullable'],
});
export const IntegritySignalConnection = connectionType('IntegritySignal', IntegritySignalType);
export type IntegritySignalConnection = InstanceType<typeof IntegritySignalConnection>;

export const SignalCountType = objectType(
  'SignalCount',
  'How many signals of one kind stood at the end of a day.',
  {
    on: [() => DateScalar, 'The day.'],
    signal: [() => String, 'Its key.'],
    workstream: [() => WorkstreamType, 'The workstream.', 'nullable'],
    count: [() => Int, 'How many stood, as known then.'],
    unanswered: [() => Int, 'How many of them nobody had answered by then.'],
  },
);
