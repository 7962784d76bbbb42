/** The API's enumerations: the domain's closed lists, each value with what it means. */
import type {
  Corrects,
  DueMeaning,
  DuePrecision,
  IntervalKind,
  LinkKind,
  OfficeKind,
  OwnerKind,
  OwnerPart,
  PrincipalKind,
  RagColour,
  RefusalCode,
  Role,
  Scope,
  Source,
  UndatedReason,
} from '@improvement-ledger/domain';
import { refusalCodes } from '@improvement-ledger/domain';
import type { ClientKind } from '@improvement-ledger/event-store';
import { registerEnumType } from 'type-graphql';

/** GraphQL writes the values of an enumeration in capitals. */
const nameOf = (value: string): string =>
  value
    .replaceAll(/(?<!^)[A-Z]/g, '_$&')
    .replaceAll('-', '_')
    .toUpperCase();

/** An enumeration of the schema; behind it the values stay the domain's own words. */
export const enumeration = <Value extends string>(
  name: string,
  description: string,
  meanings: Readonly<Record<Value, string>>,
): Record<string, Value> => {
  const values = Object.entries<string>(meanings);
  const made = Object.fromEntries(values.map(([value]) => [nameOf(value), value as Value]));
  registerEnumType(made, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      values.map(([value, meaning]) => [nameOf(value), { description: meaning }]),
    ),
  });
  return made;
};

export const RoleEnum = enumeration<Role>('Role', 'The role in which somebody acts.', {
  adviser: 'Advises the council, and reads.',
  planManager: 'Keeps the plan.',
  actionOwner: 'Reports on actions and claims that they are complete.',
  auditor: 'Verifies claims of completion.',
  workforceLead: 'Is responsible for staffing, and reads.',
  integration: 'A program that reads.',
  administrator: 'Keeps who has access to the council; with a token of the operator, runs this instance.',
});

export const ClientKindEnum = enumeration<ClientKind>('ClientKind', 'By what somebody was let in.', {
  'operator-token': 'A token of whoever runs this instance.',
  token: 'A token that the council issued.',
  issuer: 'A sign-in provider that the council trusts.',
  'command-line': 'The terminal of whoever runs this instance.',
});

export const ScopeEnum = enumeration<Scope>('Scope', 'What an access is good for.', {
  read: 'To read.',
  write: 'To change what the role may change.',
});

export const PrincipalKindEnum = enumeration<PrincipalKind>('PrincipalKind', 'Who acts.', {
  person: 'A person whom the council knows.',
  service: 'A program that acts by itself.',
});

export const OfficeKindEnum = enumeration<OfficeKind>('OfficeKind', 'What people hold or belong to.', {
  role: 'A role, such as head of service.',
  team: 'A team of the council.',
  body: 'A board, committee or panel.',
});

export const ChannelEnum = enumeration<Source['channel']>('Channel', 'By which way a change came in.', {
  api: 'This API.',
  'command-line': 'A command on the machine of the ledger.',
  import: "A plan's document.",
  sample: 'The sample council.',
  worker: 'A worker of the ledger, by itself.',
});

export const CorrectionKindEnum = enumeration<Corrects['kind']>(
  'CorrectionKind',
  'How a change is corrected.',
  {
    wrong: 'The earlier change was wrong; the correction holds in its place.',
    retracted: 'What the earlier change says never happened.',
  },
);

export const ClockEnum = enumeration<'live' | 'replayed'>(
  'Clock',
  "Whether a ledger's recorded times are real.",
  {
    live: 'They come from the database.',
    replayed:
      'They were given: a demonstration clock. What is "now" elsewhere is the moment of the last change recorded, so that the demonstration stands still.',
  },
);

export const OwnerKindEnum = enumeration<OwnerKind>('OwnerKind', 'What kind of owner an action has.', {
  person: 'A named person.',
  role: 'A post, whoever holds it.',
  team: 'A team of the council.',
  body: 'A board, committee or panel.',
  external: 'An organisation outside the council.',
});

export const OwnerPartEnum = enumeration<OwnerPart>('OwnerPart', 'The part that an owner has in an action.', {
  owner: 'Answers for it.',
  support: 'Helps with it.',
  monitor: 'Watches over it.',
});

export const RagColourEnum = enumeration<RagColour>(
  'RagColour',
  'A colour that plans print ratings in. What it means is for the plan to say.',
  {
    red: 'Red.',
    amber: 'Amber.',
    orange: 'Orange.',
    yellow: 'Yellow.',
    green: 'Green.',
    blue: 'Blue.',
    purple: 'Purple.',
    grey: 'Grey.',
    white: 'White.',
    black: 'Black.',
  },
);

export const DuePrecisionEnum = enumeration<DuePrecision>(
  'DuePrecision',
  'How exactly a due date is stated. The last day of the period is the day on which it is due.',
  { day: 'A day.', month: 'A month.', season: 'A season.', year: 'A year.' },
);

export const DueKindEnum = enumeration<DueMeaning['kind']>('DueKind', 'What a due date is understood as.', {
  dated: 'Due on a day, and overdue from the day after.',
  recurring: 'Due on a day for the first time, then again and again.',
  standing: 'In force without an end; never overdue.',
  undated: 'Without a date; never overdue.',
});

export const UndatedReasonEnum = enumeration<UndatedReason>(
  'UndatedReason',
  'Why an action has no due date.',
  {
    blank: 'The plan leaves it blank.',
    'to-be-confirmed': 'The date is to be confirmed.',
    ongoing: 'The work is ongoing.',
    'as-required': 'The work is done as required.',
    current: 'The work is under way, without a date.',
    'not-understood': 'What the plan says is not understood as a date.',
  },
);

export const CompletionStatusEnum = enumeration<'open' | 'claimed' | 'verified'>(
  'CompletionStatus',
  'How the completion of an action stands.',
  {
    open: 'It is not complete.',
    claimed: 'Somebody says that it is complete; it awaits verification.',
    verified: 'Somebody else has confirmed that it is complete.',
  },
);

export const IntervalKindEnum = enumeration<IntervalKind>(
  'IntervalKind',
  'By what history is counted: intervals of days in London.',
  {
    day: 'A calendar day.',
    week: 'An ISO 8601 week, from Monday to Sunday; it belongs to the year of its Thursday.',
    month: 'A calendar month.',
  },
);

export const LinkKindEnum = enumeration<LinkKind>('LinkKind', 'How an action is related to another.', {
  'see-also': 'One should be read with the other.',
  'duplicate-of': 'It says again what the other says, which is the one that is kept.',
  'depends-on': 'It cannot be done before the other.',
});

export type LinkDirection = 'outward' | 'inward';
export const LinkDirectionEnum = enumeration<LinkDirection>(
  'LinkDirection',
  'Which of two linked actions names the other.',
  { outward: 'This one names the other.', inward: 'The other names this one.' },
);

export type ChallengeStatus = 'open' | 'answered' | 'closed';
export const ChallengeStatusEnum = enumeration<ChallengeStatus>(
  'ChallengeStatus',
  'How a challenge stands.',
  {
    open: 'Nobody has answered.',
    answered: 'It was answered, and whoever raised it has not closed it.',
    closed: 'It is settled.',
  },
);

export type DueAgainst = 'current' | 'original';
export const DueAgainstEnum = enumeration<DueAgainst>('DueAgainst', 'Which due date counts.', {
  current: 'The one in force.',
  original: 'The first, however often it was moved.',
});

export const UserErrorCodeEnum = enumeration<RefusalCode>(
  'UserErrorCode',
  'Why a change was refused.',
  refusalCodes,
);
