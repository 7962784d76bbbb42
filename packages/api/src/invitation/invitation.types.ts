/** The wire shape of the invitations of a council. */
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { RoleEnum, ScopeEnum } from '../enums.js';
import { ActorType, PersonType } from '../person/person.types.js';
import { InstantScalar, PositionScalar } from '../scalars.js';

@ObjectType('Invitation', {
  description:
    'That somebody is, or was, invited to have access to a council. Its code is shown nowhere but where it was made.',
})
export class InvitationType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => String, {
    description: 'How its code begins: by this one that was found somewhere is recognised.',
  })
  readonly prefix!: string;

  @Field(() => PersonType, { description: 'Who is invited.' })
  readonly person!: PersonType;

  @Field(() => RoleEnum, { description: 'The role that they are to have.' })
  readonly role!: string;

  @Field(() => [ScopeEnum], { description: 'What the access is good for.' })
  readonly scopes!: readonly string[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'From when the access holds; null: from when it is accepted.',
  })
  readonly from!: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The first instant at which the access holds no more; null: until it is ended.',
  })
  readonly until!: string | null;

  @Field(() => InstantScalar, { description: 'Until when it can be accepted.' })
  readonly expiresAt!: string;

  @Field(() => Boolean, { description: 'Whether it can be accepted now.' })
  readonly isOpen!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was accepted; null when it was not.' })
  readonly acceptedAt!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The grant that it became; null when it was not accepted.',
  })
  readonly grantId!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was revoked; null when it was not.' })
  readonly revokedAt!: string | null;

  @Field(() => ActorType, { description: 'Who made it.' })
  readonly invitedBy!: ActorType;

  @Field(() => String, { nullable: true, description: 'Why it was made; null when that was erased.' })
  readonly reason!: string | null;

  @Field(() => PositionScalar, { description: "Where it was made in the council's log." })
  readonly position!: number;
}

export const InvitationConnection = connectionType('Invitation', InvitationType);
export type InvitationConnection = InstanceType<typeof InvitationConnection>;
