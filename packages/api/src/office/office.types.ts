/** The wire shape of a council's people, and of what they hold or belong to. */
import type { OfficeKind } from '@improvement-ledger/domain';
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { OfficeKindEnum } from '../enums.js';
import { PersonType } from '../person/person.types.js';
import { InstantScalar } from '../scalars.js';

@ObjectType('KnownPerson', { description: 'A person whom the council knows.' })
class KnownPersonType {
  @Field(() => ID, { description: 'The opaque id.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'The name; null when it was erased.' })
  readonly name!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id that stands for them now, where this one was merged into another.',
  })
  readonly mergedInto!: string | null;
}

@ObjectType('Holder', { description: 'Who holds a role, or belongs to a team or body.' })
export class HolderType {
  @Field(() => PersonType, { description: 'The person.' })
  readonly person!: PersonType;

  @Field(() => InstantScalar, { description: 'From when.' })
  readonly since!: string;
}

@ObjectType('Office', { description: 'A role that people hold in the council, a team, or a body.' })
export class OfficeType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => OfficeKindEnum, { description: 'Role, team or body.' })
  readonly kind!: OfficeKind;

  @Field(() => String, { nullable: true, description: 'What it is called.' })
  readonly name!: string | null;

  @Field(() => [HolderType], { description: 'Who holds it, or belongs to it, at the point asked about.' })
  readonly holders!: HolderType[];

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'Of a team that was closed by the point asked about: from when.',
  })
  readonly closedFrom!: string | null;
}

export const KnownPersonConnection = connectionType('KnownPerson', KnownPersonType);
export type KnownPersonConnection = InstanceType<typeof KnownPersonConnection>;
