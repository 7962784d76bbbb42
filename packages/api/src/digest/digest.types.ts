/** The wire shape of digests: schedules, recipients, and what a digest says or would say. */
import type {
  DigestKind,
  DigestListName,
  DigestRefusal,
  EscalationStep,
  OwnerKind,
} from '@improvement-ledger/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { OwnerKindEnum } from '../enums.js';
import { PersonType } from '../person/person.types.js';
import { DateScalar, InstantScalar, PositionScalar } from '../scalars.js';
import { DigestKindEnum, DigestListEnum, DigestRefusalEnum, EscalationStepEnum } from './digest.enums.js';

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

  @Field(() => OwnerKindEnum, { description: 'What the name is of.' })
  readonly kind!: OwnerKind;

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
export class DigestRecipientType {
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

@ObjectType('DayCount', { description: 'Days of the calendar, and how many of them the council works on.' })
class DayCountType {
  @Field(() => Int, { description: 'Days.' })
  readonly days!: number;

  @Field(() => Int, { description: 'Working days.' })
  readonly workingDays!: number;
}

@ObjectType('DigestItem', { description: 'An action as a digest tells of it.' })
export class DigestItemType {
  @Field(() => ID, { description: 'The global id of the action.' })
  readonly actionId!: string;

  @Field(() => String, { nullable: true, description: 'The title of its plan.' })
  readonly planTitle!: string | null;

  @Field(() => String, { description: 'Its reference.' })
  readonly reference!: string;

  @Field(() => String, { nullable: true, description: 'Its title; null when it was erased.' })
  readonly title!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which it is due.' })
  readonly lastDay!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The one that was planned first.' })
  readonly originalLastDay!: string | null;

  @Field(() => Int, { description: 'How often the date was moved.' })
  readonly moved!: number;

  @Field(() => DayCountType, { nullable: true, description: 'Since when it is overdue, if it is.' })
  readonly overdue!: DayCountType | null;

  @Field(() => DayCountType, {
    nullable: true,
    description: 'The same against the original date, where it moved.',
  })
  readonly overdueOriginal!: DayCountType | null;

  @Field(() => DayCountType, { nullable: true, description: 'In how many days it is due, if it is.' })
  readonly dueIn!: DayCountType | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the last update.' })
  readonly updatedOn!: string | null;

  @Field(() => [DigestListEnum], { description: 'The other lists that it would stand in.' })
  readonly also!: readonly DigestListName[];

  @Field(() => EscalationStepEnum, {
    nullable: true,
    description: "The highest step of its plan's ladder that it has come to.",
  })
  readonly escalation!: EscalationStep | null;

  @Field(() => String, { description: 'Why the recipient is told of it.' })
  readonly why!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The latest narrative, where the schedule sends words besides titles.',
  })
  readonly narrative!: string | null;
}

@ObjectType('DigestList', { description: 'Actions that a digest tells of for one reason.' })
class DigestListType {
  @Field(() => DigestListEnum, { description: 'Which list.' })
  readonly name!: DigestListName;

  @Field(() => Int, { description: 'How many actions it has, of which `items` names the first.' })
  readonly total!: number;

  @Field(() => [DigestItemType], { description: 'At most 50 of them, what matters most first.' })
  readonly items!: readonly DigestItemType[];
}

@ObjectType('DigestMeeting', { description: 'The meeting that a digest comes before.' })
class DigestMeetingType {
  @Field(() => String, { nullable: true, description: 'The name of the board.' })
  readonly body!: string | null;

  @Field(() => DateScalar, { description: 'The day.' })
  readonly on!: string;
}

@ObjectType('DigestContent', { description: 'What a digest says.' })
export class DigestContentType {
  @Field(() => String, { description: 'The counts by which its subject tells what is inside.' })
  readonly counts!: string;

  @Field(() => Int, { description: 'The sum of the totals of its lists; each action stands in one.' })
  readonly total!: number;

  @Field(() => [DigestListType], { description: 'Those that are not empty, what matters most first.' })
  readonly lists!: readonly DigestListType[];

  @Field(() => DigestMeetingType, {
    nullable: true,
    description: 'The meeting that it comes before, if one.',
  })
  readonly meeting!: DigestMeetingType | null;

  @Field(() => Boolean, { description: 'A statutory notice, which nobody can switch off.' })
  readonly isStatutory!: boolean;

  @Field(() => PositionScalar, { description: 'Up to which position of the log it was made.' })
  readonly position!: number;
}

@ObjectType('DigestPreview', {
  description: 'A digest as it would be, or would have been: what it says, and why it is not sent if so.',
})
export class DigestPreviewType {
  @Field(() => DigestKindEnum, { description: 'The kind.' })
  readonly kind!: DigestKind;

  @Field(() => PersonType, { description: 'The recipient.' })
  readonly recipient!: PersonType;

  @Field(() => String, {
    nullable: true,
    description: 'The period of which there is at most one; null where none is due on the day.',
  })
  readonly period!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it is due.' })
  readonly dueAt!: string | null;

  @Field(() => DigestRefusalEnum, { nullable: true, description: 'Why nothing is sent; null where it is.' })
  readonly refusal!: DigestRefusal | null;

  @Field(() => String, { nullable: true, description: 'The same as a sentence.' })
  readonly explanation!: string | null;

  @Field(() => DigestContentType, {
    nullable: true,
    description: 'What it says, also where it is not sent; null where there is nothing to say.',
  })
  readonly content!: DigestContentType | null;
}
export const DigestPreviewConnection = connectionType('DigestPreview', DigestPreviewType);
export type DigestPreviewConnection = InstanceType<typeof DigestPreviewConnection>;
