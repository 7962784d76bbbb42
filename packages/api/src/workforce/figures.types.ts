/** The wire shape of reported figures: what was published, and where figures that should agree do not. */
import type { Agreement, FigureMeasure, FigureReading, PeriodKind, Unit } from '@improvement-ledger/domain';
import type { FigureRow } from '@improvement-ledger/projections';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../connection.js';
import { OfficeType } from '../office/office.types.js';
import { AgreementEnum, PeriodKindEnum, UnitEnum } from '../reading.enums.js';
import { DateScalar, InstantScalar } from '../scalars.js';
import type { View } from '../view.js';
import { FigureMeasureEnum } from './workforce.enums.js';

const DECIMAL = 'A decimal number, `312.5`.';

@ObjectType('FigureStatement', { description: 'One value that was published for a period.' })
export class FigureStatementType {
  @Field(() => String, { nullable: true, description: `${DECIMAL} Null: a blank was published.` })
  readonly value!: string | null;

  @Field(() => String, { nullable: true, description: 'As it was printed, where that is not the value.' })
  readonly printed!: string | null;

  @Field(() => InstantScalar, { description: 'From when it was published.' })
  readonly since!: string;

  @Field(() => ID, { description: 'The global id of the change that says so.' })
  readonly change!: string;
}

@ObjectType('FigureReading', { description: 'What a figure is for one period.' })
export class FigureReadingType {
  @Field(() => PeriodKindEnum, { description: 'What stretch of time it is of.' })
  readonly kind!: PeriodKind;

  @Field(() => String, { description: 'The period, `2016-08`.' })
  readonly period!: string;

  @Field(() => DateScalar, { description: 'Its first day.' })
  readonly from!: string;

  @Field(() => DateScalar, { description: 'Its last day.' })
  readonly to!: string;

  @Field(() => String, {
    nullable: true,
    description: `The value published last, as known at the point asked about. ${DECIMAL} Null: a blank was published.`,
  })
  readonly value!: string | null;

  @Field(() => String, { nullable: true, description: 'As it was printed, where that is not the value.' })
  readonly printed!: string | null;

  @Field(() => String, { nullable: true, description: 'The part of which it is said to be made.' })
  readonly numerator!: string | null;

  @Field(() => String, { nullable: true, description: 'The whole of which it is said to be a part.' })
  readonly denominator!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What numerator and denominator come to in per cent, to two places.',
  })
  readonly computedPercent!: string | null;

  @Field(() => AgreementEnum, {
    nullable: true,
    description: 'How the value stands to that; null where there is nothing to compare.',
  })
  readonly agreement!: Agreement | null;

  @Field(() => InstantScalar, { description: 'From when the value was published.' })
  readonly since!: string;

  @Field(() => String, { nullable: true, description: 'The value that was published first.' })
  readonly firstValue!: string | null;

  @Field(() => [FigureStatementType], { description: 'Every value that was published, the first first.' })
  readonly statements!: FigureStatementType[];
}

@ObjectType('FigureYearToDate', { description: 'A year to date beside the sum of its months or quarters.' })
export class FigureYearToDateType {
  @Field(() => String, { description: 'The period, `2016-12`.' })
  readonly period!: string;

  @Field(() => String, { description: 'The year to date, as published.' })
  readonly value!: string;

  @Field(() => String, { description: 'What its months or quarters come to, as published.' })
  readonly sum!: string;

  @Field(() => Int, { description: 'How many of them there are.' })
  readonly parts!: number;

  @Field(() => PeriodKindEnum, { description: 'What was added up.' })
  readonly partKind!: PeriodKind;

  @Field(() => String, { description: 'The year to date less the sum.' })
  readonly difference!: string;

  @Field(() => Boolean, { description: 'The flag: whether they differ.' })
  readonly differs!: boolean;
}

@ObjectType('FigurePeriodValue', { description: 'A value with its period.' })
class FigurePeriodValueType {
  @Field(() => String, { description: 'The period.' })
  readonly period!: string;

