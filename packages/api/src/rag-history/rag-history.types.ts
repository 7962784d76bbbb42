/** The wire shape of how actions were rated over time. */
import type { Interval, IntervalKind } from '@improvement-ledger/domain';
import type { OwnerFound, RagDifference, RagGroup, RagTransition } from '@improvement-ledger/projections';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { connectionType } from '../connection.js';
import { RagRatingType } from '../plan/parts.types.js';
import { DateScalar, InstantScalar } from '../scalars.js';
import type { View } from '../view.js';
import type { RagPage } from './rag-page.js';

@ObjectType('RagCount', { description: 'How many actions stood at one rating.' })
export class RagCountType {
  @Field(() => RagRatingType, { nullable: true, description: 'The rating; null: not stated.' })
  readonly rag!: RagRatingType | null;

  @Field(() => Int, { description: 'How many actions.' })
  readonly count!: number;

  @Field(() => Float, {
    description: 'Their part in all actions that count, from 0 to 1, rounded to four decimals.',
  })
  readonly share!: number;
}

@ObjectType('RagCounts', { description: 'How actions stood at the end of an interval.' })
export class RagCountsType {
  @Field(() => Int, {
    description:
      'How many actions count: those that were part of the plan by then and not withdrawn; of an owner, those that were theirs then.',
  })
  readonly total!: number;

  @Field(() => [RagCountType], {
    description:
      'How many stood at each rating, the worst first, and what is not stated last; a rating that none had is not listed.',
  })
  readonly counts!: RagCountType[];
}

@ObjectType('RagInterval', { description: 'A day, week or month, and how actions stood at its end.' })
export class RagIntervalType {
  @Field(() => String, { description: '`2015-07-20`, `2015-W30` (an ISO week) or `2015-07`.' })
  readonly name!: string;

  @Field(() => DateScalar, { description: 'Its first day in London.' })
  readonly from!: string;

  @Field(() => DateScalar, { description: 'Its last day in London, at whose end actions are counted.' })
  readonly to!: string;

  @Field(() => Boolean, {
    description: 'It was not over at the point asked about, and is counted as of that point.',
  })
  readonly isOpen!: boolean;

  @Field(() => RagCountsType, {
    description: 'With only what had been recorded by its end: what a board saw.',
  })
  readonly asKnownThen!: RagCountsType;

  @Field(() => RagCountsType, {
    description:
      'With all that is known at the point asked about: later, back-dated and corrected entries too.',
  })
  readonly asKnownNow!: RagCountsType;

  /** How many actions stood otherwise than was known then. */
  readonly late!: () => number;
}

@ObjectType('RagDays', { description: 'For how many days actions stood at a rating.' })
export class RagDaysType {
  @Field(() => Int, {
    description:
      'The days at whose end in London they stood so, of several actions added up; the day asked about counts as of that point.',
  })
  readonly days!: number;

  @Field(() => Float, {
    description: 'Their part in the days of all ratings, from 0 to 1, rounded to four decimals.',
  })
  readonly share!: number;
}

@ObjectType('RagTime', { description: 'How long actions stood at one rating.' })
export class RagTimeType {
  @Field(() => RagRatingType, { nullable: true, description: 'The rating; null: not stated.' })
  readonly rag!: RagRatingType | null;

  @Field(() => RagDaysType, { description: 'Each day with only what had been recorded by its end.' })
  readonly asKnownThen!: RagDaysType;

  @Field(() => RagDaysType, { description: 'With all that is known at the point asked about.' })
  readonly asKnownNow!: RagDaysType;
}

@ObjectType('RagStatus', { description: 'How one action stands.' })
export class RagStatusType {
  @Field(() => Boolean, { description: 'It is withdrawn, and counts nowhere.' })
  readonly isWithdrawn!: boolean;

  @Field(() => RagRatingType, { nullable: true, description: 'The rating; null: not stated, or withdrawn.' })
  readonly rag!: RagRatingType | null;
}

@ObjectType('RagTransition', { description: 'That an action came to stand otherwise, from a time on.' })
export class RagTransitionType {
  @Field(() => ActionType, { nullable: true, description: 'The action.' })
  readonly action!: ActionType | null;

  @Field(() => RagStatusType, {
    nullable: true,
    description: 'How it stood before; null: it was not part of the plan.',
  })
  readonly from!: RagStatusType | null;

  @Field(() => RagStatusType, { description: 'How it stood after.' })
  readonly to!: RagStatusType;

  @Field(() => InstantScalar, { description: 'From when.' })
  readonly since!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'Until when: its next transition; null where it stands so at the point asked about.',
  })
  readonly until!: string | null;

  @Field(() => Int, {
    description:
      'The days at whose end it stood so; 0 where it did not last a day. The day asked about counts.',
  })
  readonly days!: number;

  @Field(() => InstantScalar, { description: 'When the ledger learned it.' })
  readonly recordedAt!: string;

  @Field(() => Boolean, {
    description: 'It was recorded on a day after the interval in which it took effect: nobody saw it then.',
  })
  readonly isLate!: boolean;

  @Field(() => Int, {
    description:
      'Whole calendar days from the last day of that interval to the day of recording; 0: in time.',
  })
  readonly daysLate!: number;

  readonly row!: RagTransition;
  readonly page!: RagPage;
}
export const RagTransitionConnection = connectionType('RagTransition', RagTransitionType);
export type RagTransitionConnection = InstanceType<typeof RagTransitionConnection>;

@ObjectType('RagDifference', {
  description: 'That an action stood otherwise at the end of an interval than was known then.',
})
export class RagDifferenceType {
  @Field(() => String, { description: 'The name of the interval.' })
  readonly interval!: string;

  @Field(() => ActionType, {
    nullable: true,
    description: 'The action; null where it is not part of the plan at the point asked about.',
  })
  readonly action!: ActionType | null;

  @Field(() => RagStatusType, {
    nullable: true,
    description: 'As known by the end of the interval; null: it did not count.',
  })
  readonly asKnownThen!: RagStatusType | null;

  @Field(() => RagStatusType, { nullable: true, description: 'As known now; null: it does not count.' })
  readonly asKnownNow!: RagStatusType | null;

  readonly row!: RagDifference;
  /** The last day of the interval. */
  readonly lastDay!: string;
  readonly page!: RagPage;
}
export const RagDifferenceConnection = connectionType('RagDifference', RagDifferenceType);
export type RagDifferenceConnection = InstanceType<typeof RagDifferenceConnection>;

/** Whose history is looked at. */
export interface RagSubject {
  readonly view: View;
  readonly planId: string;
  /** One action alone. */
  readonly actionId: string | null;
  /** Only what is under this workstream or commitment. */
  readonly group: RagGroup;
}

@ObjectType('RagHistory', {
  description:
    'How the actions of a plan, workstream, commitment or owner were rated over time, or one action. Days are days in London; a week begins on Monday (ISO 8601). What is withdrawn does not count while it is.',
})
export class RagHistoryType {
  readonly subject!: RagSubject;
  readonly owner!: OwnerFound | null;
  readonly by!: IntervalKind;
  readonly spans!: readonly Interval[];
}
