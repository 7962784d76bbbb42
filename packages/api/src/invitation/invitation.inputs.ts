/** What the mutations of invitations take and answer. */
import type { Role, Scope } from '@improvement-ledger/domain';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { OfCouncilInput } from '../access/access.inputs.js';
import { CommandInput } from '../commands/input.types.js';
import { MutationPayload } from '../commands/payload.types.js';
import { RoleEnum, ScopeEnum } from '../enums.js';
import { InstantScalar } from '../scalars.js';

@InputType({
  description:
    'Whom to invite, and to what access: by name, or a person whom the council knows. A reason is required.',
})
export class InvitePersonInput extends OfCouncilInput {
  @Field(() => ID, { nullable: true, description: 'The person; or leave it out and give a name.' })
  readonly personId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name of somebody whom the council does not know yet: they are given an id.',
  })
  readonly name?: string | null;

  @Field(() => RoleEnum, { description: 'The role that they are to have.' })
  readonly role!: Role;

  @Field(() => [ScopeEnum], {
    defaultValue: ['read', 'write'],
    description: 'What the access is good for: to read, and to change what the role may change.',
  })
  readonly scopes!: Scope[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'From when the access holds; from when it is accepted, unless given.',
  })
  readonly from?: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The first instant at which the access holds no more; required for an adviser.',
  })
  readonly until?: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'Until when it can be accepted: within 30 days; for 7 days, unless given.',
  })
  readonly expiresAt?: string | null;
}

@InputType({ description: 'An invitation to take back. A reason is required.' })
export class RevokeInvitationInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The invitation.' })
  readonly invitationId!: string;
}

@InputType({
  description: 'An invitation to accept. What it was made for is the reason, unless another is given.',
})
export class AcceptInvitationInput extends CommandInput {
  @Field(() => String, { description: 'The code, as it was handed to you.' })
  readonly code!: string;
}

@ObjectType({ description: 'What became of an invitation that was asked for.' })
export class InvitationPayload extends MutationPayload {
  /** Set once, for whoever invites. */
  readonly code?: string | null;
}

@ObjectType({ description: 'What became of an invitation that was to be accepted.' })
export class AcceptancePayload extends MutationPayload {}
