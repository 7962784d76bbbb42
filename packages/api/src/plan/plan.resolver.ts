/** A plan and what is asked of it: its actions, what is overdue, how ratings moved. */
import { londonDay, streamOf } from '@improvement-ledger/domain';
import { readStreams } from '@improvement-ledger/event-store';
import { councilByCode, overdueAt } from '@improvement-ledger/projections';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { ActionConnection, OverdueActionConnection } from '../action/action.types.js';
import { presentActions } from '../action/present.js';
import { RootArguments } from '../arguments.js';
import { PageArguments, pageOf } from '../connection.js';
import type { ApiContext } from '../context.js';
import { CouncilType } from '../council/council.types.js';
import { presentCouncil } from '../council/council.resolver.js';
import { apiError } from '../errors.js';
import { awaitPositions } from '../point.js';
import { planAt } from '../roots.js';
import { DateScalar, EffectiveTimeScalar } from '../scalars.js';
import { structureIn } from '../view.js';
import { PlanType, RagMonthType, WorkstreamType } from './plan.types.js';
import { presentWorkstream } from './present.js';
import { ragMonths } from './rag-months.js';

@Resolver(() => PlanType)
export class PlanResolver {
  @Query(() => PlanType, { nullable: true, description: 'One plan, as known and true at a point.' })
  async plan(@Args(() => RootArguments) args: RootArguments, @Ctx() context: ApiContext): Promise<PlanType> {
    await awaitPositions(context, args.minPosition);
    return planAt(context, args);
  }

  @FieldResolver(() => CouncilType, { description: 'The council whose plan it is.' })
  async council(@Root() { view }: PlanType): Promise<CouncilType> {
    const row = await view.read(async (tx) => councilByCode(tx, view.tenant));
    if (row === null) throw apiError('NOT_FOUND', 'The council is not there.');
    return presentCouncil(row, view);
  }

  @FieldResolver(() => Int, {
    description: 'How many events its own record has: give it as `expectedVersion`.',
  })
  async version(@Root() { planId, view }: PlanType): Promise<number> {
    const events = await view.read(async (tx) => readStreams(tx, view.tenant, [streamOf('plan', planId)]));
    return events.filter(({ position }) => position <= view.at.knownAt).length;
  }

  @FieldResolver(() => [WorkstreamType], {
    description: 'Its workstreams with their commitments, in the order of the plan.',
  })
  async workstreams(@Root() { planId, view }: PlanType): Promise<WorkstreamType[]> {
    const structure = await structureIn(view, planId);
    return structure
      .filter(({ kind }) => kind === 'workstream')
      .map((row) => presentWorkstream(row, structure, view));
  }

  @FieldResolver(() => ActionConnection, { description: 'Its actions, in the order of the plan.' })
  async actions(
    @Root() plan: PlanType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ActionConnection> {
    const actions = await presentActions(plan.view, plan.planId);
    return pageOf(
      actions,
      page,
      ({ actionId }) => actionId,
      (action) => action,
    );
  }

  @FieldResolver(() => OverdueActionConnection, {
    description:
      'Its actions whose last day lies before a day and whose completion is neither claimed nor verified, the longest overdue first.',
  })
  async overdueActions(
    @Root() { planId, view }: PlanType,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description:
        "The day in London that due dates are compared with; unless given, the root's `asOf` day, else today. It does not move the point in time.",
    })
    on: string | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<OverdueActionConnection> {
    const now = new Date().toISOString();
    const day = on ?? londonDay(view.at.asOf < now ? view.at.asOf : now);
    const overdue = await view.read(async (tx) =>
      overdueAt(tx, { tenant: view.tenant, planId }, day, view.at),
    );
    const actions = new Map((await presentActions(view, planId)).map((action) => [action.actionId, action]));
    const known = overdue.flatMap(({ actionId, lastDay, daysOverdue }) => {
      const action = actions.get(actionId);
      return action === undefined ? [] : [{ action, lastDay, daysOverdue }];
    });
    return pageOf(
      known,
      page,
      ({ action }) => action.actionId,
      (overdueAction) => overdueAction,
    );
  }

  @FieldResolver(() => [RagMonthType], {
    description:
      'How many actions stood at each rating at the end of each month, as known then and as known now.',
  })
  async ragHistory(
    @Root() plan: PlanType,
    @Arg('from', () => EffectiveTimeScalar, {
      nullable: true,
      description: "The first month, `2015-07`; that of the plan's first action, unless given.",
    })
    from?: string | null,
    @Arg('to', () => EffectiveTimeScalar, {
      nullable: true,
      description: 'The last month; that of the point asked about, unless given.',
    })
    to?: string | null,
  ): Promise<RagMonthType[]> {
    return ragMonths(plan, { from: from ?? null, to: to ?? null });
  }
}
