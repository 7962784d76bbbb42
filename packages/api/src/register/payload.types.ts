/** What the mutations of registers answer. */
import { FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { MutationPayload } from '../commands/payload.types.js';

@ObjectType({ description: 'What became of a change to a register.' })
export class RegisterPayload extends MutationPayload {}

@Resolver(() => RegisterPayload)
export class RegisterPayloadResolver {
  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The record, or the part of one, that was begun or changed; null when it was refused.',
  })
  id(@Root() { changed }: MutationPayload): string | null {
    return changed?.id ?? null;
  }
}
