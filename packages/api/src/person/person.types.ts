/** The wire shape of people. */
import { Field, ID, ObjectType } from 'type-graphql';
import { RoleEnum } from '../enums.js';
import type { People } from './people.js';

@ObjectType({ description: 'A person, or a service, known by an opaque id.' })
export class PersonType {
  @Field(() => ID, { description: 'The opaque id.' })
  readonly id!: string;

  /** All who are named on the same page. */
  readonly people!: People;
}

@ObjectType({ description: 'Who made a change.' })
export class ActorType {
  @Field(() => ID, { description: 'The opaque id of the person or service.' })
  readonly id!: string;

  @Field(() => String, { description: 'person, service or worker.' })
  readonly kind!: string;

  @Field(() => RoleEnum, { description: 'The role in which they acted.' })
  readonly role!: string;

  /** All who are named on the same page. */
  readonly people!: People;
}
