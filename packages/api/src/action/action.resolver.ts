/** One action, and its history. */
import { actionHistory, historyPositions } from '@improvement-ledger/projections';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { RootArguments } from '../arguments.js';
import { ChangeConnection } from '../change/change.types.js';
import { changeConnection, changesAt, checkAfter } from '../change/page.js';
import { checkFirst } from '../connection.js';
import type { ApiContext } from '../context.js';
import { apiError } from '../errors.js';
import { FIRST_MAX } from '../limits.js';
import { CommitmentType, PlanType } from '../plan/plan.types.js';
import { presentCommitment, presentPlan } from '../plan/present.js';
import { awaitPositions } from '../point.js';
import { actionAt } from '../roots.js';
import { PositionScalar } from '../scalars.js';
import { planIn, structureIn } from '../view.js';
import { ActionType } from './action.types.js';

@Resolver(() => ActionType)
export class ActionResolver {
  @Query(() => ActionType, { nullable: true, description: 'One action, as known and true at a point.' })
  async action(
    @Args(() => RootArguments) args: RootArguments,
    @Ctx() context: ApiContext,
  ): Promise<ActionType> {
    await awaitPositions(context, args.minPosition);
    return actionAt(context, args);
  }

  @FieldResolver(() => PlanType, { description: 'The plan that it belongs to.' })
  async plan(@Root() { planId, view }: ActionType): Promise<PlanType> {
    const row = await planIn(view, planId);
    if (row === null) throw apiError('NOT_FOUND', 'The plan is not there at this point.');
    return presentPlan(row, view);
  }

  @FieldResolver(() => CommitmentType, { nullable: true, description: 'The commitment that it carries out.' })
  async commitment(@Root() { planId, commitmentId, view }: ActionType): Promise<CommitmentType | null> {
    const row = (await structureIn(view, planId)).find(({ id }) => id === commitmentId);
    return row === undefined ? null : presentCommitment(row, view);
  }

  @FieldResolver(() => ChangeConnection, {
    nullable: true,
    description: 'Everything that was said of it, in the order of recording, up to what is known.',
  })
  async history(
    @Root() { actionId, view }: ActionType,
    @Arg('first', () => Int, {
      description: `How many changes to return: 1 to ${FIRST_MAX}; more is refused.`,
    })
    first: number,
    @Arg('after', () => PositionScalar, {
      defaultValue: 0,
      description: 'Return changes after this position.',
    })
    after: number,
  ): Promise<ChangeConnection> {
    checkFirst(first);
    const { knownAt } = view.at;
    return view.read([actionHistory], async (tx) => {
      await checkAfter(tx, view, after);
      const action = { tenant: view.tenant, actionId };
      const positions = await historyPositions(tx, action, { after, first: first + 1, knownAt });
      const changes = await changesAt(tx, view, positions.slice(0, first));
      return changeConnection(changes, { hasNextPage: positions.length > first, after, head: knownAt });
    });
  }
}
