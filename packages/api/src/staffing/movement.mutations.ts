/** The movements of workers, one mutation each. */
import type { MovementCommand } from '@improvement-ledger/domain';
import { personSubject, seal, streamOf, worker } from '@improvement-ledger/domain';
import { readStreams, step } from '@improvement-ledger/event-store';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { v7 } from 'uuid';
import { changeCouncil } from '../access/of-council.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import type { MutationName } from '../rules.js';
import type { OfWorkerInput } from './movement.inputs.js';
import {
  BeginPostCoverInput,
  CancelMovementInput,
  ChangeWorkingHoursInput,
  ConvertWorkerInput,
  EndAssignmentInput,
  EndPostCoverInput,
  ExtendAssignmentInput,
  MoveWorkerInput,
  PlanMovementInput,
  RecordLeavingInput,
  ReportAbsenceInput,
  StartWorkerInput,
} from './movement.inputs.js';
import { StaffingPayload } from './staffing.inputs.js';

/** The team of a post, as its record says; of one that nobody opened something that is no team's id. */
const teamOf = async (context: ApiContext, tenant: string, postId: string): Promise<string> => {
  const events = await context.read(async (tx) => readStreams(tx, tenant, [streamOf('post', postId)]));
  const opened = events.find(({ type }) => type === 'PostOpened');
  return opened?.type === 'PostOpened' ? opened.data.teamId : postId;
};

interface Moving {
  readonly mutation: MutationName;
  readonly input: OfWorkerInput;
  /** What it begins or changes. */
  readonly id: string;
  readonly commandOf: () => MovementCommand | Promise<MovementCommand>;
}

/** Carries out one movement of a worker. */
const move = async (
  context: ApiContext,
  { mutation, input, id, commandOf }: Moving,
): Promise<MutationPayload> => {
  const { personId } = input;
  return changeCouncil(context, mutation, input, async () => ({
    step: step(worker, personId, await commandOf()),
    subject: personSubject(personId),
    id,
  }));
};

const confirmed = (movementId: string | null | undefined) =>
  movementId === null || movementId === undefined ? {} : { movementId };

@Resolver()
export class MovementMutations {
  @Mutation(() => StaffingPayload, {
    description: 'Says that somebody started to work in a post. The answer has the id of the engagement.',
  })
  async startWorker(
    @Arg('input', () => StartWorkerInput, INPUT) input: StartWorkerInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { council, personId, postId, employment, fte, agency, plannedEnd = null, movementId } = input;
    const id = v7();
    const commandOf = async (): Promise<MovementCommand> => ({
      type: 'StartWorker',
      personId,
      engagementId: id,
      postId,
      teamId: await teamOf(context, council, postId),
      employment,
      fte,
      agency: agency === null || agency === undefined ? null : seal(personSubject(personId), agency),
      plannedEnd,
      ...confirmed(movementId),
    });
    return move(context, { mutation: 'startWorker', input, id, commandOf });
  }

