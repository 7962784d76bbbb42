/** The wire shape of a comparison: what differs between two points of a plan. */
import type { ActionField } from '@improvement-ledger/domain';
import type { DifferenceKind, DifferingAction } from '@improvement-ledger/projections';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { ActionFieldEnum, DifferenceKindEnum } from '../field/field-enums.js';
import { FieldValueType } from '../field/field.types.js';
import { PlanType, WorkstreamType } from '../plan/plan.types.js';
import { InstantScalar, PositionScalar } from '../scalars.js';
import type { DifferencePage } from './difference-page.js';
import type { Compared } from './compared.js';

@ObjectType('ComparedPoint', {
  description: 'A point as it was settled: asked for again, it is the same for ever.',
})
export class ComparedPointType {
  @Field(() => InstantScalar, {
    nullable: true,
    description: 'What was true then; null: what is true at the latest.',
  })
  readonly asOf!: string | null;

  @Field(() => PositionScalar, { description: 'The last position that was known.' })
  readonly knownAt!: number;

  @Field(() => PlanType, { description: 'The plan at this point.' })
  readonly plan!: PlanType;
}

@ObjectType('FieldDifference', {
  description: 'One field that holds something else at the second point than at the first.',
})
export class FieldDifferenceType {
  @Field(() => ActionFieldEnum, { description: 'The field.' })
  readonly field!: ActionField;

  @Field(() => ID, {
    nullable: true,
    description: 'Of covers, links and evidence: the id of the one that is meant.',
  })
  readonly partId!: string | null;

  @Field(() => FieldValueType, { nullable: true, description: 'What it holds at the first; null: nothing.' })
  readonly before!: FieldValueType | null;

  @Field(() => FieldValueType, { nullable: true, description: 'What it holds at the second; null: nothing.' })
  readonly after!: FieldValueType | null;

  readonly actionId!: string;
  readonly facet!: string;
  readonly page!: DifferencePage;
}

@ObjectType('ActionDifference', { description: 'An action that differs between the two points.' })
export class ActionDifferenceType {
  @Field(() => DifferenceKindEnum, { description: 'Added, withdrawn or changed.' })
  readonly kind!: DifferenceKind;

  @Field(() => WorkstreamType, {
    nullable: true,
    description: 'Its workstream at the second point; of one withdrawn, at the first.',
  })
  readonly workstream!: WorkstreamType | null;

  readonly difference!: DifferingAction;
  readonly page!: DifferencePage;
}

export const ActionDifferenceConnection = connectionType('ActionDifference', ActionDifferenceType);
export type ActionDifferenceConnection = InstanceType<typeof ActionDifferenceConnection>;

@ObjectType('WorkstreamComparison', { description: 'How many actions of one workstream differ.' })
export class WorkstreamComparisonType {
  @Field(() => WorkstreamType, { nullable: true, description: 'The workstream.' })
  readonly workstream!: WorkstreamType | null;

  @Field(() => Int, { description: 'How many were added.' })
  readonly addedCount!: number;

  @Field(() => Int, { description: 'How many were withdrawn.' })
  readonly withdrawnCount!: number;

  @Field(() => Int, { description: 'How many were changed.' })
  readonly changedCount!: number;
}

@ObjectType('PlanComparison', {
  description:
    'What differs between two points of a plan. What was changed and changed back, or added and withdrawn, between them is no difference.',
})
export class PlanComparisonType {
  @Field(() => ComparedPointType, { description: 'The first point.' })
  readonly from!: ComparedPointType;

  @Field(() => ComparedPointType, { description: 'The second point.' })
  readonly to!: ComparedPointType;

  @Field(() => Int, { description: 'How many actions were added, or reinstated.' })
  readonly addedCount!: number;

  @Field(() => Int, { description: 'How many actions were withdrawn.' })
  readonly withdrawnCount!: number;

  @Field(() => Int, { description: 'How many actions on the plan at both points hold something else.' })
  readonly changedCount!: number;

  @Field(() => [WorkstreamComparisonType], {
    description: 'The same by workstream, in the order of the plan; one without differences is not listed.',
  })
  readonly workstreams!: WorkstreamComparisonType[];

  readonly compared!: Compared;
}
