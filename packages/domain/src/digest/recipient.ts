/** Somebody to whom digests are sent: the address, what they want, how mail to them fared, and whether they still work here. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf, DigestEventType, Fact } from '../events.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import type { SealedText } from '../sealed.js';
import type { DigestKind } from './digest-kind.js';
import type { DigestRules } from './digest-rules.js';
import { digestRules } from './digest-rules.js';

type RecipientEventType = Extract<
  DigestEventType,
  `Recipient${string}` | 'DigestPreferencesSet' | 'DigestUnsubscribed'
>;
/** What a council rules is looked at where a statutory notice might be switched off. */
interface Ruled {
  readonly councilId: string;
}
export type RecipientCommand =
  | ({ readonly type: 'SetAddress' } & DataOf<'RecipientAddressSet'>)
  | ({ readonly type: 'RemoveAddress' } & DataOf<'RecipientAddressRemoved'>)
  | ({ readonly type: 'SetDigestPreferences' } & DataOf<'DigestPreferencesSet'> & Ruled)
  | ({ readonly type: 'Unsubscribe' } & DataOf<'DigestUnsubscribed'> & Ruled)
  | ({ readonly type: 'RecordAddressFailure' } & DataOf<'RecipientAddressFailed'>)
  | ({ readonly type: 'RecordComplaint' } & DataOf<'RecipientComplained'>)
  | ({ readonly type: 'RecordLeaving' } & DataOf<'RecipientLeft'>)
  | ({ readonly type: 'RecordReturn' } & DataOf<'RecipientReturned'>)
  | CorrectEvent<RecipientEventType>
  | RetractEvent;

export interface Recipient {
  readonly address: SealedText | null;
  readonly off: readonly DigestKind[];
  /** `null`: on the council's days. */
  readonly weekdays: readonly number[] | null;
  /** That mail to the address came back; another address is another matter. */
  readonly failure: Pick<DataOf<'RecipientAddressFailed'>, 'isPermanent' | 'code'> | null;
  /** Until they choose anew what they want. */
  readonly hasComplained: boolean;
  /** `null`: nobody has said, so that what the establishment says of them counts. */
  readonly hasLeft: boolean | null;
}
interface Related {
  readonly person: Person;
  readonly rules: DigestRules;
}

/** Somebody of whom nothing was said. */
export const notRecipient: Recipient = {
  address: null,
  off: [],
  weekdays: null,
  failure: null,
  hasComplained: false,
  hasLeft: null,
};

export const recipient: Aggregate<Recipient, RecipientCommand, RecipientEventType, Related> = {
  category: 'recipient',
  types: [
    'RecipientAddressSet',
    'RecipientAddressRemoved',
    'DigestPreferencesSet',
    'DigestUnsubscribed',
    'RecipientAddressFailed',
    'RecipientComplained',
    'RecipientLeft',
    'RecipientReturned',
  ],
  initial: notRecipient,

  related: (command) => ({
    person: { aggregate: person, id: 'personId' in command ? command.personId : undefined },
    rules: { aggregate: digestRules, id: 'councilId' in command ? command.councilId : undefined },
  }),

  decide(command, state, setting, related) {
    if (command.type === 'CorrectEvent') return correctEvent(command, setting, ['personId']);
    if (command.type === 'RetractEvent') return retractEvent(command, setting, new Set(recipient.types));
    const nobody = standsForNobody(related.person, 'personId');
    if (nobody !== null) return refused(nobody);
    const fault = othersFault(command, setting) ?? statutoryFault(command, related.rules);
    if (fault !== null) return refused(fault);
    const fact = factOf(command);
    return same(evolved(state, fact), state) ? nothing : record(fact);
  },

  evolve: (state, { event }) => evolved(state, event),
};

type Telling = Exclude<RecipientCommand, { readonly type: 'CorrectEvent' | 'RetractEvent' }>;

/** What each says for themselves, and for others only whoever keeps the plan. */
const isOwn: ReadonlySet<Telling['type']> = new Set(['SetAddress', 'RemoveAddress', 'SetDigestPreferences']);
const othersFault = ({ type, personId }: Telling, setting: Setting<RecipientEventType>): Refusal | null => {
  const { actor } = setting.circumstances;
  const keepsPlan = actor.role === 'planManager' || actor.role === 'administrator';
  return !isOwn.has(type) || keepsPlan || setting.humanOf(actor.id) === setting.humanOf(personId)
    ? null
    : refuse('own-digests-only', 'personId');
};

/** Why a notice that the council must send cannot be switched off, if that is asked. */
const statutoryFault = (command: Telling, { schedules }: DigestRules): Refusal | null => {
  const kinds =
    command.type === 'SetDigestPreferences'
      ? command.off
      : command.type === 'Unsubscribe'
        ? [command.kind]
        : [];
  const statutory = kinds.find((kind) => schedules.get(kind)?.isStatutory === true);
  return statutory === undefined
    ? null
    : refuse(
        'digest-statutory',
        command.type === 'Unsubscribe' ? 'kind' : 'off',
        `It is the ${statutory} one.`,
      );
};

const factOf = (command: Telling): Fact<RecipientEventType> => {
  const { type, ...told } = command;
  const { personId } = told;
  switch (type) {
    case 'SetAddress':
      return { type: 'RecipientAddressSet', data: { personId, address: command.address } };
    case 'RemoveAddress':
      return { type: 'RecipientAddressRemoved', data: { personId } };
    case 'SetDigestPreferences': {
      const { off, weekdays } = command;
      const sorted = weekdays === null ? null : weekdays.toSorted((a, b) => a - b);
      return { type: 'DigestPreferencesSet', data: { personId, off: off.toSorted(), weekdays: sorted } };
    }
    case 'Unsubscribe':
      return { type: 'DigestUnsubscribed', data: { personId, kind: command.kind } };
    case 'RecordAddressFailure': {
      const { isPermanent, code } = command;
      return { type: 'RecipientAddressFailed', data: { personId, isPermanent, code } };
    }
    case 'RecordComplaint':
      return { type: 'RecipientComplained', data: { personId } };
    case 'RecordLeaving':
      return { type: 'RecipientLeft', data: { personId } };
    case 'RecordReturn':
      return { type: 'RecipientReturned', data: { personId } };
  }
};

const evolved = (state: Recipient, { type, data }: Fact<RecipientEventType>): Recipient => {
  switch (type) {
    case 'RecipientAddressSet':
      return {
        ...state,
        address: data.address,
        failure: same(state.address, data.address) ? state.failure : null,
      };
    case 'RecipientAddressRemoved':
      return { ...state, address: null, failure: null };
    case 'DigestPreferencesSet':
      return { ...state, off: data.off, weekdays: data.weekdays, hasComplained: false };
    case 'DigestUnsubscribed':
      return { ...state, off: [...new Set([...state.off, data.kind])].toSorted() };
    case 'RecipientAddressFailed':
      // A failure for a time takes nothing back of one for good.
      return state.failure?.isPermanent === true && !data.isPermanent
        ? state
        : { ...state, failure: { isPermanent: data.isPermanent, code: data.code } };
    case 'RecipientComplained':
      return { ...state, hasComplained: true };
    case 'RecipientLeft':
      return { ...state, hasLeft: true };
    case 'RecipientReturned':
      return { ...state, hasLeft: false };
  }
};
