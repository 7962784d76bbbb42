/** By what success is known, which version of a plan is in force, and whether it was closed. */
import { Arg, Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { achievedOf } from '@improvement-ledger/domain';
import { pageOf, PageArguments } from '../connection.js';
import { PlanType } from '../plan/plan.types.js';
import type { Presented } from './object-type.js';
import { ClosingType, PlanVersionType, SuccessMeasureConnection } from './version.types.js';
import { closingIn, inForceIn, measuresIn, presentMeasure, presentVersion, versionsIn } from './versions.js';

@Resolver(() => PlanType)
export class VersionResolver {
  @FieldResolver(() => SuccessMeasureConnection, {
    nullable: true,
    description: 'By what it is known that it succeeds, in the order of recording.',
  })
  async measures(
    @Root() { planId, view }: PlanType,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('achieved', () => Boolean, { nullable: true, description: 'Only those that are met, or are not.' })
    achieved?: boolean | null,
  ): Promise<SuccessMeasureConnection> {
    const all = (await measuresIn(view, planId)).filter(
      (row) => (achieved ?? achievedOf(row) !== null) === (achievedOf(row) !== null),
    );
    return pageOf(
      all,
      page,
      ({ id }) => id,
      (row) => presentMeasure(row, view),
    );
  }

  @FieldResolver(() => [PlanVersionType], {
    nullable: true,
    description: 'Its versions, in the order in which they were drafted.',
  })
  async versions(@Root() { planId, view }: PlanType): Promise<Presented[]> {
    return (await versionsIn(view, planId)).map((row) => presentVersion(row, view));
  }

  @FieldResolver(() => PlanVersionType, {
    nullable: true,
    description: 'The version in force at the point asked about: the one approved last and not superseded.',
  })
  async versionInForce(@Root() { planId, view }: PlanType): Promise<Presented | null> {
    const row = await inForceIn(view, planId);
    return row === null ? null : presentVersion(row, view);
  }

  @FieldResolver(() => ClosingType, {
    nullable: true,
    description: 'That it was closed; null while it is not.',
  })
  async closing(@Root() { planId, view }: PlanType): Promise<Presented | null> {
    return closingIn(view, planId);
  }
}
