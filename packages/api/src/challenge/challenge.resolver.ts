/** The challenges of a plan and of an action, and what each is about. */
import { FieldResolver, Arg, Args, Resolver, Root } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { presentActionsById } from '../action/present.js';
import { pageOf, PageArguments } from '../connection.js';
import type { ChallengeStatus } from '../enums.js';
import { ChallengeStatusEnum } from '../enums.js';
import { apiError } from '../errors.js';
import { PlanType } from '../plan/plan.types.js';
import { presentPlan } from '../plan/present.js';
import { planIn } from '../view.js';
import { ChallengeConnection, ChallengeType } from './challenge.types.js';
import { challengesIn } from './present.js';

@Resolver(() => PlanType)
export class PlanChallengesResolver {
  @FieldResolver(() => ChallengeConnection, {
    nullable: true,
    description: 'What was asked of it and of its actions, in the order of asking.',
  })
  async challenges(
    @Root() { planId, view }: PlanType,
    @Arg('status', () => ChallengeStatusEnum, { nullable: true, description: 'Only those that stand so.' })
    status: ChallengeStatus | null | undefined,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ChallengeConnection> {
    const all = await challengesIn(view, { planId });
    const listed = all.filter((each) => status === null || status === undefined || each.status === status);
    return pageOf(
      listed,
      page,
      ({ id }) => id,
      (each) => each,
    );
  }
}

@Resolver(() => ActionType)
export class ActionChallengesResolver {
  @FieldResolver(() => [ChallengeType], {
    nullable: true,
    description: 'What was asked of it, in the order of asking.',
  })
  async challenges(@Root() { actionId, view, page }: ActionType): Promise<ChallengeType[]> {
    const asked = `challenges ${page.actionIds.join()}`;
    const known = view.asked.get(asked) as Promise<ChallengeType[]> | undefined;
    const all = known ?? challengesIn(view, { actionIds: page.actionIds });
    view.asked.set(asked, all);
    return (await all).filter(({ about }) => about === actionId);
  }
}

@Resolver(() => ChallengeType)
export class ChallengeResolver {
  @FieldResolver(() => PlanType, {
    description: 'The plan that is in question, or that the action belongs to.',
  })
  async plan(@Root() { planId, view }: ChallengeType): Promise<PlanType> {
    const row = await planIn(view, planId);
    if (row === null) throw apiError('NOT_FOUND', 'The plan is not there at this point.');
    return presentPlan(row, view);
  }

  @FieldResolver(() => ActionType, {
    nullable: true,
    description: 'The action in question; null: the plan as a whole.',
  })
  async action(@Root() { about, view }: ChallengeType): Promise<ActionType | null> {
    if (about === null) return null;
    const [action = null] = await presentActionsById(view, [about]);
    return action;
  }
}
