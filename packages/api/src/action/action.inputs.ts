/** What the mutations of an action take and answer. */
import type { OwnerKind, OwnerPart, UndatedReason } from '@improvement-ledger/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ChangeInput, CommandInput } from '../commands/input.types.js';
import { MutationPayload } from '../commands/payload.types.js';
import { OwnerKindEnum, OwnerPartEnum, UndatedReasonEnum } from '../enums.js';
import { DateScalar } from '../scalars.js';

@InputType('OwnerInput', { description: 'Who is to have a part in an action.' })
export class OwnerInput {
  @Field(() => OwnerKindEnum, { description: 'Person, role, team, body or external organisation.' })
  readonly kind!: OwnerKind;

  @Field(() => OwnerPartEnum, { defaultValue: 'owner', description: 'The part.' })
  readonly part!: OwnerPart;

  @Field(() => String, { description: 'The name.' })
  readonly name!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "For a person: their id. Without it the council's person of that name is meant, or a new one is registered.",
  })
  readonly personId?: string | null;

  @Field(() => String, { nullable: true, description: 'For a person: the post they hold.' })
  readonly post?: string | null;
}

@InputType('DueInput', { description: 'When an action is due: in words, as a date, or not at all.' })
export class DueInput {
  @Field(() => String, { nullable: true, description: 'The words of the plan, such as "End July 2015".' })
  readonly asWritten?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day; it goes before what the words mean.',
  })
  readonly date?: string | null;

  @Field(() => UndatedReasonEnum, { nullable: true, description: 'Why there is no date.' })
  readonly undated?: UndatedReason | null;
}

@InputType('CellInput', { description: 'One cell of a source document, as it was printed.' })
export class CellInput {
  @Field(() => String, { description: 'The heading of its column.' })
  readonly column!: string;

  @Field(() => String, { description: 'What stands in it; an empty text for a blank cell.' })
  readonly text!: string;
}

@InputType('ActionDetailsInput', {
  description: 'What the plan says of an action besides; no plan says all of it.',
})
export class ActionDetailsInput {
  @Field(() => String, {
    nullable: true,
    description: 'The issue, finding or recommendation that it answers.',
  })
  readonly issue?: string | null;

  @Field(() => String, { nullable: true, description: 'By which measures one will see that it worked.' })
  readonly measures?: string | null;

  @Field(() => String, { nullable: true, description: 'How that is tested.' })
  readonly test?: string | null;

  @Field(() => String, { nullable: true, description: 'What it takes.' })
  readonly resources?: string | null;

  @Field(() => String, { nullable: true, description: 'What it costs, as the plan writes it.' })
  readonly cost?: string | null;

  @Field(() => String, { nullable: true, description: 'For whom it is, or who must change what they do.' })
  readonly targetGroup?: string | null;
}

@InputType({ description: 'An action to add.' })
export class AddActionInput extends CommandInput {
  @Field(() => ID, { description: 'The commitment that it carries out.' })
  readonly commitmentId!: string;

  @Field(() => String, { description: 'Its reference, such as A1.3.' })
  readonly reference!: string;

  @Field(() => String, { description: 'What is to be done.' })
  readonly title!: string;

  @Field(() => DueInput, { description: 'When it is due.' })
  readonly due!: DueInput;

  @Field(() => [OwnerInput], { defaultValue: [], description: 'Its owners; none: not stated.' })
  readonly owners!: readonly OwnerInput[];

  @Field(() => String, {
    nullable: true,
    description: 'The owners in the words of the plan. Without `owners`, they are read from these words.',
  })
  readonly ownersAsWritten?: string | null;

  @Field(() => ActionDetailsInput, { nullable: true, description: 'What the plan says besides.' })
  readonly details?: ActionDetailsInput | null;

  @Field(() => [CellInput], {
    nullable: true,
    description: 'The row of the source document as printed, where it came from one.',
  })
  readonly cells?: readonly CellInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place within the commitment, from 1; the last, unless given.',
  })
  readonly place?: number | null;
}

@InputType()
export class ActionInput extends ChangeInput {
  @Field(() => ID, { description: 'The action.' })
  readonly actionId!: string;
}

@InputType({ description: 'How an action stands: a rating, words, or both.' })
export class RecordStatusInput extends ActionInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The key of a rating of the plan. Leave it out to say nothing of the rating; null states that it is blank.',
  })
  readonly rag?: string | null;

  @Field(() => String, { nullable: true, description: 'How the action stands, in words.' })
  readonly narrative?: string | null;

  @Field(() => [CellInput], {
    nullable: true,
    description: 'The row of the source document as printed, where the report came from one.',
  })
  readonly cells?: readonly CellInput[] | null;
}

@InputType({ description: 'The owners of an action from now on.' })
export class ReassignOwnerInput extends ActionInput {
  @Field(() => [OwnerInput], { description: 'All the owners from now on.' })
  readonly owners!: readonly OwnerInput[];
}

@InputType({ description: 'A claim of completion, or what becomes of one.' })
export class CompletionInput extends ActionInput {
  @Field(() => String, { nullable: true, description: 'A note.' })
  readonly note?: string | null;
}

@ObjectType({ description: 'What became of a change to an action.' })
export class ActionPayload extends MutationPayload {}
