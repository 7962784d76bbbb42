/** What costs more than the rest of a RAG history, and is found out where somebody asks: the changes behind it, for a page at once. */
import { daysBetween, londonDay } from '@improvement-ledger/domain';
import { FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { ChangeType } from '../change/change.types.js';
import { RagDifferenceType, RagIntervalType, RagTransitionType } from './rag-history.types.js';
import { changesOn } from './rag-page.js';

@Resolver(() => RagIntervalType)
export class RagIntervalResolver {
  @FieldResolver(() => Int, {
    description:
      'How many actions stood otherwise than was known then; `RagHistory.recordedLate` lists them.',
  })
  recordedLate(@Root() { late }: RagIntervalType): number {
    return late();
  }
}

@Resolver(() => RagTransitionType)
export class RagTransitionResolver {
  @FieldResolver(() => ChangeType, {
    nullable: true,
    description:
      'The event that says so, or the correction that put it right: who, when, why and from where.',
  })
  async change(@Root() { page, row }: RagTransitionType): Promise<ChangeType | null> {
    return (await changesOn(page)).get(row.position) ?? null;
  }
}

const changesOf = async ({ page, row }: RagDifferenceType): Promise<ChangeType[]> => {
  const changes = await changesOn(page);
  return row.positions.flatMap((position) => changes.get(position) ?? []);
};

@Resolver(() => RagDifferenceType)
export class RagDifferenceResolver {
  @FieldResolver(() => [ChangeType], {
    description:
      'What was recorded after the end of the interval and makes the difference, in the order of recording.',
  })
  async changes(@Root() difference: RagDifferenceType): Promise<ChangeType[]> {
    return changesOf(difference);
  }

  @FieldResolver(() => Int, {
    description:
      'Whole calendar days from the last day of the interval to that on which the last of them was recorded.',
  })
  async daysLate(@Root() difference: RagDifferenceType): Promise<number> {
    const recorded = (await changesOf(difference)).map(({ recordedAt }) => londonDay(recordedAt)).toSorted();
    return Math.max(0, daysBetween(difference.lastDay, recorded.at(-1) ?? difference.lastDay));
  }
}
