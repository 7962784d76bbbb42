/** Whose RAG history can be asked for: a plan's, a workstream's, a commitment's, an action's, an owner's within a plan. */
import { Arg, Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { CommitmentType, PlanType, WorkstreamType } from '../plan/plan.types.js';
import { findRagHistory } from './find.js';
import { OwnerSoughtInput, RagHistoryArguments } from './rag-history.inputs.js';
import { RagHistoryType } from './rag-history.types.js';

@Resolver(() => PlanType)
export class PlanRagHistoryResolver {
  @FieldResolver(() => RagHistoryType, {
    nullable: true,
    description: 'How its actions were rated over time, all of them or those of an owner.',
  })
  async ragHistory(
    @Root() { planId, view }: PlanType,
    @Args(() => RagHistoryArguments) asked: RagHistoryArguments,
    @Arg('owner', () => OwnerSoughtInput, {
      nullable: true,
      description:
        'Count an action only on the days on which this owner had it. Who stands in for them has not.',
    })
    owner?: OwnerSoughtInput | null,
  ): Promise<RagHistoryType> {
    return findRagHistory({ view, planId, actionId: null, group: null }, asked, owner ?? null);
  }
}

@Resolver(() => WorkstreamType)
export class WorkstreamRagHistoryResolver {
  @FieldResolver(() => RagHistoryType, {
    nullable: true,
    description: 'How the actions under it were rated over time, each while it stood under it.',
  })
  async ragHistory(
    @Root() { planId, view, key }: WorkstreamType,
    @Args(() => RagHistoryArguments) asked: RagHistoryArguments,
  ): Promise<RagHistoryType> {
    return findRagHistory({ view, planId, actionId: null, group: key }, asked, null);
  }
}

@Resolver(() => CommitmentType)
export class CommitmentRagHistoryResolver {
  @FieldResolver(() => RagHistoryType, {
    nullable: true,
    description: 'How the actions under it were rated over time, each while it stood under it.',
  })
  async ragHistory(
    @Root() { planId, view, key }: CommitmentType,
    @Args(() => RagHistoryArguments) asked: RagHistoryArguments,
  ): Promise<RagHistoryType> {
    return findRagHistory({ view, planId, actionId: null, group: key }, asked, null);
  }
}

@Resolver(() => ActionType)
export class ActionRagHistoryResolver {
  @FieldResolver(() => RagHistoryType, {
    nullable: true,
    description: 'How it was rated over time; unless `from` is given, from when it is part of the plan.',
  })
  async ragHistory(
    @Root() { planId, view, actionId }: ActionType,
    @Args(() => RagHistoryArguments) asked: RagHistoryArguments,
  ): Promise<RagHistoryType> {
    return findRagHistory({ view, planId, actionId, group: null }, asked, null);
  }
}
