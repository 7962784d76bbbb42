/** The wire shape of what a digest says, or would say. */
import type { DigestKind, DigestListName, DigestRefusal, EscalationStep } from '@improvement-ledger/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { PersonType } from '../person/person.types.js';
import { DateScalar, InstantScalar, PositionScalar } from '../scalars.js';
import { DigestKindEnum, DigestListEnum, DigestRefusalEnum, EscalationStepEnum } from './digest.enums.js';

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
  readonly id!: string;

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

@ObjectType('DigestContent', { description: 'What a digest says.' })
export class DigestContentType {
  @Field(() => String, { description: 'The counts by which its subject tells what is inside.' })
  readonly counts!: string;

  @Field(() => Int, { description: 'The sum of the totals of its lists; each action stands in one.' })
  readonly total!: number;

  @Field(() => [DigestListType], { description: 'Those that are not empty, what matters most first.' })
  readonly lists!: readonly DigestListType[];

  @Field(() => String, { nullable: true, description: 'Before a meeting, the name of the board.' })
  readonly board!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Before a meeting, its day.' })
  readonly meetsOn!: string | null;

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
