/** The wire shape of how digests fared. */
import type { DigestKind, DigestListName } from '@improvement-ledger/domain';
import type { EffectReport, EffectState } from '@improvement-ledger/event-store';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { enumeration } from '../enums.js';
import { PersonType } from '../person/person.types.js';
import { InstantScalar, PositionScalar } from '../scalars.js';
import { DigestKindEnum, DigestListEnum } from './digest.enums.js';

export const DeliveryStateEnum = enumeration<EffectState>(
  'DeliveryState',
  'How the sending of a digest stands.',
  {
    planned: 'It is to be sent; its reason, if it has one, says why the last attempt did not succeed.',
    rendered: 'What it will say is written down; nothing has left.',
    sending: 'It is being handed over.',
    sent: 'The mail server has it.',
    suppressed: 'It was not sent; the reason says why.',
    failed: 'It was given up; the reason says why.',
    uncertain: 'It may have arrived. It is never sent again by itself: somebody has to find out.',
  },
);

const DeliveryReportEnum = enumeration<EffectReport>(
  'DeliveryReport',
  'What the other side told later of a digest that it has.',
  {
    sending: 'It is on its way.',
    delivered: 'It is in the mailbox.',
    bounced: 'It came back for good.',
    undelivered: 'It could not be delivered for now, and was given up.',
    complained: 'Its recipient marked it as unwanted.',
    lost: 'The other side failed, and says no more.',
  },
);

@ObjectType('DeliveredItem', { description: 'An action that a digest told of.' })
class DeliveredItemType {
  @Field(() => ID, { description: 'The id of the action.' })
  readonly id!: string;

  @Field(() => String, { description: 'By what it came to the recipient, such as owner or lead.' })
  readonly basis!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why it came to them instead of its owner, where it did.',
  })
  readonly because!: string | null;
}

@ObjectType('DeliveredList', { description: 'A list of a digest, as it was sent.' })
class DeliveredListType {
  @Field(() => DigestListEnum, { description: 'Which.' })
  readonly name!: DigestListName;

  @Field(() => Int, { description: 'How many actions there were.' })
  readonly total!: number;

  @Field(() => [DeliveredItemType], { description: 'Those that it named.' })
  readonly items!: readonly DeliveredItemType[];
}

@ObjectType('DigestDelivery', {
  description: 'The digest of a kind and period for somebody: there is at most one.',
})
export class DigestDeliveryType {
  @Field(() => ID, { description: 'The id by which the other side knows it.' })
  readonly id!: string;

  @Field(() => DigestKindEnum, { description: 'The kind.' })
  readonly kind!: DigestKind;

  @Field(() => String, {
    description: 'The period by the calendar of London, such as 2026-11-25 or 2026-W48.',
  })
  readonly period!: string;

  @Field(() => PersonType, { description: 'The recipient.' })
  readonly recipient!: PersonType;

  @Field(() => DeliveryStateEnum, { description: 'How it stands.' })
  readonly state!: EffectState;

  @Field(() => String, { nullable: true, description: 'Why it stands so.' })
  readonly reason!: string | null;

  @Field(() => String, { nullable: true, description: 'The code of why it was not sent, where it was not.' })
  readonly refusal!: string | null;

  @Field(() => Int, { description: 'How often it was begun to be handed over.' })
  readonly attempts!: number;

  @Field(() => InstantScalar, { description: 'When it was planned.' })
  readonly plannedAt!: string;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was settled.' })
  readonly settledAt!: string | null;

  @Field(() => String, { nullable: true, description: 'What the other side calls it.' })
  readonly providerId!: string | null;

  @Field(() => DeliveryReportEnum, { nullable: true, description: 'What became of it later.' })
  readonly report!: EffectReport | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When that was told.' })
  readonly reportedAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of what it says, as it was written down last.',
  })
  readonly contentHash!: string | null;

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'Up to which position the ledger was read for it.',
  })
  readonly position!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many actions it tells of.' })
  readonly total!: number | null;

  @Field(() => [DeliveredListType], { description: 'What it tells of.' })
  readonly lists!: readonly DeliveredListType[];
}
export const DigestDeliveryConnection = connectionType('DigestDelivery', DigestDeliveryType);
export type DigestDeliveryConnection = InstanceType<typeof DigestDeliveryConnection>;
