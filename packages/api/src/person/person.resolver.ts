/** The names of people, read only when asked for. */
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { nameOf } from './people.js';
import { ActorType, PersonType } from './person.types.js';

@Resolver(() => PersonType)
export class PersonResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The name as known now; null when unknown or erased.',
  })
  async name(@Root() person: PersonType): Promise<string | null> {
    return nameOf(person);
  }
}

@Resolver(() => ActorType)
export class ActorResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Their name as known now; null when unknown or erased.',
  })
  async name(@Root() actor: ActorType): Promise<string | null> {
    return nameOf(actor);
  }
}
