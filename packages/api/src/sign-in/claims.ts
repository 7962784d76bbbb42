/** What is taken from a token whose signature holds: who it stands for and until when. Nothing in it opens anything. */
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import { z } from 'zod';
import type { RefusedTokenReason } from './refused-token.js';
import { RefusedToken } from './refused-token.js';

export interface VerifiedToken {
  readonly issuer: string;
  /** Whom the issuer knows it by: unique within that issuer, and only there. */
  readonly subject: string;
  /** Those of the registered audiences that the token was made for. */
  readonly audiences: readonly string[];
  readonly clientId: string | null;
  /** A service signed in by itself, as a client; a person signed in through one. */
  readonly kind: 'person' | 'service';
  readonly expiresAt: Date;
}

/** How far an issuer's clock and ours may differ. */
export const SKEW_S = 60;
/** The end of the year 9999: what is later is no time. */
const EXPIRY_S_MAX = 253_402_300_799;
const NAME_LENGTH_MAX = 255;

const name = z.string().min(1).max(NAME_LENGTH_MAX);
const claims = z.object({
  sub: name,
  exp: z.number().min(0).max(EXPIRY_S_MAX),
  iat: z.number().optional(),
  /** RFC 9068 has the first; the others are those of OpenID Connect, Microsoft Entra and Okta. */
  client_id: name.optional(),
  azp: name.optional(),
  appid: name.optional(),
  cid: name.optional(),
});

/** Claims that tell a token of another purpose from an access token, where its header does not. */
const otherPurposes: Readonly<Record<string, RefusedTokenReason>> = {
  at_hash: 'not-an-access-token',
  c_hash: 'not-an-access-token',
  events: 'not-an-access-token',
  cnf: 'bound-to-a-key',
};

export const verifiedFrom = (
  {
    payload,
    protectedHeader,
  }: { readonly payload: JWTPayload; readonly protectedHeader: JWTHeaderParameters },
  issuer: string,
  audiences: readonly string[],
  nowMs: number,
): VerifiedToken => {
  const { sub: subject, exp, iat = 0, ...names } = claimsIn(payload);
  if (iat > nowMs / 1_000 + SKEW_S) throw new RefusedToken('not-yet-valid');
  const clientId = names.client_id ?? names.azp ?? names.appid ?? names.cid ?? null;
  if (!saysAccessToken(protectedHeader) && (clientId === null || audiences.includes(clientId))) {
    throw new RefusedToken('not-an-access-token');
  }
  const kind = subject === clientId || saysService(payload) ? 'service' : 'person';
  return { issuer, subject, audiences, clientId, kind, expiresAt: new Date(exp * 1_000) };
};

const claimsIn = (payload: JWTPayload): z.infer<typeof claims> => {
  for (const [claim, reason] of Object.entries(otherPurposes)) {
    if (payload[claim] !== undefined) throw new RefusedToken(reason);
  }
  const { success, data, error } = claims.safeParse(payload);
  if (success) return data;
  throw new RefusedToken(error.issues[0]?.path[0] === 'sub' ? 'no-subject' : 'not-a-jwt');
};

/**
 * Where the header does not say so, an access token is known by its client, which is not its audience: an ID token, which the
 * client keeps for itself, has the client as its audience.
 */
const saysAccessToken = ({ typ }: JWTHeaderParameters): boolean =>
  /^(application\/)?at\+jwt$/i.test(typ ?? '');

/** By RFC 9068 a service's subject is its client id; Microsoft Entra and Auth0 give it another and say so in these. */
const saysService = (payload: JWTPayload): boolean =>
  payload['idtyp'] === 'app' || payload['gty'] === 'client-credentials';
