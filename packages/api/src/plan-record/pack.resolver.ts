/** The packs of a plan, the rounds before them, and what has changed since a board. */
import { pack, round } from '@improvement-ledger/domain';
import { positionAt } from '@improvement-ledger/event-store';
import { Arg, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { PlanComparisonType } from '../comparison/comparison.types.js';
import { apiError } from '../errors.js';
import { refOf } from '../ids.js';
import { PlanType } from '../plan/plan.types.js';
import { meetingsIn } from './boards.js';
import type { Presented } from './object-type.js';
import { PackType, UpdateRoundType } from './pack.types.js';
import { comparedSince, presentPack, presentRound } from './packs.js';
import { recordsIn } from './records-in.js';

@Resolver(() => PlanType)
export class PackResolver {
  @FieldResolver(() => [PackType], {
    nullable: true,
    description: 'The packs that were issued about it, the earliest first.',
  })
  async packs(@Root() { planId, view }: PlanType): Promise<Presented[]> {
    return (await recordsIn(view, pack, planId)).map((row) => presentPack(row, view));
  }

  @FieldResolver(() => [UpdateRoundType], {
    nullable: true,
    description: 'The rounds of updates before meetings, the earliest first.',
  })
  async updateRounds(@Root() { planId, view }: PlanType): Promise<Presented[]> {
    return (await recordsIn(view, round, planId)).map((row) => presentRound(row, view));
  }

  @FieldResolver(() => PlanComparisonType, {
    nullable: true,
    description: 'What has changed since a meeting began, compared with what was true and known then.',
  })
  async sinceMeeting(
    @Root() { planId, view }: PlanType,
    @Arg('meetingId', () => ID, { description: 'The meeting.' }) meetingId: string,
  ): Promise<PlanComparisonType> {
    const { kind, tenant, key } = refOf(meetingId, 'meetingId');
    const found = kind === 'Meeting' && tenant === view.tenant ? await meetingsIn(view) : [];
    const meeting = found.find(({ id }) => id === key);
    if (meeting === undefined) {
      throw apiError('NOT_FOUND', 'There is no meeting with this id that you may see.', 'meetingId');
    }
    const asOf = meeting.from < view.present ? meeting.from : view.present;
    const knownAt = await view.read([], async (tx) => positionAt(tx, view.tenant, asOf));
    return comparedSince(view, planId, { asOf, knownAt });
  }
}
