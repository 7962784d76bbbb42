/** Councils, and what changed in them. */
import { textOf } from '@improvement-ledger/domain';
import type { Membership } from '@improvement-ledger/event-store';
import { readFeed } from '@improvement-ledger/event-store';
import type { CouncilRow } from '@improvement-ledger/projections';
import { councilAt, councilByCode, councils } from '@improvement-ledger/projections';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { CouncilArguments } from '../arguments.js';
import { ChangeConnection } from '../change/change.types.js';
import { changeConnection, checkAfter, presentChanges } from '../change/page.js';
import { checkFirst, PageArguments, pageOf } from '../connection.js';
import { councilsOf, unauthenticated } from '../caller.js';
import type { ApiContext } from '../context.js';
import { apiError } from '../errors.js';
import { FIRST_MAX } from '../limits.js';
import { globalId } from '../ids.js';
import { PlanConnection } from '../plan/plan.types.js';
import { presentPlan } from '../plan/present.js';
import { awaitPositions, pointOf } from '../point.js';
import { PositionScalar } from '../scalars.js';
import type { View } from '../view.js';
import { namesOf, plansIn, viewOf } from '../view.js';
import { CouncilType, ViewerType } from './council.types.js';

export const presentCouncil = (row: CouncilRow, view: View): CouncilType => ({
  id: globalId('Council', row.key, row.key),
  key: row.key,
  name: textOf(row.name),
  gssCode: row.gssCode,
  dfeNumber: row.dfeNumber,
  clock: row.clock,
  position: view.at.knownAt,
  view,
});

const nameIn = async (context: ApiContext, held: Membership | undefined): Promise<string | null> => {
  if (held === undefined) return null;
  const { tenant, principal } = held;
  return (await context.read(async (tx) => namesOf(tx, tenant, [principal]))).get(principal) ?? null;
};

@Resolver(() => CouncilType)
export class CouncilResolver {
  @Query(() => ViewerType, { description: 'Who the access token stands for.' })
  async viewer(@Ctx() context: ApiContext): Promise<ViewerType> {
    const { caller } = context;
    const held = [...caller.memberships.values()].flat();
    const shown = caller.operator ?? held[0];
    if (shown === undefined) throw unauthenticated();
    return {
      id: shown.principal,
      name: caller.operator?.name ?? (await nameIn(context, held[0])),
      role: shown.role,
      councils: councilsOf(caller),
      memberships: held.map(({ tenant, principal, role, scopes, until }) => ({
        council: tenant,
        id: principal,
        role,
        scopes,
        until,
      })),
    };
  }

  @Query(() => [CouncilType], { description: 'The councils that the caller may see, by key.' })
  async councils(@Ctx() context: ApiContext): Promise<CouncilType[]> {
    const rows = await context.read(async (tx) => councils(tx));
    return Promise.all(
      rows.map(async (row) =>
        presentCouncil(row, viewOf(context, row.key, await pointOf(context, row.key, {}))),
      ),
    );
  }

  @Query(() => CouncilType, { nullable: true, description: 'One council.' })
  async council(
    @Args(() => CouncilArguments) args: CouncilArguments,
    @Ctx() context: ApiContext,
  ): Promise<CouncilType> {
    await awaitPositions(context, args.minPosition);
    const row = await context.read(async (tx) => councilByCode(tx, args.code));
    if (row === null) {
      throw apiError(
        'NOT_FOUND',
        `There is no council "${args.code.slice(0, 60)}" that you may see. The query "councils" lists those that you may.`,
        'code',
      );
    }
    const point = await pointOf(context, row.key, args, { mayAsOfBeToCome: true });
    const view = viewOf(context, row.key, point);
    const known = await view.read([], async (tx) => councilAt(tx, row.key, view.at));
    return presentCouncil(known ?? row, view);
  }

  @FieldResolver(() => PlanConnection, {
    nullable: true,
    description: 'Its improvement plans, the oldest first.',
  })
  async plans(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<PlanConnection> {
    return pageOf(
      await plansIn(view),
      page,
      ({ planId }) => planId,
      (plan) => presentPlan(plan, view),
    );
  }

  @FieldResolver(() => ChangeConnection, {
    nullable: true,
    description:
      'Everything recorded after a position, in order, nothing missing: keep the last position you have seen and ask again.',
  })
  async changes(
    @Root() { view }: CouncilType,
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
    const log = view.ofLog();
    const head = log.at.knownAt;
    return log.read([], async (tx) => {
      await checkAfter(tx, log, after);
      const found = await readFeed(tx, log.tenant, after, first);
      const events = found.filter(({ position }) => position <= head);
      const last = events.at(-1)?.position ?? after;
      const changes = await presentChanges(tx, log, events);
      return changeConnection(changes, { hasNextPage: last < head, after, head });
    });
  }
}
