/** The wire shape of an action. */
import { Field, Int, ObjectType } from 'type-graphql';
import { NodeType } from '../node.types.js';
import { connectionType } from '../connection.js';
import {
  CompletionType,
  DueRequestType,
  DueType,
  OwnerType,
  RagRatingType,
  WithdrawalType,
} from '../plan/parts.types.js';
import { ActionDetailsType } from './details.types.js';
import { DateScalar, InstantScalar } from '../scalars.js';
import type { View } from '../view.js';
import type { ActionPage } from './action-page.js';

@ObjectType('Action', {
  implements: NodeType,
  description: 'An action of a plan: who must do what by when, and how it stands.',
})
export class ActionType extends NodeType {
  @Field(() => String, { description: 'Its reference in the plan, such as A1.3.' })
  readonly reference!: string;

  @Field(() => String, { nullable: true, description: 'What is to be done.' })
  readonly title!: string | null;

  @Field(() => ActionDetailsType, {
    nullable: true,
    description: 'What the plan says of it besides; null where it says nothing.',
  })
  readonly details!: ActionDetailsType | null;

  @Field(() => DueType, { description: 'When it is due.' })
  readonly due!: DueType;

  @Field(() => DueType, { description: 'When it was due at first.' })
  readonly originalDue!: DueType;

  @Field(() => Int, { description: 'How often the due date was moved.' })
  readonly dueChanges!: number;

  @Field(() => DueRequestType, {
    nullable: true,
    description: 'The request for another due date that awaits a decision. Until then the date stays.',
  })
  readonly dueRequest!: DueRequestType | null;

  @Field(() => [OwnerType], { description: 'Its owners, in the order of the plan; none: not stated.' })
  readonly owners!: OwnerType[];

  @Field(() => String, { nullable: true, description: 'The owners in the words of the plan.' })
  readonly ownersAsWritten!: string | null;

  @Field(() => RagRatingType, { nullable: true, description: 'The rating; null: not stated.' })
  readonly rag!: RagRatingType | null;

  @Field(() => InstantScalar, { nullable: true, description: 'From when it was last rated.' })
  readonly ragSince!: string | null;

  @Field(() => String, { nullable: true, description: 'The latest status update in words.' })
  readonly narrative!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'From when the latest status update holds.' })
  readonly statusAt!: string | null;

  @Field(() => CompletionType, { description: 'Whether it is complete.' })
  readonly completion!: CompletionType;

  @Field(() => WithdrawalType, {
    nullable: true,
    description: 'That it is no longer to be done, and why; null unless it is withdrawn.',
  })
  readonly withdrawal!: WithdrawalType | null;

  @Field(() => Int, { description: 'How many events its record has: give it as `expectedVersion`.' })
  readonly version!: number;

  readonly actionId!: string;
  readonly planId!: string;
  readonly commitmentId!: string;
  readonly view!: View;
  /** The actions that it was read with. */
  readonly page!: ActionPage;
}

export const ActionConnection = connectionType('Action', ActionType);
export type ActionConnection = InstanceType<typeof ActionConnection>;

@ObjectType({ description: 'An action that is overdue on a day.' })
class OverdueAction {
  @Field(() => ActionType, { description: 'The action.' })
  readonly action!: ActionType;

  @Field(() => DateScalar, { description: 'The last day on which it was not overdue.' })
  readonly lastDay!: string;

  @Field(() => Int, { description: 'Whole calendar days since then.' })
  readonly daysOverdue!: number;
}

export const OverdueActionConnection = connectionType('OverdueAction', OverdueAction);
export type OverdueActionConnection = InstanceType<typeof OverdueActionConnection>;
