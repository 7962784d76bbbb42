/** What a comparison of two points of a plan takes. */
import type { ActionField } from '@improvement-ledger/domain';
import type { DifferenceKind } from '@improvement-ledger/projections';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { MinPositionInput } from '../arguments.js';
import { ActionFieldEnum, DifferenceKindEnum } from '../field/field-enums.js';
import { AsOfScalar, KnownAtScalar } from '../scalars.js';

@InputType('PointInput', { description: 'A point on both axes of time.' })
export class PointInput {
  @Field(() => AsOfScalar, { nullable: true, description: 'What was true then; not yet to come.' })
  readonly asOf?: string | null;

  @Field(() => KnownAtScalar, { nullable: true, description: 'What was known then; not yet to come.' })
  readonly knownAt?: string | number | null;
}

@InputType('ComparisonFilter', { description: 'Which differences are wanted; all conditions must hold.' })
export class ComparisonFilter {
  @Field(() => [ID], {
    nullable: true,
    description: 'Actions that belong to one of these workstreams at either point.',
  })
  readonly workstreamIds?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Actions in which somebody of this name, or with this person's id or one merged with it, has a part at either point.",
  })
  readonly owner?: string | null;

  @Field(() => [DifferenceKindEnum], { nullable: true, description: 'Actions that differ in this way.' })
  readonly kinds?: readonly DifferenceKind[] | null;

  @Field(() => [ActionFieldEnum], {
    nullable: true,
    description:
      'Actions that differ in one of these fields, and of their fields those alone: `[RAG]` for ratings, `[DUE]` for dates that moved. What was added or withdrawn differs in all that it holds.',
  })
  readonly fields?: readonly ActionField[] | null;
}

@ArgsType()
export class ComparisonArguments {
  @Field(() => ID, { description: 'The global id of the plan.' })
  readonly id!: string;

  @Field(() => PointInput, {
    description:
      'The first point, on neither axis after the second. What it leaves out is as at the second: so `{ asOf }` compares two dates, and `{ knownAt }` what was known of one date.',
  })
  readonly from!: PointInput;

  @Field(() => PointInput, {
    nullable: true,
    description: 'The second point; unless given, what is true and known now.',
  })
  readonly to?: PointInput | null;

  @Field(() => ComparisonFilter, { nullable: true, description: 'Only these differences; all unless given.' })
  readonly filter?: ComparisonFilter | null;

  @Field(() => [MinPositionInput], {
    nullable: true,
    description: 'Wait, within a bound, until the answer has seen these positions; else the error BEHIND.',
  })
  readonly minPosition?: readonly MinPositionInput[] | null;
}