  @Mutation(() => StaffingPayload, { description: 'Says that somebody whom the council employs left.' })
  async recordLeaving(
    @Arg('input', () => RecordLeavingInput, INPUT) input: RecordLeavingInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, engagementId, leavingReason, destination, movementId } = input;
    const said = { personId, engagementId, leavingReason, destination, ...confirmed(movementId) };
    const commandOf = (): MovementCommand => ({ type: 'RecordLeaving', ...said });
    return move(context, { mutation: 'recordLeaving', input, id: engagementId, commandOf });
  }

  @Mutation(() => StaffingPayload, { description: 'Says that somebody moved to another post.' })
  async moveWorker(
    @Arg('input', () => MoveWorkerInput, INPUT) input: MoveWorkerInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { council, personId, engagementId, postId, movementId } = input;
    const commandOf = async (): Promise<MovementCommand> => {
      const teamId = await teamOf(context, council, postId);
      return { type: 'MoveWorker', personId, engagementId, postId, teamId, ...confirmed(movementId) };
    };
    return move(context, { mutation: 'moveWorker', input, id: engagementId, commandOf });
  }

  @Mutation(() => StaffingPayload, { description: "Says that somebody's hours became others." })
  async changeWorkingHours(
    @Arg('input', () => ChangeWorkingHoursInput, INPUT) input: ChangeWorkingHoursInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, engagementId, fte, movementId } = input;
    const said = { personId, engagementId, fte, ...confirmed(movementId) };
    const commandOf = (): MovementCommand => ({ type: 'ChangeWorkingHours', ...said });
    return move(context, { mutation: 'changeWorkingHours', input, id: engagementId, commandOf });
  }

  @Mutation(() => StaffingPayload, { description: 'Says that the council employed an agency worker.' })
  async convertWorker(
    @Arg('input', () => ConvertWorkerInput, INPUT) input: ConvertWorkerInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, engagementId, employment } = input;
    const commandOf = (): MovementCommand => ({ type: 'ConvertWorker', personId, engagementId, employment });
    return move(context, { mutation: 'convertWorker', input, id: engagementId, commandOf });
  }

  @Mutation(() => StaffingPayload, {
    description: "Moves the last day planned of an agency worker's assignment.",
  })
  async extendAssignment(
    @Arg('input', () => ExtendAssignmentInput, INPUT) input: ExtendAssignmentInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, engagementId, plannedEnd } = input;
    const said = { personId, engagementId, plannedEnd };
    const commandOf = (): MovementCommand => ({ type: 'ExtendAssignment', ...said });
    return move(context, { mutation: 'extendAssignment', input, id: engagementId, commandOf });
  }

  @Mutation(() => StaffingPayload, { description: "Ends an agency worker's assignment." })
  async endAssignment(
    @Arg('input', () => EndAssignmentInput, INPUT) input: EndAssignmentInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, engagementId, endedBy, endReason } = input;
    const said = { personId, engagementId, endedBy, endReason };
    const commandOf = (): MovementCommand => ({ type: 'EndAssignment', ...said });
    return move(context, { mutation: 'endAssignment', input, id: engagementId, commandOf });
  }

  @Mutation(() => StaffingPayload, { description: 'Says that somebody began to cover another post.' })
  async beginPostCover(
    @Arg('input', () => BeginPostCoverInput, INPUT) input: BeginPostCoverInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { council, personId, engagementId, postId, kind } = input;
    const coverId = v7();
    const commandOf = async (): Promise<MovementCommand> => {
      const teamId = await teamOf(context, council, postId);
      return { type: 'BeginPostCover', personId, engagementId, coverId, postId, teamId, kind };
    };
    return move(context, { mutation: 'beginPostCover', input, id: coverId, commandOf });
  }

  @Mutation(() => StaffingPayload, { description: 'Says that somebody covers another post no more.' })
  async endPostCover(
    @Arg('input', () => EndPostCoverInput, INPUT) input: EndPostCoverInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, engagementId, coverId } = input;
    const commandOf = (): MovementCommand => ({ type: 'EndPostCover', personId, engagementId, coverId });
    return move(context, { mutation: 'endPostCover', input, id: coverId, commandOf });
  }

  @Mutation(() => StaffingPayload, { description: "Reports somebody's days of absence in a quarter." })
  async reportAbsence(
    @Arg('input', () => ReportAbsenceInput, INPUT) input: ReportAbsenceInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, engagementId, quarter, days } = input;
    const said = { personId, engagementId, quarter, days };
    const commandOf = (): MovementCommand => ({ type: 'ReportAbsence', ...said });
    return move(context, { mutation: 'reportAbsence', input, id: engagementId, commandOf });
  }

  @Mutation(() => StaffingPayload, {
    description:
      'Says that a movement is planned for a day. Nothing has moved until the movement itself says so.',
  })
  async planMovement(
    @Arg('input', () => PlanMovementInput, INPUT) input: PlanMovementInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, kind, on, postId = null, engagementId = null, employment = null, fte = null } = input;
    const movementId = v7();
    const said = { personId, movementId, kind, on, postId, engagementId, employment, fte };
    const commandOf = (): MovementCommand => ({ type: 'PlanMovement', ...said });
    return move(context, { mutation: 'planMovement', input, id: movementId, commandOf });
  }

  @Mutation(() => StaffingPayload, { description: 'Says that a planned movement will not be.' })
  async cancelMovement(
    @Arg('input', () => CancelMovementInput, INPUT) input: CancelMovementInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, movementId } = input;
    const commandOf = (): MovementCommand => ({ type: 'CancelMovement', personId, movementId });
    return move(context, { mutation: 'cancelMovement', input, id: movementId, commandOf });
  }
}
