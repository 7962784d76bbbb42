/** What the mutations of workers take. `effectiveAt` says from when; of an end it is the first day on which they are gone. */
import type {
  assignmentEnders,
  assignmentEndReasons,
  DataOf,
  destinations,
  Employment,
  leavingReasons,
  postCoverKinds,
} from '@improvement-ledger/domain';
import { Field, ID, InputType, Int } from 'type-graphql';
import { OfCouncilInput } from '../access/access.inputs.js';
import { DateScalar } from '../scalars.js';
import {
  AssignmentEnderEnum,
  AssignmentEndReasonEnum,
  DestinationEnum,
  EmploymentEnum,
  LeavingReasonEnum,
  PlannedKindEnum,
  PostCoverKindEnum,
} from './staffing.enums.js';

const HOURS = 'The hours in hundredths of full time: 1 to 100.';
const PLANNED = 'The planned movement that this one confirms.';

@InputType()
export class OfWorkerInput extends OfCouncilInput {
  @Field(() => ID, { description: 'The worker, as `registerPerson` made them known.' })
  readonly personId!: string;
}

@InputType()
class OfEngagementInput extends OfWorkerInput {
  @Field(() => ID, { description: 'The engagement, by the id that starting it answered with.' })
  readonly engagementId!: string;
}

@InputType({ description: 'Somebody who starts to work in a post.' })
export class StartWorkerInput extends OfWorkerInput {
  @Field(() => ID, { description: 'The post.' })
  readonly postId!: string;

  @Field(() => EmploymentEnum, { description: 'On what terms.' })
  readonly employment!: Employment;

  @Field(() => Int, { description: HOURS })
  readonly fte!: number;

  @Field(() => String, { nullable: true, description: 'For an agency worker: the agency.' })
  readonly agency?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'For an agency worker: the last day planned.' })
  readonly plannedEnd?: string | null;

  @Field(() => ID, { nullable: true, description: PLANNED })
  readonly movementId?: string | null;
}

@InputType({ description: 'Somebody employed who left.' })
export class RecordLeavingInput extends OfEngagementInput {
  @Field(() => LeavingReasonEnum, { defaultValue: 'not-known', description: 'Why.' })
  readonly leavingReason!: (typeof leavingReasons)[number];

  @Field(() => DestinationEnum, { defaultValue: 'not-known', description: 'Where to.' })
  readonly destination!: (typeof destinations)[number];

  @Field(() => ID, { nullable: true, description: PLANNED })
  readonly movementId?: string | null;
}

@InputType({ description: 'Somebody who moves to another post, of the same or another team.' })
export class MoveWorkerInput extends OfEngagementInput {
  @Field(() => ID, { description: 'The post to which they move.' })
  readonly postId!: string;

  @Field(() => ID, { nullable: true, description: PLANNED })
  readonly movementId?: string | null;
}

@InputType({ description: 'Other hours of somebody.' })
export class ChangeWorkingHoursInput extends OfEngagementInput {
  @Field(() => Int, { description: HOURS })
  readonly fte!: number;

  @Field(() => ID, { nullable: true, description: PLANNED })
  readonly movementId?: string | null;
}

@InputType({ description: 'An agency worker whom the council employs.' })
export class ConvertWorkerInput extends OfEngagementInput {
  @Field(() => EmploymentEnum, { description: 'On what terms: all but agency.' })
  readonly employment!: Exclude<Employment, 'agency'>;
}

@InputType({ description: "Another last day of an agency worker's assignment." })
export class ExtendAssignmentInput extends OfEngagementInput {
  @Field(() => DateScalar, { description: 'The last day planned.' })
  readonly plannedEnd!: string;
}

@InputType({ description: "The end of an agency worker's assignment." })
export class EndAssignmentInput extends OfEngagementInput {
  @Field(() => AssignmentEnderEnum, { description: 'Who ended it.' })
  readonly endedBy!: (typeof assignmentEnders)[number];

  @Field(() => AssignmentEndReasonEnum, { defaultValue: 'not-known', description: 'Why.' })
  readonly endReason!: (typeof assignmentEndReasons)[number];
}

@InputType({ description: 'Somebody who covers another post than their own.' })
export class BeginPostCoverInput extends OfEngagementInput {
  @Field(() => ID, { description: 'The post that they cover.' })
  readonly postId!: string;

  @Field(() => PostCoverKindEnum, { description: 'How.' })
  readonly kind!: (typeof postCoverKinds)[number];
}

@InputType({ description: 'A cover of a post that ends.' })
export class EndPostCoverInput extends OfEngagementInput {
  @Field(() => ID, { description: 'The cover, by the id that beginning it answered with.' })
  readonly coverId!: string;
}

@InputType({ description: "Somebody's absence in a quarter. Reported again, the later figure holds." })
export class ReportAbsenceInput extends OfEngagementInput {
  @Field(() => String, { description: 'The quarter of the calendar, `2016-Q2`.' })
  readonly quarter!: string;

  @Field(() => Int, { description: 'Days in hundredths: 450 are four and a half.' })
  readonly days!: number;
}

@InputType({ description: 'A movement that is planned. The movement itself confirms it by naming it.' })
export class PlanMovementInput extends OfWorkerInput {
  @Field(() => PlannedKindEnum, { description: 'What is planned.' })
  readonly kind!: DataOf<'MovementPlanned'>['kind'];

  @Field(() => DateScalar, { description: 'For which day; it may lie in the future.' })
  readonly on!: string;

  @Field(() => ID, { nullable: true, description: 'For a start or a move: the post.' })
  readonly postId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For all but a start: the engagement.' })
  readonly engagementId?: string | null;

  @Field(() => EmploymentEnum, { nullable: true, description: 'For a start: on what terms, if known.' })
  readonly employment?: Employment | null;

  @Field(() => Int, { nullable: true, description: 'For a start or other hours: of how many, if known.' })
  readonly fte?: number | null;
}

@InputType({ description: 'A planned movement that will not be. A reason is required.' })
export class CancelMovementInput extends OfWorkerInput {
  @Field(() => ID, { description: 'The planned movement, by the id that planning it answered with.' })
  readonly movementId!: string;
}
