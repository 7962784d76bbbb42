/** Relay's interface of everything that has a global id. */
import { Field, ID, InterfaceType } from 'type-graphql';
import { refOf } from './ids.js';

@InterfaceType('Node', {
  description: 'A record with a global id.',
  resolveType: ({ id }: { readonly id: string }) => refOf(id).kind,
})
export abstract class NodeType {
  @Field(() => ID, { description: 'The global id.' })
  readonly id!: string;
}
