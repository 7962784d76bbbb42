/** How the actions of a plan stand to their due dates: each list of them a field, all by the same rules. */
import { londonDay } from '@improvement-ledger/domain';
import type { DueListAsked, DueRow, PageFound } from '@improvement-ledger/projections';
import { actionRegister, dueListAt, overdueActions } from '@improvement-ledger/projections';
import { Arg, Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActionConnection, OverdueActionConnection } from '../action/action.types.js';
import type { ActionType } from '../action/action.types.js';
import { actionsOf } from '../action/present.js';
import { checkFirst, connectionOf, PageArguments } from '../connection.js';
import { dueCursor, duePlaceOf } from '../cursors.js';
import type { DueAgainst } from '../enums.js';
import { DueAgainstEnum } from '../enums.js';
import { DateScalar } from '../scalars.js';
import { PlanType } from './plan.types.js';

@Resolver(() => PlanType)
export class DueListsResolver {
  @FieldResolver(() => OverdueActionConnection, {
    nullable: true,
    description:
      'Its actions whose last day lies before a day, that are not withdrawn, and whose completion is neither claimed nor verified; the longest overdue first. What recurs is due again once a round was verified.',
  })
  async overdueActions(
    @Root() plan: PlanType,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description:
        "The day in London that due dates are compared with; unless given, the root's `asOf` day, else today: with a demonstration clock, the day of the council's last change. It does not move the point in time.",
    })
    on: string | null | undefined,
    @Arg('against', () => DueAgainstEnum, {
      defaultValue: 'current',
      description: 'Which due date counts: the one in force, or the original.',
    })
    against: DueAgainst,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<OverdueActionConnection> {
    const asked = { state: 'overdue', on: on ?? londonDay(plan.view.present), against } as const;
    const { found, actions } = await listed(plan, asked, page);
    return connectionOf(found, page.first, dueCursor, ({ actionId, day, daysOverdue }) => {
      const action = actions.get(actionId);
      return action && day !== null && daysOverdue !== null
        ? { action, lastDay: day, daysOverdue }
        : undefined;
    });
  }

  @FieldResolver(() => ActionConnection, {
    nullable: true,
    description: 'Its actions whose completion is claimed and not yet verified, by their last day.',
  })
  async awaitingVerification(
    @Root() plan: PlanType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ActionConnection> {
    return actionList(plan, { state: 'awaiting-verification' }, page);
  }

  @FieldResolver(() => ActionConnection, {
    nullable: true,
    description:
      'Its open actions that stand without an end, by the day from which they do. They are never overdue.',
  })
  async standingActions(
    @Root() plan: PlanType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ActionConnection> {
    return actionList(plan, { state: 'standing' }, page);
  }

  @FieldResolver(() => ActionConnection, {
    nullable: true,
    description: 'Its open actions without a date; `due.undatedReason` says why each has none.',
  })
  async undatedActions(
    @Root() plan: PlanType,
    @Arg('dateMissing', () => Boolean, {
      defaultValue: false,
      description: 'Only those for which somebody must find a date: promised, left blank, or not understood.',
    })
    dateMissing: boolean,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ActionConnection> {
    return actionList(plan, { state: 'undated', missingOnly: dateMissing }, page);
  }
}

const listed = async (
  { planId, view }: PlanType,
  asked: DueListAsked,
  { first, after }: PageArguments,
): Promise<{ readonly found: PageFound<DueRow>; readonly actions: ReadonlyMap<string, ActionType> }> => {
  checkFirst(first);
  const page = { after: duePlaceOf(after), first: first + 1 };
  const plan = { tenant: view.tenant, planId };
  const found = await view.read([overdueActions, actionRegister], async (tx) =>
    dueListAt(tx, plan, asked, view.at, page),
  );
  return { found, actions: await actionsOf(view, found.rows.slice(0, first)) };
};

const actionList = async (
  plan: PlanType,
  asked: Pick<DueListAsked, 'state' | 'missingOnly'>,
  page: PageArguments,
): Promise<ActionConnection> => {
  const on = londonDay(plan.view.present);
  const { found, actions } = await listed(plan, { ...asked, on, against: 'current' }, page);
  return connectionOf(found, page.first, dueCursor, ({ actionId }) => actions.get(actionId));
};
