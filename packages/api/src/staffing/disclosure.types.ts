/** The wire shape of what a council publishes of its workforce, and of the mutations that do. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { OfCouncilInput } from '../access/access.inputs.js';
import { connectionType } from '../connection.js';
import { OfficeType } from '../office/office.types.js';
import { EffectiveTimeScalar, PositionScalar } from '../scalars.js';
import { MeasureType } from './churn.types.js';

@InputType({
  description: 'Below how many people counts of the workforce are not told. A reason is required.',
})
export class SetDisclosureThresholdInput extends OfCouncilInput {
  @Field(() => Int, { description: 'So many people: 3 to 20. What is published is a multiple of it.' })
  readonly threshold!: number;
}

@InputType({ description: 'A quarter of which counts are to be published, once and for good.' })
export class PublishWorkforceFiguresInput extends OfCouncilInput {
  @Field(() => String, { description: 'The quarter of the calendar, `2016-Q2`; it must be over.' })
  readonly quarter!: string;
}

const FEWER = 'a multiple of the threshold; null: fewer than that';
const FTE = 'as the quarter ended, in hundredths of FTE';

@ObjectType('PublishedFigures', {
  description:
    'Counts of a team, a role or the whole as they were published: each less than the threshold from what it is, and parts add up to the whole.',
})
export class PublishedFiguresType {
  @Field(() => OfficeType, { nullable: true, description: 'The team or role; null for the whole.' })
  readonly office!: OfficeType | null;

  @Field(() => Int, { nullable: true, description: `Workers whom the council began to employ: ${FEWER}.` })
  readonly starters!: number | null;

  @Field(() => Int, { nullable: true, description: `Employed workers who left: ${FEWER}.` })
  readonly leavers!: number | null;

  @Field(() => Int, { nullable: true, description: `Agency workers whom the council employed: ${FEWER}.` })
  readonly conversions!: number | null;

  @Field(() => Int, { nullable: true, description: `Agency workers who started: ${FEWER}.` })
  readonly agencyStarted!: number | null;

  @Field(() => Int, { nullable: true, description: `Assignments that ended: ${FEWER}.` })
  readonly agencyEnded!: number | null;

  @Field(() => Int, { nullable: true, description: `In post ${FTE}: ${FEWER}.` })
  readonly inPostFte!: number | null;

  @Field(() => Int, { nullable: true, description: `Agency workers ${FTE}: ${FEWER}.` })
  readonly agencyFte!: number | null;

  @Field(() => Int, { description: `Established posts ${FTE}; of posts and of nobody, so as it is.` })
  readonly establishmentFte!: number;

  @Field(() => [MeasureType], { description: 'Measures of these counts, of which nothing else is known.' })
  readonly measures!: MeasureType[];
}

@ObjectType('PublishedQuarter', {
  description: 'What was published of a quarter; it never changes, whatever becomes known later.',
})
class PublishedQuarterType {
  @Field(() => String, { description: 'The quarter, `2016-Q2`.' })
  readonly quarter!: string;

  @Field(() => Int, { description: 'Counts are multiples of so many people.' })
  readonly threshold!: number;

  @Field(() => EffectiveTimeScalar, { description: 'When it was published.' })
  readonly since!: string;

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'The position as of which the ledger counted; null where it did not count itself.',
  })
  readonly knownAt!: number | null;

  @Field(() => ID, { description: 'The change that published it.' })
  readonly change!: string;

  @Field(() => PublishedFiguresType, { description: 'All together.' })
  readonly whole!: PublishedFiguresType;

  @Field(() => [PublishedFiguresType], { description: 'Team by team.' })
  readonly teams!: PublishedFiguresType[];

  @Field(() => [PublishedFiguresType], { description: 'Role by role.' })
  readonly roles!: PublishedFiguresType[];
}

export const PublishedQuarterConnection = connectionType('PublishedQuarter', PublishedQuarterType);
export type PublishedQuarterConnection = InstanceType<typeof PublishedQuarterConnection>;
