/** What the mutations of reported figures, checks and inductions take. */
import type {
  discrepancyReaders,
  FigureMeasure,
  interviewKinds,
  milestones,
  PeriodKind,
} from '@improvement-ledger/domain';
import { Field, ID, InputType } from 'type-graphql';
import { OfCouncilInput } from '../access/access.inputs.js';
import { PeriodKindEnum } from '../reading.enums.js';
import {
  DiscrepancyReaderEnum,
  FigureMeasureEnum,
  InterviewKindEnum,
  MilestoneEnum,
} from './workforce.enums.js';

@InputType({ description: 'A series of figures that somebody reports.' })
export class DefineFigureInput extends OfCouncilInput {
  @Field(() => FigureMeasureEnum, { description: 'What it measures; the unit follows.' })
  readonly measure!: FigureMeasure;

  @Field(() => ID, { nullable: true, description: 'Only of this team.' })
  readonly teamId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this role.' })
  readonly roleId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of whom it is, in the words of the source; null: of all.',
  })
  readonly of?: string | null;

  @Field(() => String, { description: 'The document or body that reports it.' })
  readonly source!: string;
}

@InputType({ description: 'The value that was published for a period. `effectiveAt` says when.' })
export class ReportFigureInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The figure, by the id that defining it answered with.' })
  readonly figureId!: string;

  @Field(() => PeriodKindEnum, { description: 'What stretch of time it is of.' })
  readonly periodKind!: PeriodKind;

  @Field(() => String, {
    description: 'The period, as its kind names them: `2016-08`, `2016-Q3`, `2015-07-12`.',
  })
  readonly period!: string;

  @Field(() => String, { nullable: true, description: 'The value, `312.5`; null: a blank was published.' })
  readonly value?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'As it was printed, where that is not the value: `33%`.',
  })
  readonly printed?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is a share of: the part.' })
  readonly numerator?: string | null;

  @Field(() => String, { nullable: true, description: 'And the whole.' })
  readonly denominator?: string | null;
}

@InputType({ description: 'The value that was published in place of an earlier one. A reason is required.' })
export class RestateFigureInput extends ReportFigureInput {}

@InputType()
export class OfJoiningInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The worker.' })
  readonly personId!: string;

  @Field(() => ID, { description: 'The engagement, by the id that starting it answered with.' })
  readonly engagementId!: string;
}

@InputType({ description: 'An interview of an agency worker. `effectiveAt` says on which day.' })
export class RecordInterviewInput extends OfJoiningInput {
  @Field(() => InterviewKindEnum, { description: 'How it was held.' })
  readonly interview!: (typeof interviewKinds)[number];
}

@InputType({ description: "An agency worker's references, seen and approved." })
export class ApproveReferencesInput extends OfJoiningInput {
  @Field(() => ID, { description: 'Who approved them: a person whom the council knows, and not the worker.' })
  readonly approvedBy!: string;
}

@InputType({ description: 'References of an agency worker who has gone, held against how it went.' })
export class ReviewExitReferenceInput extends OfJoiningInput {
  @Field(() => String, {
    nullable: true,
    description: 'What was not accurate in them; null: they were accurate.',
  })
  readonly discrepancy?: string | null;
}

@InputType({ description: 'A discrepancy in references that was reported.' })
export class ReportDiscrepancyInput extends OfJoiningInput {
  @Field(() => DiscrepancyReaderEnum, { description: 'To whom.' })
  readonly reportedTo!: (typeof discrepancyReaders)[number];
}

@InputType({ description: 'A part of the induction that was completed. `effectiveAt` says on which day.' })
export class CompleteInductionInput extends OfJoiningInput {
  @Field(() => MilestoneEnum, { description: 'Which part.' })
  readonly milestone!: (typeof milestones)[number];
}
