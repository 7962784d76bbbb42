/** What the mutations of a challenge take and answer. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ChangeInput, CommandInput } from '../commands/input.types.js';
import { MutationPayload } from '../commands/payload.types.js';

@InputType({ description: 'A question to a plan, or to one of its actions.' })
export class RaiseChallengeInput extends CommandInput {
  @Field(() => ID, { description: 'The plan, or the action, that is in question.' })
  readonly about!: string;

  @Field(() => String, { description: 'What is asked.' })
  readonly question!: string;

  @Field(() => String, { nullable: true, description: 'The board in whose name it is raised, if in one’s.' })
  readonly board?: string | null;
}

@InputType()
class ChallengeInput extends ChangeInput {
  @Field(() => ID, { description: 'The challenge.' })
  readonly challengeId!: string;
}

@InputType({ description: 'An answer for the council.' })
export class AnswerChallengeInput extends ChallengeInput {
  @Field(() => String, { description: 'The answer.' })
  readonly answer!: string;
}

@InputType({ description: 'A challenge that is settled.' })
export class CloseChallengeInput extends ChallengeInput {
  @Field(() => String, { nullable: true, description: 'A note.' })
  readonly note?: string | null;
}

@ObjectType({ description: 'What became of a change to a challenge.' })
export class ChallengePayload extends MutationPayload {}
