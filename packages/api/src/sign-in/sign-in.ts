/**
 * Access tokens of the issuers that councils trust. A token proves who calls, and nothing else: its claims open nothing. Each
 * refusal is logged with its reason, and is the same to the caller as any other.
 */
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import type { VerifiedToken } from './claims.js';
import { SKEW_S, verifiedFrom } from './claims.js';
import { FETCH_MS_MAX, IssuerKeys } from './issuer-keys.js';
import type { AboutToken } from './refused-token.js';
import { refusalOf, RefusedToken } from './refused-token.js';
import type { TrustedIssuer } from './trusted-issuer.js';
import { SIGNATURE_ALGORITHMS } from './trusted-issuer.js';

export const TOKEN_BYTES_MAX = 8_192;

export interface SignInParts {
  /** Read for each token, so that an issuer that is no longer trusted is refused at once. */
  readonly issuers: () => Promise<readonly TrustedIssuer[]>;
  readonly logger: Logger;
  readonly now?: () => number;
  /** Whether an issuer may be on this machine, and without https: for development and tests. */
  readonly allowsLoopback?: boolean;
  readonly fetchMsMax?: number;
}

export interface SignIn {
  /** Who the token stands for. Throws `RefusedToken` where it stands for nobody, having logged why. */
  verify(token: string, requestId: string): Promise<VerifiedToken>;
}

export const openSignIn = ({
  issuers,
  logger,
  now = Date.now,
  allowsLoopback = false,
  fetchMsMax = FETCH_MS_MAX,
}: SignInParts): SignIn => {
  const keys = new Map<string, IssuerKeys>();
  const fetching = { logger, now, allowsLoopback, fetchMsMax };

  const keysOf = (issuer: string, trusted: readonly TrustedIssuer[]): IssuerKeys => {
    const known = keys.get(issuer) ?? new IssuerKeys(issuer, fetching);
    keys.set(issuer, known);
    if (keys.size > trusted.length) forgetAllBut(trusted);
    return known;
  };
  const forgetAllBut = (trusted: readonly TrustedIssuer[]): void => {
    const names = new Set(trusted.map(({ issuer }) => issuer));
    for (const issuer of keys.keys()) if (!names.has(issuer)) keys.delete(issuer);
  };

  const check = async (token: string, header: JWTHeaderParameters, claimed: JWTPayload) => {
    const trusted = await issuers();
    const { issuer, audiences } = registrationOf(trusted, claimed, header.alg);
    const ownKeys = keysOf(issuer, trusted);
    const verified = await jwtVerify(token, async (signed) => ownKeys.find(signed), {
      algorithms: [header.alg],
      issuer,
      audience: [...audiences],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: SKEW_S,
      currentDate: new Date(now()),
    }).catch((error: unknown) => {
      throw refusalOf(error);
    });
    return verifiedFrom(verified, issuer, audiences, now());
  };

  return {
    verify: async (token, requestId) => {
      let about: AboutToken = {};
      try {
        const { header, claimed } = read(token);
        about = aboutOf(header, claimed);
        checkHeader(header);
        return await check(token, header, claimed);
      } catch (error) {
        if (error instanceof RefusedToken) {
          logger.warn({ requestId, reason: error.reason, ...about, ...error.about }, 'a token was refused');
        }
        throw error;
      }
    },
  };
};

/** Reads a token that nobody vouches for yet. */
const read = (token: string): { readonly header: JWTHeaderParameters; readonly claimed: JWTPayload } => {
  if (token.length > TOKEN_BYTES_MAX) throw new RefusedToken('too-large');
  try {
    const { alg, ...header } = decodeProtectedHeader(token);
    if (typeof alg !== 'string') throw new RefusedToken('not-a-jwt');
    return { header: { ...header, alg }, claimed: decodeJwt(token) };
  } catch {
    throw new RefusedToken('not-a-jwt');
  }
};

const clipped = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(0, 200) : undefined;

const aboutOf = ({ alg, kid }: JWTHeaderParameters, { iss }: JWTPayload): AboutToken => {
  const [issuer, algorithm, key] = [clipped(iss), clipped(alg), clipped(kid)];
  return {
    ...(issuer === undefined ? {} : { issuer }),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(key === undefined ? {} : { kid: key }),
  };
};

/** RFC 9068 calls an access token `at+jwt`; many issuers say `JWT` or nothing. */
const checkHeader = ({ alg, typ }: JWTHeaderParameters): void => {
  if (!SIGNATURE_ALGORITHMS.some((each) => each === alg)) throw new RefusedToken('algorithm-not-allowed');
  if (typ !== undefined && !/^(application\/)?(at\+)?jwt$/i.test(typ)) throw new RefusedToken('wrong-type');
};

/** The registrations of a token's issuer that name one of its audiences and take its algorithm, as one. */
const registrationOf = (
  trusted: readonly TrustedIssuer[],
  { iss, aud }: JWTPayload,
  algorithm: string,
): { readonly issuer: string; readonly audiences: readonly string[] } => {
  const ofIssuer = trusted.filter(({ issuer }) => issuer === iss);
  if (iss === undefined || ofIssuer.length === 0) throw new RefusedToken('unknown-issuer');
  const named: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const forUs = ofIssuer.filter(({ audience }) => named.includes(audience));
  if (forUs.length === 0) throw new RefusedToken('wrong-audience');
  const matching = forUs.filter(({ algorithms = SIGNATURE_ALGORITHMS }) => algorithms.includes(algorithm));
  if (matching.length === 0) throw new RefusedToken('algorithm-not-allowed');
  return { issuer: iss, audiences: [...new Set(matching.map(({ audience }) => audience))] };
};
