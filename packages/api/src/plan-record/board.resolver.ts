/** The bodies and meetings of a council, and who answers for a workstream. */
import type { MeetingStatus } from '@improvement-ledger/domain';
import { Arg, Args, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { pageOf, PageArguments } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { checkUuid } from '../ids.js';
import { WorkstreamType } from '../plan/plan.types.js';
import { BodyType, MeetingConnection, MeetingStatusEnum, StewardsType } from './board.types.js';
import { bodiesIn, meetingsIn, presentMeeting, stewardsIn } from './boards.js';
import type { Presented } from './object-type.js';

@Resolver(() => CouncilType)
export class BoardResolver {
  @FieldResolver(() => [BodyType], {
    nullable: true,
    description: 'Its boards, committees and panels, in the order in which they were named.',
  })
  async bodies(@Root() { view }: CouncilType): Promise<Presented[]> {
    return bodiesIn(view);
  }

  @FieldResolver(() => MeetingConnection, {
    nullable: true,
    description: 'Meetings of its bodies, in the order in which they are or were; also those to come.',
  })
  async meetings(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('bodyId', () => ID, { nullable: true, description: 'Only those of this body.' })
    bodyId?: string | null,
    @Arg('status', () => MeetingStatusEnum, { nullable: true, description: 'Only those that stand so.' })
    status?: MeetingStatus | null,
  ): Promise<MeetingConnection> {
    const wanted = checkUuid(bodyId, 'bodyId');
    const listed = (await meetingsIn(view)).filter(
      (each) => (wanted === null || each.bodyId === wanted) && (status ?? each.status) === each.status,
    );
    return pageOf(
      listed,
      page,
      ({ id }) => id,
      (row) => presentMeeting(row, view),
    );
  }
}

@Resolver(() => WorkstreamType)
export class StewardsResolver {
  @FieldResolver(() => StewardsType, {
    nullable: true,
    description: 'Who answers for it: sponsors, those who support them, operational leads; and its outcome.',
  })
  async stewards(@Root() { planId, key, view }: WorkstreamType): Promise<Presented | null> {
    return stewardsIn(view, planId, key);
  }
}
