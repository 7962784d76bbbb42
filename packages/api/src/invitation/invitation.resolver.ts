/** Whom a council has invited, read from what accepting goes by: no read model is in between. */
import { textOf } from '@improvement-ledger/domain';
import { invitationPrefix } from '@improvement-ledger/event-store';
import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { eventsAt } from '../access/read-access.js';
import { PageArguments, pageOf } from '../connection.js';
import { CouncilType } from '../council/council.types.js';
import type { People } from '../person/people.js';
import type { View } from '../view.js';
import { InvitationConnection } from './invitation.types.js';
import type { InvitationType } from './invitation.types.js';

type Row = Omit<InvitationType, 'prefix' | 'person' | 'invitedBy' | 'reason'> & { readonly personId: string };

const invitationsIn = async (view: View): Promise<InvitationType[]> =>
  view.read([], async (tx) => {
    const rows = await tx<Row[]>`
      select invitation_id as id, person as "personId", role, scopes, begins_at as from, ends_at as until,
             expires_at as "expiresAt", access.is_open(i, clock_timestamp()) as "isOpen", accepted_at as "acceptedAt",
             grant_id as "grantId", revoked_at as "revokedAt", given_position as position
        from access.invitations i where tenant = ${view.tenant} order by given_position desc`;
    const events = await eventsAt(
      tx,
      view,
      rows.map(({ position }) => position),
    );
    const people: People = {
      view,
      ids: [...rows.map(({ personId }) => personId), ...[...events.values()].map(({ actor }) => actor.id)],
    };
    return rows.flatMap(({ personId, ...row }) => {
      const event = events.get(row.position);
      if (event === undefined) return [];
      return {
        ...row,
        prefix: invitationPrefix(row.id),
        person: { id: personId, people },
        invitedBy: { ...event.actor, people },
        reason: textOf(event.reason),
      };
    });
  });

@Resolver(() => CouncilType)
export class InvitationResolver {
  @FieldResolver(() => InvitationConnection, {
    nullable: true,
    description: 'Who is, or was, invited to have access, the latest first; never the codes.',
  })
  async invitations(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<InvitationConnection> {
    return pageOf(
      await invitationsIn(view),
      page,
      ({ id }) => id,
      (item) => item,
    );
  }
}
