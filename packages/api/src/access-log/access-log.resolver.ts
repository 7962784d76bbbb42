/** What was looked at in a council, for the council. Which roles may ask stands in `rules.ts`. */
import type { LoggedRead, LogPlace } from '@improvement-ledger/event-store';
import { readAccessLog } from '@improvement-ledger/event-store';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { badCursor, checkFirst, connectionOf, PageArguments } from '../connection.js';
import type { ApiContext } from '../context.js';
import { CouncilType } from '../council/council.types.js';
import type { NodeKind } from '../ids.js';
import { globalId } from '../ids.js';
import type { People } from '../person/people.js';
import { InstantScalar } from '../scalars.js';
import type { AccessLogEntryType } from './access-log.types.js';
import { AccessLogConnection } from './access-log.types.js';

const cursorOf = ({ at, id }: LogPlace): string => `${at}/${id}`;

/** The place that a cursor names; `null` before the first. */
const placeOf = (cursor: string | null | undefined): LogPlace | null => {
  if (cursor === null || cursor === undefined) return null;
  const [at, id, ...more] = cursor.split('/');
  const place = z.object({ at: z.iso.datetime(), id: z.uuid() }).safeParse({ at, id });
  if (!place.success || more.length > 0) throw badCursor(cursor);
  return place.data;
};

const globalIdOf = (tenant: string, record: string): string => {
  const [kind = '', key = ''] = record.split(':');
  return globalId(kind as NodeKind, tenant, key);
};

const presentEntry = (
  { principal, kind, role, records, client, issuer, clientId, userAgent, address, ...entry }: LoggedRead,
  people: People,
): AccessLogEntryType => ({
  ...entry,
  actor: { id: principal, kind, role, people },
  records: records.map((record) => globalIdOf(people.view.tenant, record)),
  client: { kind: client, issuer, clientId, userAgent, address },
});

@Resolver(() => CouncilType)
export class AccessLogResolver {
  @FieldResolver(() => AccessLogConnection, {
    nullable: true,
    description:
      'Who looked at what, the newest first: guests at the history, administrators at who has access, whoever exported. It is kept for a time.',
  })
  async accessLog(
    @Root() { view }: CouncilType,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() { accessLog }: ApiContext,
    @Arg('from', () => InstantScalar, { nullable: true, description: 'Only from this instant on.' })
    from: string | null = null,
    @Arg('until', () => InstantScalar, { nullable: true, description: 'Only before this instant.' })
    until: string | null = null,
  ): Promise<AccessLogConnection> {
    checkFirst(first);
    // What was answered before this was asked is shown with how much it held.
    await accessLog.settled();
    // And not as of the moment at which something else of this question began to be read.
    view.reads.renew();
    const asked = { after: placeOf(after), first: first + 1, from, until };
    const found = await view.read([], async (tx) => readAccessLog(tx, view.tenant, asked));
    const people: People = { view, ids: found.rows.map(({ principal }) => principal) };
    return connectionOf(found, first, cursorOf, (row) => presentEntry(row, people));
  }
}
