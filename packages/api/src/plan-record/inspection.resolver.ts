/** The inspections of a council, and what they recommended. */
import { Arg, Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { pageOf, PageArguments } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { InspectionConnection, RecommendationConnection } from './inspection.types.js';
import {
  inspectionsIn,
  presentInspection,
  presentRecommendation,
  recommendationsOf,
  unanswered,
} from './inspections.js';

@Resolver(() => CouncilType)
export class InspectionResolver {
  @FieldResolver(() => InspectionConnection, {
    nullable: true,
    description: 'Its inspections and visits, the earliest first.',
  })
  async inspections(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<InspectionConnection> {
    const all = await inspectionsIn(view);
    return pageOf(
      all,
      page,
      ({ id }) => id,
      (row) => presentInspection(row, view),
    );
  }

  @FieldResolver(() => RecommendationConnection, {
    nullable: true,
    description: 'What its inspections recommended, by inspection and number.',
  })
  async recommendations(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('withoutAction', () => Boolean, {
      nullable: true,
      description: 'Only those that no action answers, or that one does.',
    })
    withoutAction?: boolean | null,
  ): Promise<RecommendationConnection> {
    const listed = (await inspectionsIn(view)).flatMap((row) =>
      recommendationsOf(row).map((data) => ({ data, row })),
    );
    const wanted = await Promise.all(
      listed.map(async ({ data, row }) =>
        withoutAction === null || withoutAction === undefined
          ? true
          : (await unanswered(view, data, row)) === withoutAction,
      ),
    );
    return pageOf(
      listed.filter((_, index) => wanted[index]),
      page,
      ({ data }) => data.recommendationId,
      ({ data, row }) => presentRecommendation(data, row, view),
    );
  }
}
