/** How the due date of an action moves: at a word, or by a request that somebody approves or refuses. */
import type { ActionCommand, Due } from '@improvement-ledger/domain';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { v7 } from 'uuid';
import { refusedPayload } from '../commands/carry-out.js';
import type { ActionHome } from '../commands/home.js';
import { homeOfAction, inForceFrom } from '../commands/home.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { checkMay } from '../permission.js';
import { ActionPayload } from './action.inputs.js';
import { actionNotFound, change, noteOf } from './change.js';
import {
  ApproveDueDateChangeInput,
  ChangeDueDateInput,
  RefuseDueDateChangeInput,
  RequestDueDateChangeInput,
} from './due-date.inputs.js';
import { dueOf } from './due-of.js';

@Resolver(() => ActionPayload)
export class DueDateMutations {
  @Mutation(() => ActionPayload, {
    description:
      'Moves the due date. A reason is required; the original date is kept. Refused where the plan demands approval.',
  })
  async changeDueDate(
    @Arg('input', () => ChangeDueDateInput, INPUT) input: ChangeDueDateInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return withDue(context, 'changeDueDate', input, ({ planId, actionId }, due) => ({
      type: 'ChangeDueDate',
      planId,
      actionId,
      due,
    }));
  }

  @Mutation(() => ActionPayload, {
    description: 'Asks for another due date. A reason is required; the date stays until somebody approves.',
  })
  async requestDueDateChange(
    @Arg('input', () => RequestDueDateChangeInput, INPUT) input: RequestDueDateChangeInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return withDue(context, 'requestDueDateChange', input, ({ planId, actionId }, due) => ({
      type: 'RequestDueDateChange',
      planId,
      actionId,
      requestId: v7(),
      due,
    }));
  }

  @Mutation(() => ActionPayload, {
    description:
      'Approves a request, and so moves the due date; by somebody other than whoever asked, unless the plan allows it.',
  })
  async approveDueDateChange(
    @Arg('input', () => ApproveDueDateChangeInput, INPUT) input: ApproveDueDateChangeInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return change(context, 'approveDueDateChange', input, ({ planId, actionId }) => ({
      type: 'ApproveDueDateChange',
      planId,
      actionId,
      requestId: input.requestId,
      note: noteOf(planId, input.note),
    }));
  }

  @Mutation(() => ActionPayload, { description: 'Refuses a request for another due date; the date stays.' })
  async refuseDueDateChange(
    @Arg('input', () => RefuseDueDateChangeInput, INPUT) input: RefuseDueDateChangeInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return change(context, 'refuseDueDateChange', input, ({ planId, actionId }) => ({
      type: 'RefuseDueDateChange',
      planId,
      actionId,
      requestId: input.requestId,
      note: noteOf(planId, input.note),
    }));
  }
}

/** A change that names a due date, which counts from the day on which the plan is in force. */
const withDue = async (
  context: ApiContext,
  mutation: 'changeDueDate' | 'requestDueDateChange',
  input: ChangeDueDateInput,
  commandOf: (home: ActionHome, due: Due) => ActionCommand,
): Promise<MutationPayload> => {
  const home = await homeOfAction(context, input.actionId);
  if (home === null) return refusedPayload(actionNotFound);
  checkMay(context.caller, home.tenant, mutation);
  const due = dueOf(input.due, home.planId, await inForceFrom(context, home));
  if ('code' in due) return refusedPayload(due);
  return change(context, mutation, input, (found) => commandOf(found, due));
};
