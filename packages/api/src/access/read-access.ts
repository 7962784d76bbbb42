/** Who has access to a council, read from what authentication itself goes by: no read model is in between. */
import type { Recorded, SealedText } from '@improvement-ledger/domain';
import { textOf } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts, readEvents } from '@improvement-ledger/event-store';
import type { People } from '../person/people.js';
import type { View } from '../view.js';
import type {
  AccessTokenType,
  GrantType,
  IssuerType,
  OperatorAccessType,
  SubjectLinkType,
} from './access.types.js';
import { tokenPrefix } from './token-prefix.js';

interface GrantRow extends Pick<
  GrantType,
  'id' | 'kind' | 'role' | 'scopes' | 'from' | 'until' | 'endedAt' | 'isLive' | 'position'
> {
  readonly principal: string;
  /** Where it was said who gives it and why: of one that somebody was invited to, in the invitation. */
  readonly saidAt: number;
}

/** The grants of a council, the latest first; with an instant, those that gave access then. */
export const grantsIn = async (view: View, at: string | null): Promise<GrantType[]> =>
  view.read([], async (tx) => {
    const rows = await tx<GrantRow[]>`
      select g.grant_id as id, g.principal, g.kind, g.role, g.scopes, g.begins_at as from, g.ends_at as until,
             g.ended_at as "endedAt", access.is_live(g, clock_timestamp()) as "isLive", g.given_position as position,
             coalesce(i.given_position, g.given_position) as "saidAt"
        from access.grants g left join access.invitations i using (tenant, grant_id)
       where g.tenant = ${view.tenant}
         and (${at}::timestamptz is null
              or (g.begins_at <= ${at} and (g.ends_at is null or g.ends_at > ${at})
                  and (g.ended_at is null or g.ended_at > ${at})))
       order by g.given_position desc`;
    const events = await eventsAt(
      tx,
      view,
      rows.map(({ saidAt }) => saidAt),
    );
    const people: People = {
      view,
      ids: rows.flatMap(({ principal, saidAt }) => [principal, events.get(saidAt)?.actor.id ?? principal]),
    };
    return rows.flatMap(({ principal, saidAt, ...row }) => {
      const event = events.get(saidAt);
      if (event === undefined) return [];
      return {
        ...row,
        holder: { id: principal, people },
        givenBy: { ...event.actor, people },
        reason: textOf(event.reason),
      };
    });
  });

/** Events with their texts, by position. */
export const eventsAt = async (
  tx: Tx,
  view: View,
  positions: readonly number[],
): Promise<Map<number, Recorded>> => {
  const events = await readEvents(tx, view.tenant, positions);
  const opened = await openTexts(tx, view.tenant, [...events.values()]);
  return new Map(opened.map((event) => [event.position, event]));
};

export const operatorAccessIn = async (view: View): Promise<OperatorAccessType[]> =>
  view.read(
    [],
    async (tx) => tx<OperatorAccessType[]>`
      select principal as id, name, role, every_council as "everyCouncil", issued_at as "issuedAt",
             expires_at as "expiresAt"
        from access.operator_access(${view.tenant})`,
  );

export const tokensIn = async (view: View): Promise<AccessTokenType[]> =>
  view.read([], async (tx) => {
    const rows = await tx<(Omit<AccessTokenType, 'name' | 'prefix'> & { readonly name: SealedText })[]>`
      select t.token_id as id, t.name, t.grant_id as "grantId", t.scopes, t.expires_at as "expiresAt",
             s.last_used_at as "lastUsedAt",
             t.ended_position is null and t.expires_at > clock_timestamp()
               and access.is_live(g, clock_timestamp()) as "isLive"
        from access.council_tokens t
        join access.grants g using (tenant, grant_id)
        left join access.token_secrets s using (tenant, token_id)
       where t.tenant = ${view.tenant} order by t.given_position desc`;
    const opened = await openTexts(tx, view.tenant, [...rows]);
    return opened.map((row) => ({ ...row, name: textOf(row.name), prefix: tokenPrefix(row.id) }));
  });

export const issuersIn = async (view: View): Promise<IssuerType[]> =>
  view.read(
    [],
    async (tx) => tx<IssuerType[]>`
      select issuer_id as id, issuer, audience, kind, ended_position is null as "isTrusted"
        from access.issuers where tenant = ${view.tenant} order by given_position desc`,
  );

export const linksIn = async (view: View): Promise<SubjectLinkType[]> =>
  view.read([], async (tx) => {
    const rows = await tx<
      (Pick<SubjectLinkType, 'id' | 'issuerId' | 'isLinked'> & {
        readonly principal: string;
        readonly subject: SealedText;
      })[]
    >`
      select link_id as id, principal, issuer_id as "issuerId", subject, ended_position is null as "isLinked"
        from access.links where tenant = ${view.tenant} order by given_position desc`;
    const people: People = { view, ids: rows.map(({ principal }) => principal) };
    const opened = await openTexts(tx, view.tenant, [...rows]);
    return opened.map(({ principal, subject, ...row }) => ({
      ...row,
      holder: { id: principal, people },
      subject: textOf(subject),
    }));
  });
