/** The posts of a council, who works in them, and what is planned. Which roles may ask stands in `rules.ts`. */
import { textOf } from '@improvement-ledger/domain';
import type { EngagementRow, PostRow } from '@improvement-ledger/projections';
import {
  engagementsAt,
  plannedMovementsAt,
  postsAt,
  staffingRegister,
} from '@improvement-ledger/projections';
import { Arg, Args, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { badCursor, checkFirst, connectionOf, PageArguments } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import { checkUuid, globalId } from '../ids.js';
import { officesIn } from '../office/office.resolver.js';
import type { People } from '../person/people.js';
import { EngagementConnection, PlannedMovementType, PostConnection } from './staffing.types.js';

/** The position that a cursor of these lists names; 0 before the first. */
export const rootOf = (cursor: string | null | undefined): number => {
  if (cursor === null || cursor === undefined) return 0;
  if (!/^\d{1,15}$/.test(cursor)) throw badCursor(cursor);
  return Number(cursor);
};
export const cursorOf = ({ root }: { readonly root: number }): string => String(root);

@Resolver(() => CouncilType)
export class StaffingResolver {
  @FieldResolver(() => PostConnection, {
    nullable: true,
    description: 'Its posts, in the order in which they were opened; those closed say from when.',
  })
  async posts(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg('teamId', () => ID, { nullable: true, description: 'Only those of this team.' })
    teamId?: string | null,
  ): Promise<PostConnection> {
    checkFirst(first);
    const asked = { after: rootOf(after), first: first + 1, teamId: checkUuid(teamId, 'teamId') };
    const found = await view.read([staffingRegister], async (tx) => postsAt(tx, view.tenant, view.at, asked));
    const offices = await officesIn(view);
    return connectionOf(found, first, cursorOf, (row: PostRow) => ({
      id: row.opened.postId,
      team: offices.get(row.opened.teamId) ?? null,
      role: offices.get(row.opened.roleId) ?? null,
      kind: row.opened.kind,
      fte: row.fte,
      budgetNote: textOf(row.budgetNote),
      since: row.since,
      closedFrom: row.closedFrom,
      vacancies: [...row.vacancies].map(([id, status]) => ({ id, status })),
      version: row.version,
    }));
  }

  @FieldResolver(() => EngagementConnection, {
    nullable: true,
    description: 'Who works, or worked, for it: in the order in which the starts were recorded.',
  })
  async engagements(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Arg('personId', () => ID, { nullable: true, description: 'Only those of this person.' })
    personId?: string | null,
    @Arg('postId', () => ID, { nullable: true, description: 'Only those that ever were in this post.' })
    postId?: string | null,
  ): Promise<EngagementConnection> {
    checkFirst(first);
    const of = { personId: checkUuid(personId, 'personId'), postId: checkUuid(postId, 'postId') };
    const asked = { after: rootOf(after), first: first + 1, ...of };
    const found = await view.read([staffingRegister], async (tx) =>
      engagementsAt(tx, view.tenant, view.at, asked),
    );
    const offices = await officesIn(view);
    const people: People = { view, ids: found.rows.map(({ started }) => started.personId) };
    return connectionOf(found, first, cursorOf, (row: EngagementRow) => ({
      id: row.started.engagementId,
      person: { id: row.started.personId, people },
      post: row.postId,
      team: offices.get(row.teamId) ?? null,
      role: offices.get(row.roleId) ?? null,
      employment: row.employment,
      fte: row.hours.at(-1)?.fte ?? 0,
      agency: textOf(row.started.agency),
      plannedEnd: row.plannedEnd,
      since: row.since,
      until: row.until,
      covers: [...row.covers].map(([id, cover]) => ({ id, postId: cover.postId })),
      changes: row.movements.map(({ type, effectiveFrom, position }) => ({
        type,
        since: effectiveFrom,
        change: globalId('Change', view.tenant, position),
      })),
      version: row.version,
    }));
  }

  @FieldResolver(() => [PlannedMovementType], {
    nullable: true,
    description: 'Movements that are planned, and neither confirmed nor cancelled, by their day.',
  })
  async plannedMovements(@Root() { view }: CouncilType): Promise<PlannedMovementType[]> {
    const rows = await view.read([staffingRegister], async (tx) =>
      plannedMovementsAt(tx, view.tenant, view.at),
    );
    const people: People = { view, ids: rows.map(({ personId }) => personId) };
    return rows.map(({ movementId, personId, root: _, ...planned }) => ({
      ...planned,
      id: movementId,
      person: { id: personId, people },
    }));
  }
}
