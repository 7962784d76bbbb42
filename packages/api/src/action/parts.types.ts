/** The wire shape of what an action has several of. */
import type { LinkKind } from '@improvement-ledger/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { LinkDirection } from '../enums.js';
import { LinkDirectionEnum, LinkKindEnum } from '../enums.js';
import { PersonType } from '../person/person.types.js';
import { OwnerType } from '../plan/parts.types.js';
import { DateScalar, InstantScalar, PositionScalar } from '../scalars.js';
import { ActionType } from './action.types.js';

@ObjectType('Cover', { description: 'Somebody who stands in for an owner. The action stays the owner’s.' })
export class CoverType {
  @Field(() => ID, { description: 'Give it to end the cover.' })
  readonly coverId!: string;

  @Field(() => OwnerType, { description: 'The owner whose part it is.' })
  readonly covers!: OwnerType;

  @Field(() => OwnerType, { description: 'Who stands in.' })
  readonly by!: OwnerType;

  @Field(() => DateScalar, { description: 'The first day.' })
  readonly from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The last day, where one is known.' })
  readonly until!: string | null;

  @Field(() => Boolean, { description: 'Whether the day asked about lies within these days.' })
  readonly isCurrent!: boolean;
}

@ObjectType('Link', { description: 'How an action is related to another. Both show it.' })
export class LinkType {
  @Field(() => ID, { description: 'Give it, with the action that names the other, to undo the link.' })
  readonly linkId!: string;

  @Field(() => LinkKindEnum, { description: 'The relation.' })
  readonly kind!: LinkKind;

  @Field(() => LinkDirectionEnum, { description: 'Which of the two names the other.' })
  readonly direction!: LinkDirection;

  @Field(() => ActionType, { description: 'The other action.' })
  readonly action!: ActionType;

  @Field(() => InstantScalar, { description: 'From when the relation was said to hold.' })
  readonly since!: string;
}

@ObjectType('Evidence', {
  description: 'A document that was shown for an action: where it lies, and what its bytes hash to.',
})
export class EvidenceType {
  @Field(() => ID, { description: 'Give it to take the evidence back.' })
  readonly evidenceId!: string;

  @Field(() => String, { nullable: true, description: 'What it is called; null when it was erased.' })
  readonly title!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it lies; null when it was erased.' })
  readonly url!: string | null;

  @Field(() => String, { description: 'SHA-256 of its bytes, hex.' })
  readonly sha256!: string;

  @Field(() => String, { description: 'Its media type.' })
  readonly mediaType!: string;

  @Field(() => Int, { nullable: true, description: 'Its size in bytes, where known.' })
  readonly size!: number | null;

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'The position of the claim of completion that it is for; null: for none.',
  })
  readonly claim!: number | null;

  @Field(() => PersonType, { description: 'Who attached it, or put it right.' })
  readonly attachedBy!: PersonType;

  @Field(() => InstantScalar, { description: 'From when it was attached.' })
  readonly since!: string;
}
