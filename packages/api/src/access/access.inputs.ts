/** What the mutations of a council's access take and answer. */
import type { PrincipalKind, Role, Scope } from '@improvement-ledger/domain';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { CommandInput } from '../commands/input.types.js';
import { MutationPayload } from '../commands/payload.types.js';
import { PrincipalKindEnum, RoleEnum, ScopeEnum } from '../enums.js';
import { InstantScalar } from '../scalars.js';

@InputType()
export class OfCouncilInput extends CommandInput {
  @Field(() => String, { description: "The council's key." })
  readonly council!: string;
}

@InputType({ description: 'Access to give: to a person, or to a service. A reason is required.' })
export class GrantAccessInput extends OfCouncilInput {
  @Field(() => ID, { nullable: true, description: 'The person; or leave it out for a service.' })
  readonly personId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A service that has had access before; without it a new one is given an id.',
  })
  readonly serviceId?: string | null;

  @Field(() => String, { nullable: true, description: 'What the service is called.' })
  readonly serviceName?: string | null;

  @Field(() => RoleEnum, { description: 'The role.' })
  readonly role!: Role;

  @Field(() => [ScopeEnum], {
    defaultValue: ['read', 'write'],
    description: 'What it is good for: to read, and to change what the role may change.',
  })
  readonly scopes!: Scope[];

  @Field(() => InstantScalar, { nullable: true, description: 'From when it holds; now, unless given.' })
  readonly from?: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The first instant at which it holds no more; required for an adviser.',
  })
  readonly until?: string | null;
}

@InputType({ description: 'Access to end. A reason is required.' })
export class EndAccessInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The grant.' })
  readonly grantId!: string;
}

@InputType({ description: 'A token to issue for scripts.' })
export class IssueTokenInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The grant under which it is issued, and with which it ends.' })
  readonly grantId!: string;

  @Field(() => String, { description: 'What it is for.' })
  readonly name!: string;

  @Field(() => [ScopeEnum], { description: 'What it is good for: no more than the grant.' })
  readonly scopes!: Scope[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it expires: within a year; in 90 days, unless given.',
  })
  readonly expiresAt?: string | null;
}

@InputType({ description: 'A token to revoke.' })
export class RevokeTokenInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The token.' })
  readonly tokenId!: string;
}

@InputType({ description: 'A sign-in provider to take at its word.' })
export class TrustIssuerInput extends OfCouncilInput {
  @Field(() => String, { description: "The provider's name for itself: an https URL, as in `iss`." })
  readonly issuer!: string;

  @Field(() => String, { description: 'For whom its tokens must be made out, as in `aud`.' })
  readonly audience!: string;

  @Field(() => PrincipalKindEnum, { description: 'Whom it names.' })
  readonly kind!: PrincipalKind;
}

@InputType({ description: 'A sign-in provider to take at its word no longer.' })
export class DistrustIssuerInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The issuer.' })
  readonly issuerId!: string;
}

@InputType({ description: 'For whom a subject of an issuer stands: a person or a service.' })
export class LinkSubjectInput extends OfCouncilInput {
  @Field(() => ID, { nullable: true, description: 'The person; or leave it out for a service.' })
  readonly personId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The service, by the id under which it has access.' })
  readonly serviceId?: string | null;

  @Field(() => ID, { description: 'The issuer that names them so.' })
  readonly issuerId!: string;

  @Field(() => String, { description: 'What the issuer calls them, as in `sub`.' })
  readonly subject!: string;
}

@InputType({ description: 'A link to undo.' })
export class UnlinkSubjectInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The link.' })
  readonly linkId!: string;
}

@ObjectType({ description: 'What became of a change to who has access.' })
export class AccessPayload extends MutationPayload {}

@ObjectType({ description: 'What became of a token that was asked for.' })
export class TokenPayload extends MutationPayload {
  /** Set once, for whoever issued it. */
  readonly secret?: string | null;
}
