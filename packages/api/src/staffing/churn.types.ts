/** The wire shape of recruitment churn: counts of one period, and the measures that follow from them. */
import type {
  Churn,
  Employment,
  KnownMovements,
  MeasureName,
  MeasureUnit,
  TenureBand,
} from '@improvement-ledger/domain';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { OfficeType } from '../office/office.types.js';
import { EmploymentEnum, MeasureNameEnum, MeasureUnitEnum, TenureBandEnum } from './staffing.enums.js';

@ObjectType('Measure', { description: 'A measure of the workforce, with what it was worked out from.' })
export class MeasureType {
  @Field(() => MeasureNameEnum, { description: 'Its name.' })
  readonly name!: MeasureName;

  @Field(() => String, { description: 'The formula.' })
  readonly formula!: string;

  @Field(() => String, { description: 'Where the formula comes from.' })
  readonly source!: string;

  @Field(() => Int, { description: 'What was divided.' })
  readonly numerator!: number;

  @Field(() => MeasureUnitEnum, { description: 'In what that was counted.' })
  readonly numeratorUnit!: MeasureUnit;

  @Field(() => Int, { description: 'By what.' })
  readonly denominator!: number;

  @Field(() => MeasureUnitEnum, { description: 'In what that was counted.' })
  readonly denominatorUnit!: MeasureUnit;

  @Field(() => Float, {
    nullable: true,
    description: 'Of a share, in per cent; null where there is nothing to divide by.',
  })
  readonly percent!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Of what is no share, how many to each; null where there is nothing to divide by.',
  })
  readonly mean!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is not complete; null where nothing is known to be missing.',
  })
  readonly incomplete!: string | null;
}

@ObjectType('Tenure', { description: 'How many of those in post have been employed for so long.' })
export class TenureType {
  @Field(() => TenureBandEnum, { description: 'For how long, as the period ended.' })
  readonly band!: TenureBand;

  @Field(() => Int, { description: 'So many of them.' })
  readonly workers!: number;
}

const FTE = 'in hundredths of FTE';

interface Counted {
  readonly churn: Churn;
  readonly known: KnownMovements;
  /** The measures that there are of it. */
  readonly names: readonly MeasureName[];
}

@ObjectType('RecruitmentChurn', {
  description:
    'Who came, who went and who was there in one period. In post at the end are those at the start, with starters, conversions and who moved in, without leavers and who moved out.',
})
export class RecruitmentChurnType {
  @Field(() => String, { description: 'The first month, `2015-07`.' })
  readonly first!: string;

  @Field(() => String, { description: 'The last month.' })
  readonly last!: string;

  @Field(() => OfficeType, { nullable: true, description: 'The team; null unless counted by team.' })
  readonly team!: OfficeType | null;

  @Field(() => OfficeType, { nullable: true, description: 'The role; null unless counted by role.' })
  readonly role!: OfficeType | null;

  @Field(() => EmploymentEnum, { nullable: true, description: 'The terms; null unless counted by them.' })
  readonly employment!: Employment | null;

  @Field(() => Int, { description: 'Workers whom the council began to employ, besides conversions.' })
  readonly starters!: number;

  @Field(() => Int, { description: 'Workers whom the council employed, and who left.' })
  readonly leavers!: number;

  @Field(() => Int, { description: 'Starters less leavers.' })
  readonly net!: number;

  @Field(() => Int, { description: 'Agency workers whom the council employed.' })
  readonly conversions!: number;

  @Field(() => Int, {
    description: 'Moves of employed workers into posts counted here, also out of others that are.',
  })
  readonly movedIn!: number;

  @Field(() => Int, { description: 'Moves of employed workers out of posts counted here.' })
  readonly movedOut!: number;

  @Field(() => Int, { description: 'Agency workers who started.' })
  readonly agencyStarted!: number;

  @Field(() => Int, { description: 'Assignments of agency workers that ended.' })
  readonly agencyEnded!: number;

  @Field(() => Int, { description: 'Employed workers in post as the period began.' })
  readonly inPostAtStart!: number;

  @Field(() => Int, { description: 'Employed workers in post as it ended.' })
  readonly inPostAtEnd!: number;

  @Field(() => Int, { description: `Employed workers in post as it ended, ${FTE}.` })
  readonly inPostFte!: number;

  @Field(() => Int, { description: 'Agency workers as it ended.' })
  readonly agencyAtEnd!: number;

  @Field(() => Int, { description: `Agency workers as it ended, ${FTE}.` })
  readonly agencyFte!: number;

  @Field(() => Int, {
    nullable: true,
    description: `Established posts as it ended, ${FTE}; null by employment.`,
  })
  readonly establishmentFte!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Supernumerary posts as it ended, ${FTE}; null by employment.`,
  })
  readonly supernumeraryFte!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Established hours in which nobody is in post, covered by agency workers or not, ${FTE}; null by employment.`,
  })
  readonly vacancyFte!: number | null;

  @Field(() => Int, { description: 'Assignments of agency workers that ended before three months.' })
  readonly agencyEndedEarly!: number;

  @Field(() => Int, { description: 'Vacancies that were filled.' })
  readonly vacanciesFilled!: number;

  @Field(() => [TenureType], {
    description: 'Those in post as it ended by how long they are employed, over all their posts here.',
  })
  readonly tenure!: TenureType[];

  /** What its measures are worked out from, as far as they are asked for. */
  readonly counted!: Counted;

  @Field(() => String, {
    nullable: true,
    description: 'Why the counts or measures are not complete; null where nothing is known to be missing.',
  })
  readonly incomplete!: string | null;
}

export const RecruitmentChurnConnection = connectionType('RecruitmentChurn', RecruitmentChurnType);
export type RecruitmentChurnConnection = InstanceType<typeof RecruitmentChurnConnection>;
export type ChurnNode = InstanceType<typeof RecruitmentChurnConnection>['edges'][number]['node'];
