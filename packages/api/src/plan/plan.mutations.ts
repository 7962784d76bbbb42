/** Drafting a plan and building its structure. */
import type { Refusal } from '@improvement-ledger/domain';
import { commitment, plan, planSubject, refuse, seal, workstream } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { lastPartPlace } from '@improvement-ledger/projections';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { v7 } from 'uuid';
import { carryOut, refusedPayload } from '../commands/carry-out.js';
import { homeOfWorkstream, settle } from '../commands/home.js';
import { INPUT } from '../commands/input.types.js';
import type { MutationPayload } from '../commands/payload.types.js';
import { planSeen } from '../commands/seen.js';
import type { ApiContext } from '../context.js';
import { maySee } from '../context.js';
import { globalId, refOfKind } from '../ids.js';
import { checkMay } from '../permission.js';
import {
  AddCommitmentInput,
  AddWorkstreamInput,
  DraftPlanInput,
  PlanPayload,
  SetPlanRulesInput,
  SetRagVocabularyInput,
} from './plan.inputs.js';
import { PlanType } from './plan.types.js';
import { ratingsOf } from './ratings-of.js';

const nextPlace = async (context: ApiContext, tenant: string, parentId: string): Promise<number> => {
  await settle(context, tenant);
  return 1 + (await context.read(async (tx) => lastPartPlace(tx, tenant, parentId)));
};

const planRefusal: Refusal = refuse('plan-not-found', 'planId');

@Resolver(() => PlanPayload)
export class PlanMutations {
  @Mutation(() => PlanPayload, { description: 'Drafts an improvement plan.' })
  async draftPlan(
    @Arg('input', () => DraftPlanInput, INPUT) input: DraftPlanInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    if (!maySee(context, input.council)) return refusedPayload(refuse('council-not-found', 'council'));
    checkMay(context.caller, input.council, 'draftPlan');
    const planId = v7();
    const subject = planSubject(planId);
    const { title, inForceFrom = null, ratings } = input;
    const command = {
      type: 'DraftPlan',
      planId,
      title: seal(subject, title),
      inForceFrom,
      ratings: ratingsOf(planId, ratings),
    } as const;
    const steps = [step(plan, planId, command)];
    return carryOut(context, {
      mutation: 'draftPlan',
      tenant: input.council,
      subject,
      id: planId,
      steps,
      input,
    });
  }

  @Mutation(() => PlanPayload, { description: "Sets the plan's ratings; a new version of its vocabulary." })
  async setRagVocabulary(
    @Arg('input', () => SetRagVocabularyInput, INPUT) input: SetRagVocabularyInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const ref = refOfKind(input.planId, 'Plan');
    if (ref === null || !maySee(context, ref.tenant)) return refusedPayload(planRefusal);
    const { tenant, key: planId } = ref;
    checkMay(context.caller, tenant, 'setRagVocabulary');
    const command = { type: 'SetRagVocabulary', planId, ratings: ratingsOf(planId, input.ratings) } as const;
    const steps = [step(plan, planId, command)];
    return carryOut(context, {
      mutation: 'setRagVocabulary',
      tenant,
      subject: planSubject(planId),
      id: planId,
      steps,
      input,
    });
  }

  @Mutation(() => PlanPayload, {
    description: 'Says what the plan demands of those who keep it: whether a moved due date needs approval.',
  })
  async setPlanRules(
    @Arg('input', () => SetPlanRulesInput, INPUT) input: SetPlanRulesInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const ref = refOfKind(input.planId, 'Plan');
    if (ref === null || !maySee(context, ref.tenant)) return refusedPayload(planRefusal);
    const { tenant, key: planId } = ref;
    const { dueDateChangesNeedApproval, ownApprovalAllowed } = input;
    const command = { type: 'SetPlanRules', planId, dueDateChangesNeedApproval, ownApprovalAllowed } as const;
    const steps = [step(plan, planId, command)];
    return carryOut(context, {
      mutation: 'setPlanRules',
      tenant,
      subject: planSubject(planId),
      id: planId,
      steps,
      input,
    });
  }

  @Mutation(() => PlanPayload, { description: 'Adds a workstream to a plan.' })
  async addWorkstream(
    @Arg('input', () => AddWorkstreamInput, INPUT) input: AddWorkstreamInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const ref = refOfKind(input.planId, 'Plan');
    if (ref === null || !maySee(context, ref.tenant)) return refusedPayload(planRefusal);
    const { tenant, key: planId } = ref;
    checkMay(context.caller, tenant, 'addWorkstream');
    const subject = planSubject(planId);
    const place = input.place ?? (await nextPlace(context, tenant, planId));
    const workstreamId = v7();
    const { reference, title } = input;
    const command = {
      type: 'AddWorkstream',
      planId,
      workstreamId,
      reference,
      place,
      title: seal(subject, title),
    } as const;
    const steps = [step(workstream, workstreamId, command)];
    return carryOut(context, {
      mutation: 'addWorkstream',
      tenant,
      subject,
      id: planId,
      added: { kind: 'Workstream', id: workstreamId },
      steps,
      input,
    });
  }

  @Mutation(() => PlanPayload, { description: 'Adds a commitment to a workstream.' })
  async addCommitment(
    @Arg('input', () => AddCommitmentInput, INPUT) input: AddCommitmentInput,
    @Ctx() context: ApiContext,
  ): Promise<MutationPayload> {
    const home = await homeOfWorkstream(context, input.workstreamId);
    if (home === null) return refusedPayload(refuse('workstream-not-found', 'workstreamId'));
    const { tenant, planId, workstreamId } = home;
    checkMay(context.caller, tenant, 'addCommitment');
    const subject = planSubject(planId);
    const place = input.place ?? (await nextPlace(context, tenant, workstreamId));
    const commitmentId = v7();
    const { reference, title } = input;
    const command = {
      type: 'AddCommitment',
      planId,
      workstreamId,
      commitmentId,
      reference,
      place,
      title: seal(subject, title),
    } as const;
    const steps = [step(commitment, commitmentId, command)];
    return carryOut(context, {
      mutation: 'addCommitment',
      tenant,
      subject,
      id: planId,
      added: { kind: 'Commitment', id: commitmentId },
      steps,
      input,
    });
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The global id of the workstream or commitment that was added; null when none was.',
  })
  added(@Root() { changed }: MutationPayload): string | null {
    const added = changed?.added ?? null;
    return changed === null || added === null ? null : globalId(added.kind, changed.tenant, added.id);
  }

  @FieldResolver(() => PlanType, {
    nullable: true,
    description: 'The plan as the change left it; null when it was refused, or is not to be read yet.',
  })
  async plan(
    @Root() { changed, position }: MutationPayload,
    @Ctx() context: ApiContext,
  ): Promise<PlanType | null> {
    return planSeen(context, changed, position);
  }
}
