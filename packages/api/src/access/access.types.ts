/** The wire shape of who has access to a council, and by what. */
import type { PrincipalKind } from '@improvement-ledger/domain';
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { PrincipalKindEnum, RoleEnum, ScopeEnum } from '../enums.js';
import { ActorType, PersonType } from '../person/person.types.js';
import { InstantScalar, PositionScalar } from '../scalars.js';

@ObjectType('Grant', { description: 'That somebody has, or had, access to a council in one role.' })
export class GrantType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => PersonType, { description: 'Who has it: a person, or a service.' })
  readonly holder!: PersonType;

  @Field(() => PrincipalKindEnum, { description: 'Whether it is a person or a service.' })
  readonly kind!: PrincipalKind;

  @Field(() => RoleEnum, { description: 'The role.' })
  readonly role!: string;

  @Field(() => [ScopeEnum], { description: 'What it is good for.' })
  readonly scopes!: readonly string[];

  @Field(() => InstantScalar, { description: 'From when it holds.' })
  readonly from!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The first instant at which it holds no more; null: until it is ended.',
  })
  readonly until!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was ended; null when it was not.' })
  readonly endedAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it gives access now.' })
  readonly isLive!: boolean;

  @Field(() => ActorType, { description: 'Who gave it.' })
  readonly givenBy!: ActorType;

  @Field(() => String, { nullable: true, description: 'Why it was given; null when that was erased.' })
  readonly reason!: string | null;

  @Field(() => PositionScalar, { description: "Where it was given in the council's log." })
  readonly position!: number;
}

@ObjectType('OperatorAccess', {
  description:
    'Access by a token that whoever runs this instance has issued, outside the log of any council.',
})
export class OperatorAccessType {
  @Field(() => ID, { description: 'The opaque id under which its bearer acts.' })
  readonly id!: string;

  @Field(() => String, { description: 'For whom or what it was issued.' })
  readonly name!: string;

  @Field(() => RoleEnum, { description: 'The role.' })
  readonly role!: string;

  @Field(() => Boolean, { description: 'Whether it opens every council of this instance.' })
  readonly everyCouncil!: boolean;

  @Field(() => InstantScalar, { description: 'When it was issued.' })
  readonly issuedAt!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'When it expires; null: never.' })
  readonly expiresAt!: string | null;
}

@ObjectType('AccessToken', {
  description: 'A token issued for scripts. It is shown nowhere but where it was issued.',
})
export class AccessTokenType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => String, { description: 'How it begins: by this one that was found somewhere is recognised.' })
  readonly prefix!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  readonly name!: string | null;

  @Field(() => ID, { description: 'The grant under which it was issued, and with which it ends.' })
  readonly grantId!: string;

  @Field(() => [ScopeEnum], { description: 'What it is good for.' })
  readonly scopes!: readonly string[];

  @Field(() => InstantScalar, { description: 'When it expires.' })
  readonly expiresAt!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it was last used, to the minute; null: never.',
  })
  readonly lastUsedAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it opens anything now.' })
  readonly isLive!: boolean;
}

@ObjectType('Issuer', { description: 'A sign-in provider that the council takes, or took, at its word.' })
export class IssuerType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => String, { description: "The provider's name for itself." })
  readonly issuer!: string;

  @Field(() => String, { description: 'For whom its tokens must be made out.' })
  readonly audience!: string;

  @Field(() => PrincipalKindEnum, { description: 'Whom it names.' })
  readonly kind!: PrincipalKind;

  @Field(() => Boolean, { description: 'Whether the council takes it at its word now.' })
  readonly isTrusted!: boolean;
}

@ObjectType('SubjectLink', { description: 'For whom a subject of an issuer stands.' })
export class SubjectLinkType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => PersonType, { description: 'The person or service.' })
  readonly holder!: PersonType;

  @Field(() => ID, { description: 'The issuer.' })
  readonly issuerId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the issuer calls them; null when it was erased.',
  })
  readonly subject!: string | null;

  @Field(() => Boolean, { description: 'Whether it holds now.' })
  readonly isLinked!: boolean;
}

export const GrantConnection = connectionType('Grant', GrantType);
export type GrantConnection = InstanceType<typeof GrantConnection>;
export const AccessTokenConnection = connectionType('AccessToken', AccessTokenType);
export type AccessTokenConnection = InstanceType<typeof AccessTokenConnection>;
export const SubjectLinkConnection = connectionType('SubjectLink', SubjectLinkType);
export type SubjectLinkConnection = InstanceType<typeof SubjectLinkConnection>;
