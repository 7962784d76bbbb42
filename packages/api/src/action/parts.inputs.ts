/** What the mutations take that give an action covers, links and evidence, or take them away. */
import type { LinkKind } from '@improvement-ledger/domain';
import { Field, ID, InputType, Int } from 'type-graphql';
import { LinkKindEnum } from '../enums.js';
import { DateScalar } from '../scalars.js';
import { ActionInput, OwnerInput } from './action.inputs.js';

@InputType({ description: 'Somebody who stands in for an owner for a time.' })
export class BeginCoverInput extends ActionInput {
  @Field(() => OwnerInput, { description: 'The owner whose part it is.' })
  readonly covers!: OwnerInput;

  @Field(() => OwnerInput, { description: 'Who stands in.' })
  readonly by!: OwnerInput;

  @Field(() => DateScalar, { description: 'The first day.' })
  readonly from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The last day, where one is known.' })
  readonly until?: string | null;
}

@InputType({ description: 'A cover that ended.' })
export class EndCoverInput extends ActionInput {
  @Field(() => ID, { description: "The cover, as the action's `covers` have it." })
  readonly coverId!: string;
}

@InputType({ description: 'An action that is no longer to be done.' })
export class WithdrawActionInput extends ActionInput {}

@InputType({ description: 'A withdrawn action that is to be done after all.' })
export class ReinstateActionInput extends ActionInput {}

@InputType({ description: 'How an action is related to another.' })
export class LinkActionInput extends ActionInput {
  @Field(() => LinkKindEnum, { description: 'The relation.' })
  readonly kind!: LinkKind;

  @Field(() => ID, { description: 'The other action, in any plan of the council.' })
  readonly to!: string;
}

@InputType({ description: 'A relation that does not hold.' })
export class UnlinkActionInput extends ActionInput {
  @Field(() => ID, { description: 'The link, as the `links` of the action that names the other have it.' })
  readonly linkId!: string;
}

@InputType({
  description:
    'A document that shows how an action stands. The ledger keeps where it lies, not the document.',
})
export class AttachEvidenceInput extends ActionInput {
  @Field(() => String, { description: 'What it is called.' })
  readonly title!: string;

  @Field(() => String, { description: 'Where it lies: an address that begins with https:// or http://.' })
  readonly url!: string;

  @Field(() => String, { description: 'SHA-256 of its bytes: 64 hexadecimal digits in lower case.' })
  readonly sha256!: string;

  @Field(() => String, { description: 'Its media type, such as application/pdf.' })
  readonly mediaType!: string;

  @Field(() => Int, { nullable: true, description: 'Its size in bytes, where known.' })
  readonly size?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The change that claimed completion, if the evidence is for a claim.',
  })
  readonly claim?: string | null;
}

@InputType({
  description: 'Evidence to take back. `reason` is required; that it was attached stays in the history.',
})
export class WithdrawEvidenceInput extends ActionInput {
  @Field(() => ID, { description: "The evidence, as the action's `evidence` has it." })
  readonly evidenceId!: string;
}
