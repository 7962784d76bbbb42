/** The wire shape of a change: one shape, in the feed of a council and in the history of an action. */
import type { Corrects } from '@improvement-ledger/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { NodeType } from '../node.types.js';
import { PageInfo } from '../connection.js';
import { ChannelEnum, CorrectionKindEnum } from '../enums.js';
import { ActorType, PersonType } from '../person/person.types.js';
import { RagRatingType } from '../plan/parts.types.js';
import { EffectiveTimeScalar, InstantScalar, JsonScalar, PositionScalar } from '../scalars.js';
import type { ChangePage } from './change-page.js';

@ObjectType({ description: 'Where a change came from.' })
export class SourceType {
  @Field(() => ChannelEnum, { description: 'By which way.' })
  readonly channel!: string;

  @Field(() => String, { nullable: true, description: 'The name of the document it was read from.' })
  readonly document!: string | null;

  @Field(() => String, { nullable: true, description: "SHA-256 of that document's bytes, hex." })
  readonly documentHash!: string | null;

  @Field(() => Int, { nullable: true, description: 'The row of that document, as a spreadsheet numbers it.' })
  readonly row!: number | null;
}

@ObjectType({ description: 'That a change corrects an earlier one.' })
export class CorrectsType {
  @Field(() => PositionScalar, { description: 'The position of the change that is corrected.' })
  readonly position!: number;

  @Field(() => CorrectionKindEnum, { description: 'How it is corrected.' })
  readonly kind!: Corrects['kind'];
}

@ObjectType({ description: 'One field that a change touched.' })
export class FieldChangeType {
  @Field(() => String, {
    description:
      'definition, owners, cover, due, request, rag, narrative, completion, withdrawal, link or evidence.',
  })
  readonly field!: string;

  @Field(() => String, { nullable: true, description: 'What held before; null for nothing.' })
  readonly before!: string | null;

  @Field(() => String, { nullable: true, description: 'What holds after; null for nothing.' })
  readonly after!: string | null;

  @Field(() => RagRatingType, {
    nullable: true,
    description: 'For a rating: what held before, in the vocabulary of its time.',
  })
  readonly ratingBefore!: RagRatingType | null;

  @Field(() => RagRatingType, {
    nullable: true,
    description: 'For a rating: what holds after, in the vocabulary of its time.',
  })
  readonly ratingAfter!: RagRatingType | null;
}

@ObjectType('Change', {
  implements: NodeType,
  description: "One event of a council's log: what changed, who, when, why and from where.",
})
export class ChangeType extends NodeType {
  @Field(() => ID, { description: 'The UUID of the event, constant wherever it is sent.' })
  readonly eventId!: string;

  @Field(() => PositionScalar, { description: "Its place in the council's log." })
  readonly position!: number;

  @Field(() => String, {
    description:
      'The type of event, such as `ActionDueDateChanged`; `Withheld` for posts and workers where they are withheld.',
  })
  readonly type!: string;

  @Field(() => String, {
    description: 'The record that changed; `Withheld` for posts and workers where they are withheld.',
  })
  readonly stream!: string;

  @Field(() => InstantScalar, { description: 'When the ledger learned it.' })
  readonly recordedAt!: string;

  @Field(() => EffectiveTimeScalar, {
    description:
      'When it was true, as exactly as it is known; for posts and workers, where they are withheld, when it was recorded.',
  })
  readonly effectiveAt!: string;

  @Field(() => ActorType, { description: 'Who made it.' })
  readonly actor!: ActorType;

  @Field(() => PersonType, {
    nullable: true,
    description: 'For whom they made it, such as the person whose report was imported; null: for themselves.',
  })
  readonly onBehalfOf!: PersonType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why; null when no reason was given or it was erased.',
  })
  readonly reason!: string | null;

  @Field(() => SourceType, { description: 'Where it came from.' })
  readonly source!: SourceType;

  @Field(() => CorrectsType, { nullable: true, description: 'The earlier change that it corrects.' })
  readonly corrects!: CorrectsType | null;

  @Field(() => String, { description: 'The RFC 6962 leaf hash of the event, hex.' })
  readonly leaf!: string;

  @Field(() => ID, { description: 'What was done together has one correlation.' })
  readonly correlation!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'The event’s data, with its texts; an erased text is null. null as a whole where it is withheld.',
  })
  readonly data!: unknown;

  @Field(() => Boolean, {
    description:
      'Whether what the event says, and why, is kept from the caller: who has access is for some roles alone.',
  })
  readonly withheld!: boolean;

  /** The plan that it is about, if it is about one. */
  readonly planId!: string | null;

  /** The page that this change was read with. */
  readonly page!: ChangePage;
}

@ObjectType({ description: 'One change of a feed or history with its cursor.' })
export class ChangeEdge {
  @Field(() => String, { description: 'Give it as `after` to continue behind this change.' })
  readonly cursor!: string;

  @Field(() => ChangeType, { description: 'The change.' })
  readonly node!: ChangeType;
}

@ObjectType({
  description:
    'A page of changes in the order of the log. Positions in a feed are contiguous: whoever has read up to n has been offered every change up to n.',
})
export class ChangeConnection {
  @Field(() => [ChangeEdge], { description: 'The changes with their cursors.' })
  readonly edges!: ChangeEdge[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo!: PageInfo;

  @Field(() => PositionScalar, { description: 'The last position that was looked at for this page.' })
  readonly scannedTo!: number;

  @Field(() => PositionScalar, { description: 'The last position there is to read at this point.' })
  readonly head!: number;
}
