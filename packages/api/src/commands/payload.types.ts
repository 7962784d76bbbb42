/** What a mutation answers: the record, the event, the position to wait for, and why it was refused if it was. */
import type { RefusalCode } from '@improvement-ledger/domain';
import { Field, ID, ObjectType } from 'type-graphql';
import { UserErrorCodeEnum } from '../enums.js';
import { PositionScalar } from '../scalars.js';

@ObjectType({
  description: 'Why a change was refused. Nothing was recorded, and the idempotency key is not used up.',
})
export class UserError {
  @Field(() => UserErrorCodeEnum, { description: 'What is wrong.' })
  readonly code!: RefusalCode;

  @Field(() => String, { nullable: true, description: 'The input field at fault.' })
  readonly field!: string | null;

  @Field(() => String, { description: 'A sentence for the person who sent it.' })
  readonly message!: string;
}

@ObjectType({ description: 'An event as it was recorded.' })
export class EventReference {
  @Field(() => ID, { description: 'The global id of the change.' })
  readonly id!: string;

  @Field(() => PositionScalar, { description: "Its place in the council's log." })
  readonly position!: number;
}

export interface Changed {
  readonly tenant: string;
  readonly kind: 'Council' | 'Plan' | 'Action' | 'Challenge';
  /** Of the plan, action or challenge; for a council of the record that was changed, such as a grant. */
  readonly id: string;
  /** The workstream or commitment that was added to a plan. */
  readonly added: { readonly kind: 'Workstream' | 'Commitment'; readonly id: string } | null;
}

@ObjectType({ description: 'What became of a change that was asked for.' })
export class MutationPayload {
  @Field(() => EventReference, {
    nullable: true,
    description: 'The event; null when the change was refused, or changed nothing.',
  })
  readonly event!: EventReference | null;

  @Field(() => PositionScalar, {
    nullable: true,
    description:
      'Give it as `minPosition` to read an answer that has seen this change; null when it was refused.',
  })
  readonly position!: number | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was not.' })
  readonly userErrors!: UserError[];

  /** The record that was changed; `null` when refused. */
  readonly changed!: Changed | null;
}
