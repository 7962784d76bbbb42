/** The wire shape of what a plan says of an action besides, and of the row that it was printed in. */
import { Field, ObjectType } from 'type-graphql';

@ObjectType('ActionDetails', {
  description: 'What the plan says of an action besides; no plan says all of it.',
})
export class ActionDetailsType {
  @Field(() => String, {
    nullable: true,
    description: 'The issue, finding or recommendation that it answers.',
  })
  readonly issue!: string | null;

  @Field(() => String, { nullable: true, description: 'By which measures one will see that it worked.' })
  readonly measures!: string | null;

  @Field(() => String, { nullable: true, description: 'How that is tested.' })
  readonly test!: string | null;

  @Field(() => String, { nullable: true, description: 'What it takes.' })
  readonly resources!: string | null;

  @Field(() => String, { nullable: true, description: 'What it costs, as the plan writes it.' })
  readonly cost!: string | null;

  @Field(() => String, { nullable: true, description: 'For whom it is, or who must change what they do.' })
  readonly targetGroup!: string | null;
}

@ObjectType('Cell', { description: 'One cell of a source document, as it was printed.' })
export class CellType {
  @Field(() => String, { description: 'The heading of its column.' })
  readonly column!: string;

  @Field(() => String, { description: 'What stands in it.' })
  readonly text!: string;
}
