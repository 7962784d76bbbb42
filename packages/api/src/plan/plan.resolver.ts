/** A plan and what is asked of it: what it is made of, its actions. */
import { streamOf } from '@improvement-ledger/domain';
import { readStreams } from '@improvement-ledger/event-store';
import { actionPageAt, actionRegister, councilByCode, planStructure } from '@improvement-ledger/projections';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { ActionConnection } from '../action/action.types.js';
import { actionsOf } from '../action/present.js';
import { RootArguments } from '../arguments.js';
import { checkFirst, connectionOf, PageArguments } from '../connection.js';
import type { ApiContext } from '../context.js';
import { CouncilType } from '../council/council.types.js';
import { presentCouncil } from '../council/council.resolver.js';
import { actionCursor, actionPlaceOf } from '../cursors.js';
import { apiError } from '../errors.js';
import { awaitPositions } from '../point.js';
import { planAt } from '../roots.js';
import { structureIn } from '../view.js';
import { PlanType, WorkstreamType } from './plan.types.js';
import { presentWorkstream } from './present.js';

@Resolver(() => PlanType)
export class PlanResolver {
  @Query(() => PlanType, { nullable: true, description: 'One plan, as known and true at a point.' })
  async plan(@Args(() => RootArguments) args: RootArguments, @Ctx() context: ApiContext): Promise<PlanType> {
    await awaitPositions(context, args.minPosition);
    return planAt(context, args);
  }

  @FieldResolver(() => CouncilType, { description: 'The council whose plan it is.' })
  async council(@Root() { view }: PlanType): Promise<CouncilType> {
    const row = await view.read([], async (tx) => councilByCode(tx, view.tenant));
    if (row === null) throw apiError('NOT_FOUND', 'The council is not there.');
    return presentCouncil(row, view);
  }

  @FieldResolver(() => Int, {
    description: 'How many events its own record has: give it as `expectedVersion`.',
  })
  async version(@Root() { planId, view }: PlanType): Promise<number> {
    const events = await view.read([], async (tx) =>
      readStreams(tx, view.tenant, [streamOf('plan', planId)]),
    );
    return events.filter(({ position }) => position <= view.at.knownAt).length;
  }

  @FieldResolver(() => [WorkstreamType], {
    nullable: true,
    description: 'Its workstreams with their commitments, in the order of the plan.',
  })
  async workstreams(@Root() { planId, view }: PlanType): Promise<WorkstreamType[]> {
    const structure = await structureIn(view, planId);
    return structure
      .filter(({ kind }) => kind === 'workstream')
      .map((row) => presentWorkstream(row, structure, view));
  }

  @FieldResolver(() => ActionConnection, {
    nullable: true,
    description: 'Its actions, in the order of the plan; those withdrawn only when asked for.',
  })
  async actions(
    @Root() { planId, view }: PlanType,
    @Arg('withdrawn', () => Boolean, {
      defaultValue: false,
      description: 'List those withdrawn as well, and count them.',
    })
    withdrawn: boolean,
    @Args(() => PageArguments) { first, after }: PageArguments,
  ): Promise<ActionConnection> {
    checkFirst(first);
    const asked = { after: actionPlaceOf(after), first: first + 1 };
    const plan = { tenant: view.tenant, planId, withdrawn };
    const found = await view.read([actionRegister, planStructure], async (tx) =>
      actionPageAt(tx, plan, view.at, asked),
    );
    const actions = await actionsOf(view, found.rows.slice(0, first));
    return connectionOf(found, first, actionCursor, ({ actionId }) => actions.get(actionId));
  }
}
