/** The wire shape of a council's access log. */
import type { ClientKind } from '@improvement-ledger/event-store';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { ClientKindEnum } from '../enums.js';
import { ActorType } from '../person/person.types.js';
import { InstantScalar } from '../scalars.js';

@ObjectType('LoggedClient', { description: 'By which program somebody looked, and from where.' })
class LoggedClientType {
  @Field(() => ClientKindEnum, { description: 'By what they were let in.' })
  readonly kind!: ClientKind;

  @Field(() => String, { nullable: true, description: 'The sign-in provider that named them.' })
  readonly issuer!: string | null;

  @Field(() => String, { nullable: true, description: 'The program, by its name at that provider.' })
  readonly clientId!: string | null;

  @Field(() => String, { nullable: true, description: 'What the program says of itself.' })
  readonly userAgent!: string | null;

  @Field(() => String, { nullable: true, description: 'The network address that it came from.' })
  readonly address!: string | null;
}

@ObjectType('AccessLogEntry', { description: 'That somebody looked at something of the council.' })
export class AccessLogEntryType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => InstantScalar, { description: 'When.' })
  readonly at!: string;

  @Field(() => ActorType, { description: 'Who, in which role.' })
  readonly actor!: ActorType;

  @Field(() => ID, {
    nullable: true,
    description: "The grant by which they could; null: they had a token of the operator's.",
  })
  readonly grantId!: string | null;

  @Field(() => [String], { description: 'What they asked for: fields of the root of this schema.' })
  readonly roots!: readonly string[];

  @Field(() => [String], {
    description: 'What of that is logged, such as `Action.history`: fields of this schema.',
  })
  readonly fields!: readonly string[];

  @Field(() => [ID], { description: 'The global ids that they named.' })
  readonly records!: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description:
      'How many items of it they were given; null where the answer was about several councils together, or may never have left.',
  })
  readonly items!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many bytes that were; null as for `items`.' })
  readonly bytes!: number | null;

  @Field(() => [String], {
    description: 'The codes of the errors in the answer: why something was not given.',
  })
  readonly codes!: readonly string[];

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When it was logged how much the answer held, within a tenth of a second; null where the server was killed before, so that it may never have left.',
  })
  readonly answeredAt!: string | null;

  @Field(() => LoggedClientType, { description: 'By which program, and from where.' })
  readonly client!: LoggedClientType;

  @Field(() => String, { description: 'The `x-request-id` of the answer.' })
  readonly requestId!: string;

  @Field(() => String, { description: 'Ties the read to what else it was part of: the id of its trace.' })
  readonly correlation!: string;
}

export const AccessLogConnection = connectionType('AccessLogEntry', AccessLogEntryType);
export type AccessLogConnection = InstanceType<typeof AccessLogConnection>;
