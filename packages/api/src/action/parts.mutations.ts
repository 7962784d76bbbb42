/** What an action has several of: covers, links and evidence; and withdrawing it altogether. */
import type { Owner } from '@improvement-ledger/domain';
import { planSubject, refuse, seal } from '@improvement-ledger/domain';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { v7 } from 'uuid';
import { refusedPayload } from '../commands/carry-out.js';
import { homeOfAction, settle } from '../commands/home.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import type { ApiContext } from '../context.js';
import { refOfKind } from '../ids.js';
import { checkMay } from '../permission.js';
import { ActionPayload } from './action.inputs.js';
import { actionNotFound, change } from './change.js';
import { ownersOf } from './owners-of.js';
import {
  AttachEvidenceInput,
  BeginCoverInput,
  EndCoverInput,
  LinkActionInput,
  ReinstateActionInput,
  UnlinkActionInput,
  WithdrawActionInput,
  WithdrawEvidenceInput,
} from './parts.inputs.js';

@Resolver(() => ActionPayload)
export class ActionPartsMutations {
  @Mutation(() => ActionPayload, {
    description: 'Says who stands in for an owner for a time. The action stays the owner’s.',
  })
  async beginCover(
    @Arg('input', () => BeginCoverInput, INPUT) input: BeginCoverInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const home = await homeOfAction(context, input.actionId);
    if (home === null) return refusedPayload(actionNotFound);
    checkMay(context.caller, home.tenant, 'beginCover');
    await settle(context, home.tenant);
    const understood = await context.read(async (tx) =>
      ownersOf(tx, home.tenant, home.planId, [input.covers, input.by]),
    );
    if ('code' in understood) {
      const field = understood.field?.replace('owners.0', 'covers').replace('owners.1', 'by') ?? null;
      return refusedPayload({ ...understood, field });
    }
    const [covers, by] = understood.owners.list as [Owner, Owner];
    const { from, until = null } = input;
    return change(
      context,
      'beginCover',
      input,
      ({ planId, actionId }) => ({
        type: 'BeginCover',
        planId,
        actionId,
        coverId: v7(),
        covers,
        by,
        from,
        until,
      }),
      understood.registrations,
    );
  }

  @Mutation(() => ActionPayload, { description: 'Says that nobody stands in any more.' })
  async endCover(
    @Arg('input', () => EndCoverInput, INPUT) input: EndCoverInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { coverId } = input;
    return change(context, 'endCover', input, ({ planId, actionId }) => ({
      type: 'EndCover',
      planId,
      actionId,
      coverId,
    }));
  }

  @Mutation(() => ActionPayload, {
    description:
      'Says that an action is no longer to be done. A reason is required; it leaves every list and count and stays in the history.',
  })
  async withdrawAction(
    @Arg('input', () => WithdrawActionInput, INPUT) input: WithdrawActionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return change(context, 'withdrawAction', input, ({ planId, actionId }) => ({
      type: 'WithdrawAction',
      planId,
      actionId,
    }));
  }

  @Mutation(() => ActionPayload, {
    description: 'Says that a withdrawn action is to be done after all. A reason is required.',
  })
  async reinstateAction(
    @Arg('input', () => ReinstateActionInput, INPUT) input: ReinstateActionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    return change(context, 'reinstateAction', input, ({ planId, actionId }) => ({
      type: 'ReinstateAction',
      planId,
      actionId,
    }));
  }

  @Mutation(() => ActionPayload, {
    description: 'Says how an action is related to another. Both show it; nothing is merged.',
  })
  async linkAction(
    @Arg('input', () => LinkActionInput, INPUT) input: LinkActionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const other = refOfKind(input.to, 'Action');
    const home = refOfKind(input.actionId, 'Action');
    if (other === null || other.tenant !== home?.tenant)
      return refusedPayload(refuse('action-not-found', 'to'));
    const { kind } = input;
    return change(context, 'linkAction', input, ({ planId, actionId }) => ({
      type: 'LinkAction',
      planId,
      actionId,
      linkId: v7(),
      kind,
      to: other.key,
    }));
  }

  @Mutation(() => ActionPayload, { description: 'Says that a relation does not hold.' })
  async unlinkAction(
    @Arg('input', () => UnlinkActionInput, INPUT) input: UnlinkActionInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { linkId } = input;
    return change(context, 'unlinkAction', input, ({ planId, actionId }) => ({
      type: 'UnlinkAction',
      planId,
      actionId,
      linkId,
    }));
  }

  @Mutation(() => ActionPayload, {
    description:
      'Names a document that shows how an action stands: where it lies, and what its bytes hash to.',
  })
  async attachEvidence(
    @Arg('input', () => AttachEvidenceInput, INPUT) input: AttachEvidenceInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { title, url, sha256, mediaType, size = null, claim = null } = input;
    const claimed = claim === null ? null : refOfKind(claim, 'Change');
    const home = refOfKind(input.actionId, 'Action');
    if (claim !== null && (claimed === null || claimed.tenant !== home?.tenant)) {
      return refusedPayload(refuse('event-not-found', 'claim'));
    }
    return change(context, 'attachEvidence', input, ({ planId, actionId }) => ({
      type: 'AttachEvidence',
      planId,
      actionId,
      evidenceId: v7(),
      title: seal(planSubject(planId), title),
      url: seal(planSubject(planId), url),
      sha256,
      mediaType,
      size,
      claim: claimed === null ? null : Number(claimed.key),
    }));
  }

  @Mutation(() => ActionPayload, {
    description: 'Takes evidence back. A reason is required; that it was attached stays in the history.',
  })
  async withdrawEvidence(
    @Arg('input', () => WithdrawEvidenceInput, INPUT) input: WithdrawEvidenceInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const { evidenceId } = input;
    return change(context, 'withdrawEvidence', input, ({ planId, actionId }) => ({
      type: 'WithdrawEvidence',
      planId,
      actionId,
      evidenceId,
    }));
  }
}
