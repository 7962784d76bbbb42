/** What the mutations of posts take and, of posts and movements, answer. */
import type { PostKind } from '@improvement-ledger/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OfCouncilInput } from '../access/access.inputs.js';
import { MutationPayload } from '../commands/payload.types.js';
import { PostKindEnum } from './staffing.enums.js';

@InputType({ description: 'A team to close. A reason is required.' })
export class CloseTeamInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The team.' })
  readonly officeId!: string;
}

@InputType({ description: 'A post to open in a team.' })
export class OpenPostInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The team.' })
  readonly teamId!: string;

  @Field(() => ID, { description: 'The role, as `defineRole` named it.' })
  readonly roleId!: string;

  @Field(() => PostKindEnum, { description: 'Whether it is part of the structure.' })
  readonly kind!: PostKind;

  @Field(() => Int, { description: 'Its hours in hundredths of full time: 1 to 100.' })
  readonly fte!: number;

  @Field(() => String, { nullable: true, description: 'Out of which budget it is paid.' })
  readonly budgetNote?: string | null;
}

@InputType()
class OfPostInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The post.' })
  readonly postId!: string;
}

@InputType({ description: 'What of a post is to become other. A reason is required.' })
export class ChangePostInput extends OfPostInput {
  @Field(() => Int, { description: 'Its hours in hundredths of full time: 1 to 100.' })
  readonly fte!: number;

  @Field(() => String, { nullable: true, description: 'Out of which budget it is paid.' })
  readonly budgetNote?: string | null;
}

@InputType({ description: 'A post to close. A reason is required.' })
export class ClosePostInput extends OfPostInput {
  @Field(() => String, { nullable: true, description: 'What becomes of the money.' })
  readonly budgetNote?: string | null;
}

@InputType({ description: 'A post of which a vacancy is advertised.' })
export class AdvertiseVacancyInput extends OfPostInput {}

@InputType({ description: 'A vacancy that goes a step further.' })
export class VacancyInput extends OfPostInput {
  @Field(() => ID, { description: 'The vacancy, by the id that advertising it answered with.' })
  readonly vacancyId!: string;
}

@ObjectType({ description: 'What became of a change to posts or workers.' })
export class StaffingPayload extends MutationPayload {}
