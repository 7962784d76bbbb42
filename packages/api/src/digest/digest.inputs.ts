/** What the mutations of digests take and answer. */
import type { DigestKind, OwnerKind } from '@improvement-ledger/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OfCouncilInput } from '../access/access.inputs.js';
import { ChangeInput } from '../commands/input.types.js';
import { MutationPayload } from '../commands/payload.types.js';
import { DateScalar } from '../scalars.js';
import { DigestKindEnum, MappedOwnerKindEnum } from './digest.enums.js';

@InputType({ description: 'When digests of a kind are sent, and what they tell of.' })
export class SetDigestScheduleInput extends OfCouncilInput {
  @Field(() => DigestKindEnum, { description: 'The kind.' })
  readonly kind!: DigestKind;

  @Field(() => [Int], {
    nullable: true,
    description: 'Of a daily one the days of the week, 1 (Monday) to 5; of a weekly one the day.',
  })
  readonly weekdays?: number[] | null;

  @Field(() => Int, {
    defaultValue: 1,
    description: 'Of a monthly one the how manieth working day of the month: 1 to 15.',
  })
  readonly workingDay!: number;

  @Field(() => Int, {
    defaultValue: 3,
    description: 'Of one before a board meeting so many working days before it: 1 to 20.',
  })
  readonly workingDaysBefore!: number;

  @Field(() => String, { nullable: true, description: 'The time in London, such as 07:00.' })
  readonly time?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Instead of `weekdays` and `time`, a cron line of a time of day on days of the week: `0 7 * * 1-5`.',
  })
  readonly cron?: string | null;

  @Field(() => String, {
    defaultValue: 'Europe/London',
    description: 'The time zone that the time is meant in: no other is kept.',
  })
  readonly timeZone!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'A statutory notice, which nobody can switch off.',
  })
  readonly isStatutory!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Send the latest narratives besides titles.' })
  readonly withNarratives!: boolean;

  @Field(() => Int, {
    defaultValue: 14,
    description: 'Tell beforehand of what is due within so many days: 0 to 90.',
  })
  readonly dueSoonDays!: number;

  @Field(() => Int, {
    defaultValue: 28,
    description: 'An action is stale after so many days without an update: 1 to 366.',
  })
  readonly staleDays!: number;
}

@InputType({ description: 'A kind of digest that is sent no more.' })
export class EndDigestScheduleInput extends OfCouncilInput {
  @Field(() => DigestKindEnum, { description: 'The kind.' })
  readonly kind!: DigestKind;
}

@InputType({
  description:
    'The days on which the council is closed besides weekends and bank holidays: all of them, at most 200.',
})
export class SetClosureDaysInput extends OfCouncilInput {
  @Field(() => [DateScalar], { description: 'The days.' })
  readonly days!: string[];
}

@InputType({
  description: 'To whom a name leads: to a person, or to whoever holds a role or belongs to a team or body.',
})
export class MapOwnerInput extends OfCouncilInput {
  @Field(() => MappedOwnerKindEnum, {
    description: 'What the name is of: a role, team, body or external organisation.',
  })
  readonly kind!: Exclude<OwnerKind, 'person'>;

  @Field(() => String, { description: 'The name as plans write it, letter case aside.' })
  readonly name!: string;

  @Field(() => ID, { nullable: true, description: 'The person.' })
  readonly personId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The role, team or body.' })
  readonly officeId?: string | null;
}

@InputType({ description: 'A name that is to lead nowhere.' })
export class UnmapOwnerInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The mapping.' })
  readonly mappingId!: string;
}

@InputType({ description: 'Somebody to whom digests are sent.' })
export class OfRecipientInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The person.' })
  readonly personId!: string;
}

@InputType({ description: 'The address to which digests are sent.' })
export class SetDigestAddressInput extends OfRecipientInput {
  @Field(() => String, { description: 'One plain address, such as name@council.gov.uk.' })
  readonly address!: string;
}

@InputType({ description: 'Which digests somebody wants, and on which days.' })
export class SetDigestPreferencesInput extends OfRecipientInput {
  @Field(() => [DigestKindEnum], {
    defaultValue: [],
    description: 'The kinds to switch off; a statutory notice cannot be.',
  })
  readonly off!: DigestKind[];

  @Field(() => [Int], {
    nullable: true,
    description: "The days of the week, 1 (Monday) to 5; the council's, unless given.",
  })
  readonly weekdays?: number[] | null;
}

@InputType({
  description:
    'After how many working days an action that is not done is told to whom; a step that is left out is not taken.',
})
export class SetEscalationLadderInput extends ChangeInput {
  @Field(() => ID, { description: 'The plan.' })
  readonly planId!: string;

  @Field(() => Int, { nullable: true, description: 'To its owners, before it is due: 1 to 60.' })
  readonly reminder?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'To its owners, once it is overdue: 1 to 250, as the others.',
  })
  readonly owner?: number | null;

  @Field(() => Int, { nullable: true, description: 'To the operational lead of its workstream.' })
  readonly lead?: number | null;

  @Field(() => Int, { nullable: true, description: 'To the sponsor of its workstream.' })
  readonly sponsor?: number | null;

  @Field(() => Int, { nullable: true, description: 'To the board.' })
  readonly board?: number | null;
}

@ObjectType({ description: 'What became of a change to digests.' })
export class DigestPayload extends MutationPayload {}
