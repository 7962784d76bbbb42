/** The wire shape of owners who have left, and of who owned an action when. */
import { Field, Int, ObjectType } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { connectionType } from '../connection.js';
import { OwnerType } from '../plan/parts.types.js';
import { DateScalar, InstantScalar } from '../scalars.js';

@ObjectType('DepartedOwner', {
  description: 'An action whose owner has left. Dates alone: nothing is said of why, nor of what came of it.',
})
class DepartedOwnerType {
  @Field(() => ActionType, { description: 'The action.' })
  readonly action!: ActionType;

  @Field(() => OwnerType, { description: 'The owner who has left.' })
  readonly owner!: OwnerType;

  @Field(() => InstantScalar, { description: 'From when they were the owner.' })
  readonly ownerSince!: string;

  @Field(() => DateScalar, { description: 'The first day on which they were gone.' })
  readonly left!: string;

  @Field(() => Int, { description: 'How many others own the action who have not left.' })
  readonly others!: number;
}

@ObjectType('Ownership', { description: 'Who owned an action for a time.' })
export class OwnershipType {
  @Field(() => [OwnerType], { description: 'The owners, as written.' })
  readonly owners!: OwnerType[];

  @Field(() => InstantScalar, { description: 'From when.' })
  readonly since!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The first instant at which others were; null: still.',
  })
  readonly until!: string | null;
}

export const DepartedOwnerConnection = connectionType('DepartedOwner', DepartedOwnerType);
export type DepartedOwnerConnection = InstanceType<typeof DepartedOwnerConnection>;
