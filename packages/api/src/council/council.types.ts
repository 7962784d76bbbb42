/** The wire shape of a council and of the caller. */
import { Field, ID, ObjectType } from 'type-graphql';
import { NodeType } from '../node.types.js';
import { ClockEnum, RoleEnum } from '../enums.js';
import { PositionScalar } from '../scalars.js';
import type { View } from '../view.js';

@ObjectType('Council', { implements: NodeType, description: 'A council with its ledger.' })
export class CouncilType extends NodeType {
  @Field(() => String, { description: 'The key of its ledger, which never changes.' })
  readonly key!: string;

  @Field(() => String, { nullable: true, description: 'Its name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Its ONS code (GSS), such as E06000037.' })
  readonly gssCode!: string | null;

  @Field(() => ClockEnum, { description: 'Whether its recorded times are real.' })
  readonly clock!: string;

  @Field(() => PositionScalar, { description: 'The last position of its log that this answer knows of.' })
  readonly position!: number;

  readonly view!: View;
}

@ObjectType('Viewer', { description: 'Who is calling.' })
export class ViewerType {
  @Field(() => ID, { description: 'The opaque id under which the caller acts.' })
  readonly id!: string;

  @Field(() => String, { description: 'The name that the access token was issued under.' })
  readonly name!: string;

  @Field(() => RoleEnum, { description: 'The role in which the caller acts.' })
  readonly role!: string;

  @Field(() => [String], { description: 'The keys of the councils that the caller may see.' })
  readonly councils!: readonly string[];
}
