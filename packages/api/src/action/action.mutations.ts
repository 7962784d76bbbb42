/** The commands of an action, one mutation each: adding it, reporting, passing it on, completing it. */
import { action, planSubject, refuse, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { lastActionPlace } from '@improvement-ledger/projections';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { v7 } from 'uuid';
import { carryOut, refusedPayload } from '../commands/carry-out.js';
import { homeOfAction, homeOfCommitment, inForceFrom, settle } from '../commands/home.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import { actionSeen } from '../commands/seen.js';
import type { ApiContext } from '../context.js';
import { checkMay } from '../permission.js';
import type { MutationName } from '../rules.js';
import {
  ActionPayload,
  AddActionInput,
  CompletionInput,
  ReassignOwnerInput,
  RecordStatusInput,
} from './action.inputs.js';
import { ActionType } from './action.types.js';
import { actionNotFound, change, noteOf } from './change.js';
import { cellsOf, detailsOf, plainCells } from './details-of.js';
import { dueOf } from './due-of.js';
import { ownersOf } from './owners-of.js';

@Resolver(() => ActionPayload)
export class ActionMutations {
  @Mutation(() => ActionPayload, { description: 'Adds an action to a commitment.' })
  async addAction(
    @Arg('input', () => AddActionInput, INPUT) input: AddActionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const home = await homeOfCommitment(context, input.commitmentId);
    if (home === null) return refusedPayload(refuse('commitment-not-found', 'commitmentId'));
    const { tenant, planId, workstreamId, commitmentId } = home;
    checkMay(context.caller, tenant, 'addAction');
    const due = dueOf(input.due, planId, await inForceFrom(context, { tenant, planId }));
    if ('code' in due) return refusedPayload(due);
    await settle(context, tenant);
    const understood = await context.read(async (tx) =>
      ownersOf(tx, tenant, planId, input.owners, input.ownersAsWritten),
    );
    if ('code' in understood) return refusedPayload(understood);
    const place = input.place ?? 1 + (await context.read(async (tx) => lastActionPlace(tx, home)));
    const actionId = v7();
    const { reference, title } = input;
    const command = {
      type: 'AddAction',
      planId,
      workstreamId,
      commitmentId,
      actionId,
      reference,
      place,
      due,
      title: seal(planSubject(planId), title),
      owners: understood.owners,
      cells: cellsOf(planId, input.cells),
      ...detailsOf(planId, input.details),
    } as const;
    const steps = [step(action, actionId, command), ...understood.registrations];
    return carryOut(context, {
      mutation: 'addAction',
      tenant,
      subject: planSubject(planId),
      id: actionId,
      steps,
      input,
    });
  }

  @Mutation(() => ActionPayload, { description: 'Reports how an action stands: a rating, words, or both.' })
  async recordStatus(
    @Arg('input', () => RecordStatusInput, INPUT) input: RecordStatusInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { rag, narrative, cells } = input;
    return change(context, 'recordStatus', input, ({ planId, actionId }) => ({
      type: 'RecordStatus',
      planId,
      actionId,
      ...(rag === undefined ? {} : { rag }),
      ...(narrative === undefined || narrative === null
        ? {}
        : { narrative: seal(planSubject(planId), narrative) }),
      ...(cells === undefined || cells === null
        ? {}
        : { cells: seal(planSubject(planId), plainCells(cells)) }),
    }));
  }

  @Mutation(() => ActionPayload, { description: 'Passes an action to other owners.' })
  async reassignOwner(
    @Arg('input', () => ReassignOwnerInput, INPUT) input: ReassignOwnerInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const home = await homeOfAction(context, input.actionId);
    if (home === null) return refusedPayload(actionNotFound);
    checkMay(context.caller, home.tenant, 'reassignOwner');
    await settle(context, home.tenant);
    const understood = await context.read(async (tx) => ownersOf(tx, home.tenant, home.planId, input.owners));
    if ('code' in understood) return refusedPayload(understood);
    const { owners, registrations } = understood;
    return change(
      context,
      'reassignOwner',
      input,
      ({ planId, actionId }) => ({ type: 'ReassignOwner', planId, actionId, owners }),
      registrations,
    );
  }

  @Mutation(() => ActionPayload, {
    description: 'Says that an action is complete. It then awaits verification.',
  })
  async claimCompletion(
    @Arg('input', () => CompletionInput, INPUT) input: CompletionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return this.completion(context, 'claimCompletion', 'ClaimCompletion', input);
  }

  @Mutation(() => ActionPayload, {
    description: 'Confirms that an action is complete; never by whoever claimed it.',
  })
  async verifyCompletion(
    @Arg('input', () => CompletionInput, INPUT) input: CompletionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return this.completion(context, 'verifyCompletion', 'VerifyCompletion', input);
  }

  @Mutation(() => ActionPayload, {
    description: 'Does not accept a claim of completion; the action is open again.',
  })
  async sendBackCompletion(
    @Arg('input', () => CompletionInput, INPUT) input: CompletionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return this.completion(context, 'sendBackCompletion', 'SendBackCompletion', input);
  }

  @Mutation(() => ActionPayload, { description: 'Opens an action again that was verified as complete.' })
  async reopenAction(
    @Arg('input', () => CompletionInput, INPUT) input: CompletionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return this.completion(context, 'reopenAction', 'ReopenAction', input);
  }

  private async completion(
    context: ApiContext,
    mutation: MutationName,
    type: 'ClaimCompletion' | 'VerifyCompletion' | 'SendBackCompletion' | 'ReopenAction',
    input: CompletionInput,
  ): Promise<MutationPayload> {
    return change(context, mutation, input, (home) => ({
      type,
      planId: home.planId,
      actionId: home.actionId,
      note: noteOf(home.planId, input.note),
    }));
  }

  @FieldResolver(() => ActionType, {
    nullable: true,
    description: 'The action as the change left it; null when it was refused, or is not to be read yet.',
  })
  async action(
    @Root() { changed, position }: MutationPayload,
    @Ctx() context: ApiContext,
  ): Promise<ActionType | null> {
    return actionSeen(context, changed, position);
  }
}
