/** What can be said of integrity signals: how their rules are set, and in answer to one. */
import { refuse, signalAnswer, signalIdOf, signalRule } from '@improvement-ledger/domain';
import { integritySignals } from '@improvement-ledger/projections';
import { Field, InputType, Int } from 'type-graphql';
import { PositionScalar } from '../scalars.js';
import type { InputField } from './input-fields.js';
import { optional, ownId, plain, refTo, words } from './input-fields.js';
import type { RecordMutation } from './record-mutation.js';

@InputType('SignalParameterInput', { description: 'A number that the rule of a signal depends on.' })
class SignalParameterInput {
  @Field(() => String, { description: 'Its name, such as days.' })
  readonly name!: string;

  @Field(() => Int, { description: 'The number.' })
  readonly value!: number;
}

const signal: InputField = {
  ...plain(() => String, 'The key of the signal, such as no-update.'),
  read: (sent, field) =>
    integritySignals.some(({ key }) => key === sent) ? { value: sent } : refuse('signal-not-found', field),
};

const parameters: InputField = {
  ...plain(
    () => [SignalParameterInput],
    'The parameters that are set; the others are as they are for every plan.',
  ),
  read: (sent) => ({ value: (sent as SignalParameterInput[]).map(({ name, value }) => ({ name, value })) }),
};

export const signalMutations = {
  setSignalRule: {
    kind: signalRule,
    type: 'SignalRuleSet',
    of: 'plan',
    keyedBy: ({ planId }) => String(planId),
    description: 'Sets the parameters of an integrity signal for a plan.',
    input: 'The parameters of a signal.',
    fields: { signal, parameters },
  },
  answerSignal: {
    kind: signalAnswer,
    type: 'SignalAnswered',
    of: 'plan',
    keyedBy: (data) => signalIdOf(data as unknown as Parameters<typeof signalIdOf>[0]),
    description: 'Explains a signal that was found. It stays on the list, with the answer.',
    input: 'An answer to a signal, which is named as the list names it.',
    fields: {
      signal,
      actionId: refTo(['Action'], 'The action in which it was found.'),
      position: plain(() => PositionScalar, 'The position that triggered it.'),
      note: words('The explanation.'),
    },
  },
  acceptSignalAnswer: {
    kind: signalAnswer,
    type: 'SignalAnswerAccepted',
    of: 'plan',
    keyedBy: ({ signalId }) => String(signalId),
    description: 'Says that somebody else than who answered a signal is content with the answer.',
    input: 'A signal whose answer is accepted.',
    fields: {
      signalId: ownId('The signal, as the list names it.'),
      note: optional(words('What was noted.')),
    },
  },
} as const satisfies Record<string, RecordMutation>;
