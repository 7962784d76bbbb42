/** Arguments that several fields share. */
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { AsOfScalar, KnownAtScalar, PositionScalar } from './scalars.js';

@InputType('MinPosition', { description: "A place in a council's log that the answer must have seen." })
export class MinPositionInput {
  @Field(() => String, { description: "The council's key." })
  readonly council!: string;

  @Field(() => PositionScalar, { description: 'The position, as a mutation returned it.' })
  readonly position!: number;
}

@ArgsType()
class PointArguments {
  @Field(() => AsOfScalar, {
    nullable: true,
    description:
      'What was true then; now, unless given. Not yet to come, except of a council: who will hold its offices may be asked.',
  })
  readonly asOf?: string | null;

  @Field(() => KnownAtScalar, {
    nullable: true,
    description: 'What was known then; all that is known, unless given. Not yet to come.',
  })
  readonly knownAt?: string | number | null;

  @Field(() => [MinPositionInput], {
    nullable: true,
    description:
      'Wait, within a bound, until the answer has seen these positions; else the error BEHIND. A position that was not given out yet is refused.',
  })
  readonly minPosition?: readonly MinPositionInput[] | null;
}

@ArgsType()
export class CouncilArguments extends PointArguments {
  @Field(() => String, { description: "The council's key, or its GSS code." })
  readonly code!: string;
}

@ArgsType()
export class RootArguments extends PointArguments {
  @Field(() => ID, { description: 'The global id.' })
  readonly id!: string;
}
