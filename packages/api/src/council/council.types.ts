/** The wire shape of a council and of the caller. */
import { Field, ID, ObjectType } from 'type-graphql';
import { NodeType } from '../node.types.js';
import { ClockEnum, RoleEnum, ScopeEnum } from '../enums.js';
import { InstantScalar, PositionScalar } from '../scalars.js';
import type { View } from '../view.js';

@ObjectType('Council', { implements: NodeType, description: 'A council with its ledger.' })
export class CouncilType extends NodeType {
  @Field(() => String, { description: 'The key of its ledger, which never changes.' })
  readonly key!: string;

  @Field(() => String, { nullable: true, description: 'Its name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Its ONS code (GSS), such as E06000037.' })
  readonly gssCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its three-digit number with the Department for Education, such as 869.',
  })
  readonly dfeNumber!: string | null;

  @Field(() => ClockEnum, { description: 'Whether its recorded times are real.' })
  readonly clock!: string;

  @Field(() => PositionScalar, { description: 'The last position of its log that this answer knows of.' })
  readonly position!: number;

  readonly view!: View;
}

@ObjectType('Membership', { description: 'What somebody may do in one council, in one role.' })
export class MembershipType {
  @Field(() => String, { description: 'The key of the council.' })
  readonly council!: string;

  @Field(() => ID, { description: 'The opaque id under which they act there.' })
  readonly id!: string;

  @Field(() => RoleEnum, { description: 'The role.' })
  readonly role!: string;

  @Field(() => [ScopeEnum], { description: 'What it is good for.' })
  readonly scopes!: readonly string[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The first instant at which it holds no more; null: until it is ended.',
  })
  readonly until!: string | null;
}

@ObjectType('Viewer', { description: 'Who is calling.' })
export class ViewerType {
  @Field(() => ID, {
    description:
      'The opaque id under which the caller acts, in the first of the councils: each council has its own.',
  })
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name under which the caller is known there; null when it is not known or was erased.',
  })
  readonly name!: string | null;

  @Field(() => RoleEnum, { description: 'A role in which the caller acts; `memberships` has them all.' })
  readonly role!: string;

  @Field(() => [MembershipType], {
    description: 'What the caller may do in each council, by grants that are live now.',
  })
  readonly memberships!: readonly MembershipType[];

  @Field(() => [String], { description: 'The keys of the councils that the caller may see.' })
  readonly councils!: readonly string[];
}
