/** What correcting and retracting take and answer, whatever the record. */
import type { AuditGrade, Employment } from '@improvement-ledger/domain';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ActionDetailsInput, DueInput, OwnerInput } from '../action/action.inputs.js';
import { AuditGradeEnum } from '../audit/audit.enums.js';
import { CommandInput } from '../commands/input.types.js';
import { MutationPayload } from '../commands/payload.types.js';
import { RatingInput } from '../plan/plan.inputs.js';
import { DateScalar, EffectiveTimeScalar } from '../scalars.js';
import {
  AssignmentEnderEnum,
  AssignmentEndReasonEnum,
  DestinationEnum,
  EmploymentEnum,
  LeavingReasonEnum,
} from '../staffing/staffing.enums.js';
import { WorkforceCorrectionInput } from '../workforce/workforce-corrections.js';

@InputType({
  description:
    'What was wrong in an earlier change, and what is right. What is left out stays; a field that the change does not have is refused.',
})
export class CorrectEventInput extends WorkforceCorrectionInput {
  @Field(() => ID, { description: 'The change that was wrong, or a correction of it. `reason` is required.' })
  readonly changeId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'For a council, a person, or a role, team or body: the right name. The earlier one stays in the history.',
  })
  readonly name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "For a council's registration or attributes: the right ONS code; null: none.",
  })
  readonly gssCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "For a council's attributes: the right number of the Department for Education; null: none.",
  })
  readonly dfeNumber?: string | null;

  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description:
      'For a grant: from when it gives access, a date standing for its first instant in London. For a cover: the right first day.',
  })
  readonly from?: string | null;

  @Field(() => EffectiveTimeScalar, {
    nullable: true,
    description:
      'For a grant: the first instant at which it gives access no more; null: none. For a cover: the right last day; null: none known.',
  })
  readonly until?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a trusted issuer: for whom its tokens are made out.',
  })
  readonly audience?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'For a drafted plan, an added workstream, commitment or action, or evidence: the right title.',
  })
  readonly title?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'For a drafted plan: from when it is in force; null: not stated.',
  })
  readonly inForceFrom?: string | null;

  @Field(() => [RatingInput], {
    nullable: true,
    description: 'For a vocabulary: all its ratings. None may be gone, since actions may have been rated so.',
  })
  readonly ratings?: readonly RatingInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'For an added workstream, commitment or action: the right reference.',
  })
  readonly reference?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For an added workstream, commitment or action: the right place in the printed order.',
  })
  readonly place?: number | null;

  @Field(() => [OwnerInput], {
    nullable: true,
    description: 'For an added or reassigned action: the right owners.',
  })
  readonly owners?: readonly OwnerInput[] | null;

  @Field(() => DueInput, {
    nullable: true,
    description: 'For an added action, a moved date or a request: the right due date.',
  })
  readonly due?: DueInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a status update: the right rating; null: blank.',
  })
  readonly rag?: string | null;

  @Field(() => String, { nullable: true, description: 'For a status update: the right words.' })
  readonly narrative?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a decision on a request, a claim, verification, return or reopening: the right note.',
  })
  readonly note?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'For the rules of a plan: whether moved due dates need approval.',
  })
  readonly dueDateChangesNeedApproval?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'For the rules of a plan: whether whoever asked may approve too.',
  })
  readonly ownApprovalAllowed?: boolean | null;

  @Field(() => ActionDetailsInput, {
    nullable: true,
    description: 'For an added action: all that the plan says besides; null: nothing.',
  })
  readonly details?: ActionDetailsInput | null;

  @Field(() => String, { nullable: true, description: 'For a challenge: the right question.' })
  readonly question?: string | null;

  @Field(() => String, { nullable: true, description: 'For an answer to a challenge: the right words.' })
  readonly answer?: string | null;

  @Field(() => String, { nullable: true, description: 'For evidence: the right address.' })
  readonly url?: string | null;

  @Field(() => String, { nullable: true, description: 'For evidence: the right SHA-256.' })
  readonly sha256?: string | null;

  @Field(() => String, { nullable: true, description: 'For evidence: the right media type.' })
  readonly mediaType?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For evidence: the right size in bytes; null: not known.',
  })
  readonly size?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For a post, a start or other hours: the right hours in hundredths of full time.',
  })
  readonly fte?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'For a post: the right note on its budget; null: none.',
  })
  readonly budgetNote?: string | null;

  @Field(() => String, { nullable: true, description: 'For a start: the right agency; null: none.' })
  readonly agency?: string | null;

  @Field(() => EmploymentEnum, {
    nullable: true,
    description: 'For a start or a conversion: the right terms of employment.',
  })
  readonly employment?: Employment | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      "For a start or extension: the right last day planned of an agency worker's assignment; null: none.",
  })
  readonly plannedEnd?: string | null;

  @Field(() => LeavingReasonEnum, { nullable: true, description: 'For a leaving: the right reason.' })
  readonly leavingReason?: string | null;

  @Field(() => DestinationEnum, { nullable: true, description: 'For a leaving: the right destination.' })
  readonly destination?: string | null;

  @Field(() => AssignmentEnderEnum, {
    nullable: true,
    description: 'For an end of an assignment: who ended it.',
  })
  readonly endedBy?: string | null;

  @Field(() => AssignmentEndReasonEnum, { nullable: true, description: 'For an end of an assignment: why.' })
  readonly endReason?: string | null;

  @Field(() => Int, { nullable: true, description: 'For absence: the right days, in hundredths.' })
  readonly days?: number | null;

  @Field(() => AuditGradeEnum, {
    nullable: true,
    description: 'For an audit or its moderation: the right grade.',
  })
  readonly grade?: AuditGrade | null;
}

@InputType({
  description:
    'An earlier change that never happened. What begins a record, and a vocabulary, is corrected instead.',
})
export class RetractEventInput extends CommandInput {
  @Field(() => ID, {
    description: 'The change that never happened, or a correction of it. `reason` is required.',
  })
  readonly changeId!: string;
}

@ObjectType({ description: 'What became of a correction or retraction.' })
export class CorrectionPayload extends MutationPayload {}
