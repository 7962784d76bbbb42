/** The wire shape of the small values that plans and actions are made of. */
import type {
  DuePrecision,
  OwnerKind,
  OwnerPart,
  RagColour,
  UndatedReason,
} from '@improvement-ledger/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import {
  CompletionStatusEnum,
  DueKindEnum,
  DuePrecisionEnum,
  OwnerKindEnum,
  OwnerPartEnum,
  RagColourEnum,
  UndatedReasonEnum,
} from '../enums.js';
import { PersonType } from '../person/person.types.js';
import { DateScalar, InstantScalar } from '../scalars.js';

@ObjectType({ description: "One rating of a plan's vocabulary." })
export class RagRatingType {
  @Field(() => String, { description: 'The code of the rating, such as `green`.' })
  readonly key!: string;

  @Field(() => String, { nullable: true, description: 'How the plan words it; null when it was erased.' })
  readonly label!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: '1 is the worst; null where the plan gives it no place in the order.',
  })
  readonly order!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the plan says that the rating means; null when it says nothing, or when it was erased.',
  })
  readonly meaning!: string | null;

  @Field(() => RagColourEnum, { nullable: true, description: 'Its colour; null when the plan states none.' })
  readonly colour!: RagColour | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The version of the vocabulary that it is a word of; null when no version known here has it.',
  })
  readonly vocabularyVersion!: number | null;
}

@ObjectType('RagVocabulary', { description: "One version of a plan's vocabulary." })
export class RagVocabularyType {
  @Field(() => Int, { description: 'The version, from 1.' })
  readonly version!: number;

  @Field(() => InstantScalar, { description: 'From when it was to be used.' })
  readonly since!: string;

  @Field(() => [RagRatingType], { description: 'Its ratings.' })
  readonly ratings!: RagRatingType[];
}

@ObjectType({ description: 'When an action is due: as the plan writes it, and as it is understood.' })
export class DueType {
  @Field(() => String, { nullable: true, description: 'The words of the plan.' })
  readonly asWritten!: string | null;

  @Field(() => DueKindEnum, { description: 'What they are understood as.' })
  readonly kind!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day; the action is overdue from the day after.',
  })
  readonly lastDay!: string | null;

  @Field(() => DuePrecisionEnum, { nullable: true, description: 'How exactly the plan states it.' })
  readonly precision!: DuePrecision | null;

  @Field(() => Boolean, {
    description: 'The reading is one of several possible; somebody should confirm it.',
  })
  readonly unconfirmed!: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'For a standing action, from when it is in force.',
  })
  readonly from!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a recurring action: week, month, quarter or year.',
  })
  readonly every!: string | null;

  @Field(() => UndatedReasonEnum, {
    nullable: true,
    description: 'For an undated action, what the plan says instead.',
  })
  readonly undatedReason!: UndatedReason | null;
}

@ObjectType({ description: 'Another due date that somebody asked for, and nobody has decided on yet.' })
export class DueRequestType {
  @Field(() => ID, { description: 'Give it to approve or refuse the request.' })
  readonly requestId!: string;

  @Field(() => DueType, { description: 'The due date asked for.' })
  readonly due!: DueType;

  @Field(() => PersonType, { description: 'Who asked.' })
  readonly requestedBy!: PersonType;

  @Field(() => InstantScalar, { description: 'From when the request stands.' })
  readonly since!: string;

  @Field(() => String, { nullable: true, description: 'Why; null when it was erased.' })
  readonly reason!: string | null;
}

@ObjectType('Withdrawal', { description: 'That an action is no longer to be done.' })
export class WithdrawalType {
  @Field(() => PersonType, { description: 'Who withdrew it.' })
  readonly by!: PersonType;

  @Field(() => InstantScalar, { description: 'From when.' })
  readonly since!: string;

  @Field(() => String, { nullable: true, description: 'Why; null when it was erased.' })
  readonly reason!: string | null;
}

@ObjectType({ description: 'Who has a part in an action.' })
export class OwnerType {
  @Field(() => OwnerKindEnum, { description: 'Person, role, team, body or external organisation.' })
  readonly kind!: OwnerKind;

  @Field(() => OwnerPartEnum, { description: 'Owner, support or monitor.' })
  readonly part!: OwnerPart;

  @Field(() => ID, { nullable: true, description: "The person's opaque id, for a person." })
  readonly personId!: string | null;

  @Field(() => String, { nullable: true, description: 'The name; null when it was erased.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'The post a person holds, as written.' })
  readonly post!: string | null;
}

@ObjectType({
  description: 'Whether an action is complete. A claim is not yet a fact: somebody else verifies it.',
})
export class CompletionType {
  @Field(() => CompletionStatusEnum, { description: 'How completion stands.' })
  readonly status!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'From when; null when nothing was ever claimed.',
  })
  readonly since!: string | null;

  @Field(() => PersonType, { nullable: true, description: 'Who made the claim that stands or was verified.' })
  readonly claimedBy!: PersonType | null;

  @Field(() => PersonType, { nullable: true, description: 'Who verified it.' })
  readonly verifiedBy!: PersonType | null;
}