  @Field(() => String, { description: DECIMAL })
  readonly value!: string;
}

@ObjectType('FigureBelow', {
  description: 'When a figure came below a threshold, and for how long it has stayed.',
})
export class FigureBelowType {
  @Field(() => String, { description: 'The threshold.' })
  readonly threshold!: string;

  @Field(() => FigurePeriodValueType, { nullable: true, description: 'The first period below it.' })
  readonly first!: FigurePeriodValueType | null;

  @Field(() => FigurePeriodValueType, {
    nullable: true,
    description: 'From which period it has been below it without a break; null where the last is not.',
  })
  readonly since!: FigurePeriodValueType | null;

  @Field(() => Int, { description: 'For how many periods that is; blanks are not counted.' })
  readonly periods!: number;

  @Field(() => FigurePeriodValueType, {
    nullable: true,
    description: 'The last period of which a value is known.',
  })
  readonly last!: FigurePeriodValueType | null;
}

@ObjectType('FigureDisagreement', {
  description: 'Another figure of the same measure of the same people that has another value for a period.',
})
export class FigureDisagreementType {
  @Field(() => String, { description: 'The period of this one.' })
  readonly period!: string;

  @Field(() => String, { description: 'The value of this one.' })
  readonly value!: string;

  @Field(() => ID, { description: 'The other figure.' })
  readonly figureId!: string;

  @Field(() => String, { nullable: true, description: 'Who reports the other.' })
  readonly source!: string | null;

  @Field(() => String, { description: 'The value of the other.' })
  readonly with!: string;

  @Field(() => String, { description: 'This one less the other.' })
  readonly difference!: string;
}

@ObjectType('FigureComparison', {
  description: 'A reported value beside what the movements in the ledger come to for the same period.',
})
export class FigureComparisonType {
  @Field(() => String, { description: 'The period.' })
  readonly period!: string;

  @Field(() => String, { description: 'The value, as published.' })
  readonly reported!: string;

  @Field(() => String, { nullable: true, description: 'What movements come to; null where they do not say.' })
  readonly computed!: string | null;

  @Field(() => String, { nullable: true, description: 'The formula of a rate.' })
  readonly formula!: string | null;

  @Field(() => String, { nullable: true, description: 'The reported less the computed one.' })
  readonly difference!: string | null;

  @Field(() => Boolean, {
    description: 'The flag: whether both exist and differ, to as many places as published.',
  })
  readonly differs!: boolean;

  @Field(() => String, { nullable: true, description: 'Why nothing is computed; null where something is.' })
  readonly incomplete!: string | null;
}

@ObjectType('ReportedFigure', {
  description:
    'One measure of one part of the workforce as one source reports it. It is never made of movements, nor they of it.',
})
export class ReportedFigureType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => FigureMeasureEnum, { description: 'What it measures.' })
  readonly measure!: FigureMeasure;

  @Field(() => UnitEnum, { description: 'What it is counted in.' })
  readonly unit!: Unit;

  @Field(() => OfficeType, { nullable: true, description: 'The team of which alone it is.' })
  readonly team!: OfficeType | null;

  @Field(() => OfficeType, { nullable: true, description: 'The role of which alone it is.' })
  readonly role!: OfficeType | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of whom it is, in the words of the source; null: of all.',
  })
  readonly of!: string | null;

  @Field(() => String, { nullable: true, description: 'The document or body that reports it.' })
  readonly source!: string | null;

  @Field(() => Int, { description: 'How many events its record has.' })
  readonly version!: number;

  readonly view!: View;
  readonly row!: FigureRow;
  /** All that was reported of it, by the end of the period. */
  readonly all!: readonly FigureReading[];
}

export const ReportedFigureConnection = connectionType('ReportedFigure', ReportedFigureType);
export type ReportedFigureConnection = InstanceType<typeof ReportedFigureConnection>;
