/** Two points of a plan compared: what differs, and the changes between that made it so. */
import type { DifferingAction } from '@improvement-ledger/projections';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { ChangeType } from '../change/change.types.js';
import { checkFirst, connectionOf, PageArguments } from '../connection.js';
import type { ApiContext } from '../context.js';
import { actionCursor, actionPlaceOf } from '../cursors.js';
import { FIRST_MAX } from '../limits.js';
import { awaitPositions } from '../point.js';
import { compare, presentComparison } from './compare.js';
import { ComparisonArguments } from './comparison.inputs.js';
import {
  ActionDifferenceConnection,
  ActionDifferenceType,
  FieldDifferenceType,
  PlanComparisonType,
} from './comparison.types.js';
import { DifferencePage } from './difference-page.js';
import { viewsOf } from './points.js';

const firstDescription = `How many changes to return, the latest first: 1 to ${FIRST_MAX}; more is refused. The action's \`history\` has them all.`;

@Resolver(() => PlanComparisonType)
export class ComparisonResolver {
  @Query(() => PlanComparisonType, {
    nullable: true,
    description:
      'What differs between two points of a plan: actions added, withdrawn and changed, field by field, with the changes between, by whom and why.',
  })
  async planComparison(
    @Args(() => ComparisonArguments) args: ComparisonArguments,
    @Ctx() context: ApiContext,
  ): Promise<PlanComparisonType> {
    await awaitPositions(context, args.minPosition);
    return presentComparison(await compare(await viewsOf(context, args), args.filter ?? {}));
  }

  @FieldResolver(() => ActionDifferenceConnection, {
    description: 'The actions that differ, in the printed order of the plan: by workstream and commitment.',
  })
  actions(
    @Root() { compared }: PlanComparisonType,
    @Args(() => PageArguments) { first, after }: PageArguments,
  ): ActionDifferenceConnection {
    checkFirst(first);
    const { differences, workstreams } = compared;
    const begin = actionPlaceOf(after);
    const rest =
      begin === null ? differences : differences.filter(({ place }) => isAfter(place, begin.place));
    const page = new DifferencePage(compared, rest.slice(0, first));
    const found = { rows: rest.slice(0, first + 1), total: differences.length };
    return connectionOf(found, first, actionCursor, (difference): ActionDifferenceType => ({
      kind: difference.kind,
      workstream: workstreams.get(difference.workstreamId) ?? null,
      difference,
      page,
    }));
  }
}

const isAfter = (place: DifferingAction['place'], other: readonly number[]): boolean => {
  const index = place.findIndex((part, at) => part !== other[at]);
  return index >= 0 && (place[index] ?? 0) > (other[index] ?? 0);
};

@Resolver(() => ActionDifferenceType)
export class ActionDifferenceResolver {
  @FieldResolver(() => ActionType, {
    nullable: true,
    description: 'The action at the second point, or at the first where it is not there at the second.',
  })
  async action(@Root() { difference: { actionId }, page }: ActionDifferenceType): Promise<ActionType | null> {
    const after = (await page.actionsAt('to')).get(actionId);
    return after ?? (await page.actionsAt('from')).get(actionId) ?? null;
  }

  @FieldResolver(() => ActionType, {
    nullable: true,
    description: 'The action at the first point; null where it was not there yet.',
  })
  async before(@Root() { difference, page }: ActionDifferenceType): Promise<ActionType | null> {
    return (await page.actionsAt('from')).get(difference.actionId) ?? null;
  }

  @FieldResolver(() => ActionType, {
    nullable: true,
    description: 'The action at the second point, also where it was withdrawn.',
  })
  async after(@Root() { difference, page }: ActionDifferenceType): Promise<ActionType | null> {
    return (await page.actionsAt('to')).get(difference.actionId) ?? null;
  }

  @FieldResolver(() => [FieldDifferenceType], {
    description: 'The fields that differ. Of an action added or withdrawn: all that it holds, or held.',
  })
  async fields(@Root() { difference, page }: ActionDifferenceType): Promise<FieldDifferenceType[]> {
    return (await page.fieldsOf(difference)).map((differing) => ({ ...differing, page }));
  }

  @FieldResolver(() => Int, { description: 'How many changes of the action lie between the points.' })
  async changeCount(@Root() { difference: { actionId }, page }: ActionDifferenceType): Promise<number> {
    return (await page.between({ actionId, facet: null })).total;
  }

  @FieldResolver(() => [ChangeType], {
    description:
      'The changes of the action between the points: recorded, or come into force, since the first. Also those that were undone again.',
  })
  async changes(
    @Root() { difference: { actionId }, page }: ActionDifferenceType,
    @Arg('first', () => Int, { description: firstDescription }) first: number,
  ): Promise<ChangeType[]> {
    checkFirst(first);
    return page.changes('actions', { actionId, facet: null }, first);
  }
}

@Resolver(() => FieldDifferenceType)
export class FieldDifferenceResolver {
  @FieldResolver(() => Int, { description: 'How many changes of the field lie between the points.' })
  async changeCount(@Root() { actionId, facet, page }: FieldDifferenceType): Promise<number> {
    return (await page.between({ actionId, facet })).total;
  }

  @FieldResolver(() => [ChangeType], {
    description:
      'The changes of the field between the points. What defines an action (reference, title, place, commitment, details, first due date) is said, and put right, as one.',
  })
  async changes(
    @Root() { actionId, facet, page }: FieldDifferenceType,
    @Arg('first', () => Int, { description: firstDescription }) first: number,
  ): Promise<ChangeType[]> {
    checkFirst(first);
    return page.changes('facets', { actionId, facet }, first);
  }
}
