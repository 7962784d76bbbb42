/** The wire shape of a challenge. */
import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { ChallengeStatusEnum } from '../enums.js';
import type { ChallengeStatus } from '../enums.js';
import { NodeType } from '../node.types.js';
import { PersonType } from '../person/person.types.js';
import { InstantScalar } from '../scalars.js';
import type { View } from '../view.js';

@ObjectType('ChallengeAnswer', { description: 'What was answered for the council.' })
export class ChallengeAnswerType {
  @Field(() => String, { nullable: true, description: 'The answer; null when it was erased.' })
  readonly answer!: string | null;

  @Field(() => PersonType, { description: 'Who answered.' })
  readonly by!: PersonType;

  @Field(() => InstantScalar, { description: 'From when the answer stands.' })
  readonly since!: string;
}

@ObjectType('Challenge', {
  implements: NodeType,
  description: 'A question that the adviser or a board put to a plan or an action.',
})
export class ChallengeType extends NodeType {
  @Field(() => String, { nullable: true, description: 'What was asked; null when it was erased.' })
  readonly question!: string | null;

  @Field(() => ChallengeStatusEnum, { description: 'How it stands.' })
  readonly status!: ChallengeStatus;

  @Field(() => PersonType, { description: 'Who raised it.' })
  readonly raisedBy!: PersonType;

  @Field(() => InstantScalar, { description: 'From when.' })
  readonly raisedAt!: string;

  @Field(() => String, { nullable: true, description: 'The board in whose name it was raised, if in one’s.' })
  readonly board!: string | null;

  @Field(() => [ChallengeAnswerType], { description: 'Every answer, in their order.' })
  readonly answers!: ChallengeAnswerType[];

  @Field(() => PersonType, { nullable: true, description: 'Who closed it.' })
  readonly closedBy!: PersonType | null;

  @Field(() => InstantScalar, { nullable: true, description: 'From when it is closed.' })
  readonly closedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'What was noted when it was closed.' })
  readonly note!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was closed, where a reason was given; a plan manager must give one.',
  })
  readonly reason!: string | null;

  @Field(() => Int, { description: 'How many events its record has: give it as `expectedVersion`.' })
  readonly version!: number;

  readonly planId!: string;
  readonly about!: string | null;
  readonly view!: View;
}

export const ChallengeConnection = connectionType('Challenge', ChallengeType);
export type ChallengeConnection = InstanceType<typeof ChallengeConnection>;
