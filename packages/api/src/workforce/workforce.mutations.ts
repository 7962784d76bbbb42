/** Figures that are reported, and what is checked of workers and done with them as they join: one mutation each. */
import type { FigureCommand, JoiningCommand } from '@improvement-ledger/domain';
import { figure, joining, personSubject, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { v7 } from 'uuid';
import { changeCouncil } from '../access/of-council.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import type { MutationName } from '../rules.js';
import { StaffingPayload } from '../staffing/staffing.inputs.js';
import type { OfJoiningInput } from './workforce.inputs.js';
import {
  ApproveReferencesInput,
  CompleteInductionInput,
  DefineFigureInput,
  RecordInterviewInput,
  ReportDiscrepancyInput,
  ReportFigureInput,
  RestateFigureInput,
  ReviewExitReferenceInput,
} from './workforce.inputs.js';

/** Carries out one command for a reading. */
const say = async (
  context: ApiContext,
  mutation: MutationName,
  input: ReportFigureInput,
  type: 'ReportFigure' | 'RestateFigure',
): Promise<MutationPayload> => {
  const {
    figureId,
    periodKind,
    period,
    value = null,
    printed = null,
    numerator = null,
    denominator = null,
  } = input;
  const said = { figureId, periodKind, period, value, printed, numerator, denominator };
  const command: FigureCommand = { type, ...said };
  return changeCouncil(context, mutation, input, () => ({ step: step(figure, figureId, command) }));
};

interface OfEngagement {
  readonly personId: string;
  readonly engagementId: string;
}

/** Carries out one command for an engagement. */
const join = async (
  context: ApiContext,
  mutation: MutationName,
  input: OfJoiningInput,
  commandOf: (engagement: OfEngagement) => JoiningCommand,
): Promise<MutationPayload> => {
  const { personId, engagementId } = input;
  return changeCouncil(context, mutation, input, () => ({
    step: step(joining, engagementId, commandOf({ personId, engagementId })),
    subject: personSubject(personId),
  }));
};

@Resolver()
export class WorkforceMutations {
  @Mutation(() => StaffingPayload, {
    description:
      'Names a series of figures that somebody reports: what is measured, of whom, by which source. The answer has its id.',
  })
  async defineFigure(
    @Arg('input', () => DefineFigureInput, INPUT) input: DefineFigureInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { measure, teamId = null, roleId = null, of = null, source } = input;
    const figureId = v7();
    return changeCouncil(context, 'defineFigure', input, ({ council }) => {
      const words = { of: of === null ? null : seal(council, of), source: seal(council, source) };
      const command: FigureCommand = { type: 'DefineFigure', figureId, measure, teamId, roleId, ...words };
      return { step: step(figure, figureId, command) };
    });
  }

  @Mutation(() => StaffingPayload, {
    description: 'Says what was published of a period. Nothing is made of it, and it is made of nothing.',
  })
  async reportFigure(
    @Arg('input', () => ReportFigureInput, INPUT) input: ReportFigureInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return say(context, 'reportFigure', input, 'ReportFigure');
  }

  @Mutation(() => StaffingPayload, {
    description: 'Says what was published in place of an earlier value, which stays on record.',
  })
  async restateFigure(
    @Arg('input', () => RestateFigureInput, INPUT) input: RestateFigureInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return say(context, 'restateFigure', input, 'RestateFigure');
  }

  @Mutation(() => StaffingPayload, { description: 'Says that an agency worker was interviewed.' })
  async recordInterview(
    @Arg('input', () => RecordInterviewInput, INPUT) input: RecordInterviewInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { interview } = input;
    return join(context, 'recordInterview', input, (of) => ({ type: 'RecordInterview', ...of, interview }));
  }

  @Mutation(() => StaffingPayload, { description: "Says who approved an agency worker's references." })
  async approveReferences(
    @Arg('input', () => ApproveReferencesInput, INPUT) input: ApproveReferencesInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { approvedBy } = input;
    return join(context, 'approveReferences', input, (of) => ({
      type: 'ApproveReferences',
      ...of,
      approvedBy,
    }));
  }

  @Mutation(() => StaffingPayload, {
    description: 'Says that the references of an agency worker who has gone were held against how it went.',
  })
  async reviewExitReference(
    @Arg('input', () => ReviewExitReferenceInput, INPUT) input: ReviewExitReferenceInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { personId, discrepancy: words = null } = input;
    const discrepancy = words === null ? null : seal(personSubject(personId), words);
    return join(context, 'reviewExitReference', input, (of) => {
      return { type: 'ReviewExitReference', ...of, discrepancy };
    });
  }

  @Mutation(() => StaffingPayload, { description: 'Says that a discrepancy in references was reported.' })
  async reportDiscrepancy(
    @Arg('input', () => ReportDiscrepancyInput, INPUT) input: ReportDiscrepancyInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { reportedTo } = input;
    return join(context, 'reportDiscrepancy', input, (of) => ({
      type: 'ReportDiscrepancy',
      ...of,
      reportedTo,
    }));
  }

  @Mutation(() => StaffingPayload, { description: "Says that a part of a worker's induction was completed." })
  async completeInduction(
    @Arg('input', () => CompleteInductionInput, INPUT) input: CompleteInductionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { milestone } = input;
    return join(context, 'completeInduction', input, (of) => ({
      type: 'CompleteInduction',
      ...of,
      milestone,
    }));
  }
}
