/** The wire shape of a plan, its workstreams and commitments. */
import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../node.types.js';
import { connectionType } from '../connection.js';
import { DateScalar, InstantScalar } from '../scalars.js';
import type { View } from '../view.js';
import { RagRatingType, RagVocabularyType } from './parts.types.js';

@ObjectType('PlanRules', { description: 'What a plan demands of those who keep it.' })
export class PlanRulesType {
  @Field(() => Boolean, { description: 'A due date is moved by request and approval only.' })
  readonly dueDateChangesNeedApproval!: boolean;

  @Field(() => Boolean, { description: 'Whoever asked for another due date may approve it too.' })
  readonly ownApprovalAllowed!: boolean;
}

@ObjectType('Plan', { implements: NodeType, description: "A council's improvement plan." })
export class PlanType extends NodeType {
  @Field(() => String, { nullable: true, description: 'The title.' })
  readonly title!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'From when the plan is in force.' })
  readonly inForceFrom!: string | null;

  @Field(() => InstantScalar, { description: 'From when it was drafted.' })
  readonly draftedAt!: string;

  @Field(() => [RagRatingType], { description: 'The ratings that the plan uses.' })
  readonly ragVocabulary!: RagRatingType[];

  @Field(() => [RagVocabularyType], {
    description:
      'Every version of its vocabulary, in the order of recording: history is shown in the words of its time.',
  })
  readonly ragVocabularies!: RagVocabularyType[];

  @Field(() => PlanRulesType, { description: 'What it demands of those who keep it.' })
  readonly rules!: PlanRulesType;

  readonly planId!: string;
  readonly view!: View;
}

export const PlanConnection = connectionType('Plan', PlanType);
export type PlanConnection = InstanceType<typeof PlanConnection>;

@ObjectType('Commitment', {
  implements: NodeType,
  description: 'What the council undertakes within a workstream.',
})
export class CommitmentType extends NodeType {
  @Field(() => String, { description: 'Its reference in the plan, such as A1.' })
  readonly reference!: string;

  @Field(() => String, { nullable: true, description: 'The title.' })
  readonly title!: string | null;

  readonly planId!: string;
  /** Its own UUID. */
  readonly key!: string;
  readonly view!: View;
}

@ObjectType('Workstream', { implements: NodeType, description: "One of the plan's main lines of work." })
export class WorkstreamType extends NodeType {
  @Field(() => String, { description: 'Its reference in the plan, such as A.' })
  readonly reference!: string;

  @Field(() => String, { nullable: true, description: 'The title.' })
  readonly title!: string | null;

  @Field(() => [CommitmentType], { description: 'Its commitments, in the order of the plan.' })
  readonly commitments!: CommitmentType[];

  readonly planId!: string;
  /** Its own UUID. */
  readonly key!: string;
  readonly view!: View;
}
