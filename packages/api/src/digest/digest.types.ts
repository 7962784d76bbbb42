/** The wire shape of digests: schedules, recipients, and what a digest says or would say. */
import type { DigestKind, OwnerKind } from '@improvement-ledger/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { PersonType } from '../person/person.types.js';
import { InstantScalar } from '../scalars.js';
import { DigestKindEnum, MappedOwnerKindEnum } from './digest.enums.js';

@ObjectType('DigestSchedule', {
  description: 'When digests of a kind are sent: by the time in London, on working days alone.',
})
export class DigestScheduleType {
  @Field(() => DigestKindEnum, { description: 'The kind.' })
  readonly kind!: DigestKind;

  @Field(() => [Int], { description: 'Of a daily or weekly one the days of the week, 1 (Monday) to 5.' })
  readonly weekdays!: readonly number[];

  @Field(() => Int, {
    nullable: true,
    description: 'Of a monthly one the how manieth working day of the month.',
  })
  readonly workingDay!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of one before a board meeting so many working days before it.',
  })
  readonly workingDaysBefore!: number | null;

  @Field(() => String, { description: 'The time in London.' })
  readonly time!: string;

  @Field(() => Boolean, { description: 'A statutory notice, which nobody can switch off.' })
  readonly isStatutory!: boolean;

  @Field(() => Boolean, { description: 'Whether words besides titles are sent.' })
  readonly withNarratives!: boolean;

  @Field(() => Int, { description: 'What is due within so many days is told of beforehand.' })
  readonly dueSoonDays!: number;

  @Field(() => Int, { description: 'After so many days without an update an action is stale.' })
  readonly staleDays!: number;

  @Field(() => InstantScalar, { description: 'From when it is in force.' })
  readonly since!: string;
}

@ObjectType('OwnerMapping', {
  description:
    'To whom the name of a role, team, body or organisation leads, where plans name it as an owner.',
})
export class OwnerMappingType {
  @Field(() => ID, { description: 'The id by which it is taken back.' })
  readonly id!: string;

  @Field(() => MappedOwnerKindEnum, { description: 'What the name is of.' })
  readonly kind!: Exclude<OwnerKind, 'person'>;

  @Field(() => String, { nullable: true, description: 'The name; null when it was erased.' })
  readonly name!: string | null;

  @Field(() => PersonType, { nullable: true, description: 'The person, if it leads to one.' })
  readonly person!: PersonType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The role, team or body, if it leads to whoever holds or belongs to one.',
  })
  readonly officeId!: string | null;
}

@ObjectType('AddressFailure', { description: 'That mail to an address came back.' })
class AddressFailureType {
  @Field(() => Boolean, { description: 'For good: nothing more is sent there.' })
  readonly isPermanent!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What the other side called it, such as 550 or 5.1.1.',
  })
  readonly code!: string | null;
}

@ObjectType('DigestRecipient', { description: 'Somebody of whom it was said how they get digests.' })
class DigestRecipientType {
  @Field(() => PersonType, { description: 'Who.' })
  readonly person!: PersonType;

  @Field(() => String, {
    nullable: true,
    description: 'The address; null where none is known, or it was erased.',
  })
  readonly address!: string | null;

  @Field(() => [DigestKindEnum], { description: 'The kinds that they switched off.' })
  readonly off!: readonly DigestKind[];

  @Field(() => [Int], {
    nullable: true,
    description: "The days of the week on which they want digests; null: on the council's.",
  })
  readonly weekdays!: readonly number[] | null;

  @Field(() => AddressFailureType, {
    nullable: true,
    description: 'How mail to the address failed, if it did.',
  })
  readonly failure!: AddressFailureType | null;

  @Field(() => Boolean, {
    description: 'Whether they marked a digest as unwanted, and have not chosen anew since.',
  })
  readonly hasComplained!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether they left, as somebody said; null where nobody did, so that their engagements tell.',
  })
  readonly hasLeft!: boolean | null;

  @Field(() => Int, { description: 'How many events the record has: give it as `expectedVersion`.' })
  readonly version!: number;
}
export const DigestRecipientConnection = connectionType('DigestRecipient', DigestRecipientType);
export type DigestRecipientConnection = InstanceType<typeof DigestRecipientConnection>;
