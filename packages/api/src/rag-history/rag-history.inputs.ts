/** What is asked of a RAG history. */
import type { IntervalKind, OwnerKind, OwnerPart } from '@improvement-ledger/domain';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { IntervalKindEnum, OwnerKindEnum, OwnerPartEnum } from '../enums.js';
import { INTERVALS_MAX } from '../limits.js';
import { DateScalar } from '../scalars.js';

@ArgsType()
export class RagHistoryArguments {
  @Field(() => IntervalKindEnum, { defaultValue: 'month', description: 'Day, week or month.' })
  readonly by!: IntervalKind;

  @Field(() => DateScalar, {
    nullable: true,
    description: `A day within the first interval; unless given, that on which the first action was part of the plan, or within the last ${INTERVALS_MAX} intervals if there are more. More than ${INTERVALS_MAX} from a given day are refused.`,
  })
  readonly from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'A day within the last interval; unless given, or if it is still to come, the day of the point asked about.',
  })
  readonly to?: string | null;
}

@InputType('OwnerSoughtInput', {
  description: 'An owner whose actions are looked at, each for as long as it was theirs.',
})
export class OwnerSoughtInput {
  @Field(() => OwnerKindEnum, { description: 'Person, role, team, body or external organisation.' })
  readonly kind!: OwnerKind;

  @Field(() => OwnerPartEnum, {
    defaultValue: 'owner',
    description: 'The part that they have in the actions.',
  })
  readonly part!: OwnerPart;

  @Field(() => ID, {
    nullable: true,
    description: 'For a person: their id, as `owners` has it; ids that were merged with it are meant too.',
  })
  readonly personId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Without an id: what the owner is called in the actions, letter case aside.',
  })
  readonly name?: string | null;
}
