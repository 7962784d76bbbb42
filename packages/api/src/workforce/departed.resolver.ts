/** Who has left beside what they owned. Which roles may ask stands in `workforce-rules.ts`. */
import {
  actionRegister,
  departedOwnersAt,
  joiningRegister,
  ownershipsAt,
} from '@improvement-ledger/projections';
import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActionType } from '../action/action.types.js';
import { actionsOf } from '../action/present.js';
import { badCursor, checkFirst, connectionOf, PageArguments } from '../connection.js';
import { presentOwner } from '../plan/parts.js';
import { PlanType } from '../plan/plan.types.js';
import { once } from '../view.js';
import { DepartedOwnerConnection, OwnershipType } from './departed.types.js';

const placeOf = (cursor: string | null | undefined): string | null => {
  if (cursor === null || cursor === undefined) return null;
  if (!/^\d{4}-\d{2}-\d{2}-\d{15}-\d{1,3}$/.test(cursor)) throw badCursor(cursor);
  return cursor;
};

@Resolver(() => PlanType)
export class DepartedOwnersResolver {
  @FieldResolver(() => DepartedOwnerConnection, {
    nullable: true,
    description:
      'Its actions, neither verified nor withdrawn, of which an owner has left every post: those who left first first. `action.covers` says who stands in.',
  })
  async departedOwners(
    @Root() { planId, view }: PlanType,
    @Args(() => PageArguments) { first, after }: PageArguments,
  ): Promise<DepartedOwnerConnection> {
    checkFirst(first);
    const asked = { planId, after: placeOf(after), first: first + 1 };
    const found = await view.read([joiningRegister, actionRegister], async (tx) =>
      departedOwnersAt(tx, view.tenant, view.at, asked),
    );
    const actions = await actionsOf(view, found.rows.slice(0, first));
    return connectionOf(
      found,
      first,
      ({ place }) => place,
      ({ actionId, owner, left, ownerSince, others }) => {
        const action = actions.get(actionId);
        return action === undefined
          ? undefined
          : { action, owner: presentOwner(owner), left, ownerSince, others };
      },
    );
  }
}

@Resolver(() => ActionType)
export class OwnershipsResolver {
  @FieldResolver(() => [OwnershipType], {
    nullable: true,
    description: 'Who owned it from when until when, the first first.',
  })
  async ownerships(@Root() { actionId, page, view }: ActionType): Promise<OwnershipType[]> {
    const all = await once(view, `ownerships ${page.actionIds.join(' ')}`, async () =>
      view.read([actionRegister], async (tx) => ownershipsAt(tx, view.tenant, view.at, page.actionIds)),
    );
    const own = all.filter((row) => row.actionId === actionId);
    return own.map(({ owners, since }, index) => ({
      owners: owners.map(presentOwner),
      since,
      until: own[index + 1]?.since ?? null,
    }));
  }
}
