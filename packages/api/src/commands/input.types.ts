/** What every mutation may be given besides its own fields. */
import { Field, InputType, Int } from 'type-graphql';
import { EffectiveTimeScalar } from '../scalars.js';

/** How every mutation's one argument is described. */
export const INPUT = { description: 'What is to change, and the circumstances.' };

@InputType()
export class CommandInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Up to 255 characters. The same key with the same input answers the first result; with another input it is refused.',
  })
  readonly idempotencyKey?: string | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  readonly reason?: string | null;

  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description:
      "From when it is true, as exactly as it is known; now, unless given. Today's date means now as well; a correction takes it as it stands. Never in the future.",
  })
  readonly effectiveAt?: string | null;
}

@InputType()
export class ChangeInput extends CommandInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'The version of the record that you saw; the change is refused when somebody else was first.',
  })
  readonly expectedVersion?: number | null;
}
