/** What the mutations of a plan and its structure take and answer. */
import type { RagColour } from '@improvement-ledger/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ChangeInput, CommandInput } from '../commands/input.types.js';
import { MutationPayload } from '../commands/payload.types.js';
import { RagColourEnum } from '../enums.js';
import { DateScalar } from '../scalars.js';

@InputType('RatingInput', { description: 'One rating of a vocabulary.' })
export class RatingInput {
  @Field(() => String, { description: 'Its code: small letters, digits and -.' })
  readonly key!: string;

  @Field(() => String, { description: 'How the plan words it.' })
  readonly label!: string;

  @Field(() => Int, {
    nullable: true,
    description: '1 is the worst; leave it out where the plan gives no order.',
  })
  readonly order?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the plan says that it means; leave it out where the plan says nothing.',
  })
  readonly meaning?: string | null;

  @Field(() => RagColourEnum, {
    nullable: true,
    description: 'Its colour; leave it out where the plan states none.',
  })
  readonly colour?: RagColour | null;
}

@InputType({ description: 'A plan to draft.' })
export class DraftPlanInput extends CommandInput {
  @Field(() => String, { description: "The council's key." })
  readonly council!: string;

  @Field(() => String, { description: 'The title.' })
  readonly title!: string;

  @Field(() => DateScalar, { nullable: true, description: 'From when the plan is in force.' })
  readonly inForceFrom?: string | null;

  @Field(() => [RatingInput], {
    nullable: true,
    description: 'The ratings; red, amber, green and blue, unless given.',
  })
  readonly ratings?: readonly RatingInput[] | null;
}

@InputType({ description: 'The ratings of a plan from now on.' })
export class SetRagVocabularyInput extends ChangeInput {
  @Field(() => ID, { description: 'The plan.' })
  readonly planId!: string;

  @Field(() => [RatingInput], { description: 'All the ratings of the new version.' })
  readonly ratings!: readonly RatingInput[];
}

@InputType({ description: 'What a plan demands of those who keep it, from now on.' })
export class SetPlanRulesInput extends ChangeInput {
  @Field(() => ID, { description: 'The plan.' })
  readonly planId!: string;

  @Field(() => Boolean, { description: 'A due date is moved by request and approval only.' })
  readonly dueDateChangesNeedApproval!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whoever asked for another due date may approve it too.',
  })
  readonly ownApprovalAllowed!: boolean;
}

@InputType({ description: 'A workstream to add.' })
export class AddWorkstreamInput extends CommandInput {
  @Field(() => ID, { description: 'The plan.' })
  readonly planId!: string;

  @Field(() => String, { description: 'Its reference, such as A.' })
  readonly reference!: string;

  @Field(() => String, { description: 'The title.' })
  readonly title!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the order of the plan, from 1; the last, unless given.',
  })
  readonly place?: number | null;
}

@InputType({ description: 'A commitment to add.' })
export class AddCommitmentInput extends CommandInput {
  @Field(() => ID, { description: 'The workstream.' })
  readonly workstreamId!: string;

  @Field(() => String, { description: 'Its reference, such as A1.' })
  readonly reference!: string;

  @Field(() => String, { description: 'The title.' })
  readonly title!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the order of the plan, from 1; the last, unless given.',
  })
  readonly place?: number | null;
}

@ObjectType({ description: 'What became of a change to a plan.' })
export class PlanPayload extends MutationPayload {}
