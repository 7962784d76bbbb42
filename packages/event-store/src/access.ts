/**
 * Who a caller is and what they may touch: asked of the live grants at each request. What a token claims of itself
 * says at most who is calling, never what is open to them.
 */
import type { Role, Scope } from '@improvement-ledger/domain';
import type { Sql } from 'postgres';
import type { Tx } from './tenancy.js';

/** That somebody acts in a council, in one role. */
export interface Membership {
  readonly tenant: string;
  /** The opaque id under which they act there; after merges, the one that stands for the human now. */
  readonly principal: string;
  readonly kind: 'person' | 'service' | 'worker';
  readonly role: Role;
  readonly scopes: readonly Scope[];
  /** `null`: by a token of whoever holds the database. */
  readonly grantId: string | null;
  readonly until: string | null;
}

/** What a bearer token stands for. */
export interface TokenHolder {
  readonly memberships: readonly Membership[];
  /** For a token that whoever holds the database issued: whose it is, and whether it opens every council there is. */
  readonly operator: {
    readonly principal: string;
    readonly kind: Membership['kind'];
    readonly role: Role;
    readonly name: string;
    readonly everyCouncil: boolean;
  } | null;
  readonly lastUsedAt: string | null;
}

interface Row extends Omit<Membership, 'tenant'> {
  readonly tenants: readonly string[];
  readonly name: string | null;
  readonly everyCouncil: boolean;
  readonly lastUsedAt: string | null;
}

/** What a token opens now, by the SHA-256 of it; `null` for one that opens nothing. `at` is for tests. */
export const holderOfToken = async (sql: Sql, hash: Buffer, at?: string): Promise<TokenHolder | null> => {
  const [row] = await sql<Row[]>`
    select tenants, principal, kind, role, scopes, grant_id as "grantId", until, name,
           every_council as "everyCouncil", last_used_at as "lastUsedAt"
      from ${
        at === undefined
          ? sql`access.memberships_of_token(${hash})`
          : sql`access.memberships_of_token(${hash}, ${at})`
      }`;
  if (row === undefined) return null;
  const { tenants, name, everyCouncil, lastUsedAt, ...membership } = row;
  const { principal, kind, role } = membership;
  return {
    memberships: tenants.map((tenant) => ({ ...membership, tenant })),
    operator: name === null ? null : { principal, kind, role, name, everyCouncil },
    lastUsedAt,
  };
};

/** Whom an issuer names in a token that was verified for one of these audiences. */
export interface NamedSubject {
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly subject: string;
}

/** What a subject opens now. `at` is for tests. */
export const membershipsOfSubject = async (
  sql: Sql,
  { issuer, audiences, subject }: NamedSubject,
  at?: string,
): Promise<readonly Membership[]> => sql<Membership[]>`
  select m.tenant, m.principal, m.kind, m.role, m.scopes, m.grant_id as "grantId", m.until
    from ${
      at === undefined
        ? sql`access.memberships_of_subject(${issuer}, ${[...audiences]}, ${subject})`
        : sql`access.memberships_of_subject(${issuer}, ${[...audiences]}, ${subject}, ${at})`
    } m`;

/** An issuer that some council takes at its word. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly kind: 'person' | 'service';
}

/** The issuers whose tokens are worth verifying. */
export const trustedIssuers = async (sql: Sql): Promise<readonly TrustedIssuer[]> =>
  sql<TrustedIssuer[]>`select issuer, audience, kind from access.trusted_issuers()`;

/** Notes that a token was used, at most once a minute. */
export const noteUse = async (sql: Sql, hash: Buffer): Promise<void> => {
  await sql`select access.note_use(${hash})`;
};

/** Keeps the hash of the secret of a token that was issued; once, for each token. */
export const keepSecret = async (
  sql: Sql,
  grants: readonly string[],
  { tenant, tokenId, hash }: { readonly tenant: string; readonly tokenId: string; readonly hash: Buffer },
): Promise<void> => {
  await sql`select access.keep_secret(${grants.join(',')}, ${tenant}, ${tokenId}, ${hash})`;
};

/** The link that a subject has in a council, if it has one. */
export const linkOfSubject = async (
  tx: Tx,
  tenant: string,
  issuerId: string,
  subject: string,
): Promise<string | null> => {
  const [row] = await tx<{ link: string | null }[]>`
    select access.link_of(${tenant}, ${issuerId}, ${subject}) as link`;
  return row?.link ?? null;
};

/** What a code invites to, for whom an issuer names. */
export interface CodeInvitation {
  readonly tenant: string;
  readonly invitationId: string;
  /** The id that stands for the person who was invited now. */
  readonly person: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly from: string | null;
  readonly until: string | null;
  /** Where the invitation was made in the council's log. */
  readonly position: number;
  readonly isOpen: boolean;
  /** The issuer as that council registered it; `null` where it does not take it at its word for people. */
  readonly issuerId: string | null;
  /** For whom the subject stands in that council already. */
  readonly linkedPerson: string | null;
}

/** The invitation of a code, by the SHA-256 of it, to a subject who may have nothing in that council yet. */
export const invitationOfCode = async (
  sql: Sql,
  hash: Buffer,
  { issuer, audiences, subject }: NamedSubject,
): Promise<CodeInvitation | null> => {
  const [row] = await sql<CodeInvitation[]>`
    select tenant, invitation_id as "invitationId", person, role, scopes, begins_at as from, ends_at as until,
           given_position as position, is_open as "isOpen", issuer_id as "issuerId", linked_person as "linkedPerson"
      from access.invitation_of_code(${hash}, ${issuer}, ${[...audiences]}, ${subject})`;
  return row ?? null;
};

/** Keeps the hash of the code of an invitation; once, for each invitation. */
export const keepCode = async (
  sql: Sql,
  grants: readonly string[],
  {
    tenant,
    invitationId,
    hash,
  }: { readonly tenant: string; readonly invitationId: string; readonly hash: Buffer },
): Promise<void> => {
  await sql`select access.keep_code(${grants.join(',')}, ${tenant}, ${invitationId}, ${hash})`;
};
