/** Who is calling, and what they have in each council now: asked of the live grants at every request. */
import { createHash } from 'node:crypto';
import type { LoggedClient, Membership, NamedSubject, TokenHolder } from '@improvement-ledger/event-store';
import { holderOfToken, membershipsOfSubject, noteUse } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { apiError } from './errors.js';
import type { RequestRecord } from './request-record.js';
import { RefusedToken } from './sign-in/refused-token.js';
import type { SignIn } from './sign-in/sign-in.js';
import { TOKEN_BYTES_MAX } from './sign-in/sign-in.js';

/** By what somebody was let in. */
export interface SignedIn extends Pick<LoggedClient, 'issuer' | 'clientId'> {
  readonly by: LoggedClient['client'];
}

export interface Caller {
  /** By the key of the council: what the caller has there, a role each. Of no other council is anything seen. */
  readonly memberships: ReadonlyMap<string, readonly Membership[]>;
  /** For a token of whoever runs the instance: whose it is. */
  readonly operator: TokenHolder['operator'];
  readonly signedIn: SignedIn;
  /** Of a person who signed in with an issuer: whom it names. They may accept an invitation. */
  readonly subject: NamedSubject | null;
}

const byToken = (operator: TokenHolder['operator']): SignedIn => ({
  by: operator === null ? 'token' : 'operator-token',
  issuer: null,
  clientId: null,
});

export const callerOf = (
  memberships: readonly Membership[],
  operator: TokenHolder['operator'] = null,
  signedIn: SignedIn = byToken(operator),
  subject: Caller['subject'] = null,
): Caller => ({
  memberships: new Map(
    memberships.map(({ tenant }) => [tenant, memberships.filter((each) => each.tenant === tenant)]),
  ),
  operator,
  signedIn,
  subject,
});

/** Whether nothing at all is open to the caller. */
export const isNobody = ({ memberships, operator }: Caller): boolean =>
  memberships.size === 0 && operator === null;

/** The keys of the councils that the caller may see. */
export const councilsOf = ({ memberships }: Caller): string[] => [...memberships.keys()];

/** The same caller, who has just registered a council: their list of councils was read before. */
export const withCouncil = (caller: Caller, tenant: string): Caller =>
  caller.operator === null
    ? caller
    : {
        ...caller,
        memberships: new Map([...caller.memberships, [tenant, [ofOperator(caller.operator, tenant)]]]),
      };

/** What a token of whoever runs the instance opens in one council. */
export const ofOperator = (
  { principal, kind, role }: NonNullable<TokenHolder['operator']>,
  tenant: string,
): Membership => ({
  tenant,
  principal,
  kind,
  role,
  scopes: ['read', 'write'],
  grantId: null,
  until: null,
});

/** The name of a scheme is the same in any letters (RFC 9110); a token is not. */
const tokenPattern = new RegExp(`^bearer ([a-z0-9._~+/=-]{16,${TOKEN_BYTES_MAX}})$`, 'i');
const USE_NOTED_EVERY_MS = 60_000;

/** What tells who calls. */
export interface Gate {
  readonly sql: Sql;
  readonly signIn: SignIn;
}
type Asking = Pick<RequestRecord, 'id' | 'logger'>;

/** The caller that a bearer token stands for. Throws `UNAUTHENTICATED`, without saying why, for any other. */
export const authenticate = async (
  gate: Gate,
  request: Asking,
  authorization: string | undefined,
): Promise<Caller> => {
  const token = tokenPattern.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated();
  return isSignedByIssuer(token) ? bySubject(gate, request, token) : byIssuedToken(gate, request, token);
};

/** Header, claims and signature, with dots between (RFC 7515); a token that the ledger issued has no dot. */
const isSignedByIssuer = (token: string): boolean => token.split('.').length === 3;

/** The token says who calls; the councils' live grants say what is open to them. To whom nothing is, is nobody here yet. */
const bySubject = async ({ sql, signIn }: Gate, { id }: Asking, token: string): Promise<Caller> => {
  const verified = await signIn.verify(token, id).catch((error: unknown) => {
    throw error instanceof RefusedToken ? unauthenticated() : error;
  });
  const memberships = await membershipsOfSubject(sql, verified);
  const { issuer, clientId, kind } = verified;
  return callerOf(memberships, null, { by: 'issuer', issuer, clientId }, kind === 'person' ? verified : null);
};

const byIssuedToken = async ({ sql }: Gate, { logger }: Asking, token: string): Promise<Caller> => {
  const hash = createHash('sha256').update(token).digest();
  const holder = await holderOfToken(sql, hash);
  if (holder === null) throw unauthenticated();
  const { memberships, operator, lastUsedAt } = holder;
  if (operator === null && !(Date.now() - Date.parse(lastUsedAt ?? '') < USE_NOTED_EVERY_MS)) {
    // Nobody waits for it, and a request is not refused because it could not be noted.
    noteUse(sql, hash).catch((error: unknown) => {
      logger.warn({ err: error }, 'the use of a token could not be noted');
    });
  }
  return callerOf(memberships, operator);
};

export const unauthenticated = () =>
  apiError('UNAUTHENTICATED', 'Send a valid access token: the header "Authorization: Bearer <token>".');
