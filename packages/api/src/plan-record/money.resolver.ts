/** What a plan costs, what was asked for, and which figures do not agree. */
import { Arg, Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { pageOf, PageArguments } from '../connection.js';
import { PlanType } from '../plan/plan.types.js';
import { costsIn, costTotalsIn, flagsIn, presentCost, resourcesIn } from './money.js';
import type { CostGroup } from './money.types.js';
import {
  CostConnection,
  CostGroupEnum,
  CostTotalType,
  ReconciliationFlagType,
  ResourcesType,
} from './money.types.js';
import type { Presented } from './object-type.js';

@Resolver(() => PlanType)
export class MoneyResolver {
  @FieldResolver(() => CostConnection, {
    nullable: true,
    description: 'What it costs, in the order of recording; what was withdrawn is left out.',
  })
  async costs(
    @Root() { planId, view }: PlanType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<CostConnection> {
    return pageOf(
      await costsIn(view, planId),
      page,
      ({ id }) => id,
      (row) => presentCost(row, view),
    );
  }

  @FieldResolver(() => [CostTotalType], { nullable: true, description: 'Its costs added up, as computed.' })
  async costTotals(
    @Root() { planId, view }: PlanType,
    @Arg('by', () => CostGroupEnum, { defaultValue: 'year', description: 'By what.' }) by: CostGroup,
  ): Promise<Presented[]> {
    return costTotalsIn(view, planId, by);
  }

  @FieldResolver(() => [ReconciliationFlagType], {
    nullable: true,
    description: 'Figures that should agree and do not, as printed and as computed. None is repaired.',
  })
  async reconciliationFlags(@Root() { planId, view }: PlanType): Promise<Presented[]> {
    return flagsIn(view, planId);
  }

  @FieldResolver(() => ResourcesType, {
    nullable: true,
    description: 'The posts that were asked for, by an agency and as permanent staff.',
  })
  async resources(@Root() { planId, view }: PlanType): Promise<Presented> {
    return resourcesIn(view, planId);
  }
}
