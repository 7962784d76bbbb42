/** Signing in as it runs, with a clock that a test sets and a log that it reads. */
import type { JWTPayload } from 'jose';
import { pino } from 'pino';
import { RefusedToken } from '../refused-token.js';
import type { SignIn, SignInParts } from '../sign-in.js';
import { openSignIn } from '../sign-in.js';
import type { TrustedIssuer } from '../trusted-issuer.js';
import { AUDIENCE } from './oidc-clients.js';

export interface WatchedSignIn extends SignIn {
  /** What was logged, a line each. */
  readonly log: string[];
  /** Who is trusted; a test may change it. */
  trusted: readonly TrustedIssuer[];
  nowMs: number;
  /** Why the token is refused, or `null` where it is not. */
  reason(token: string): Promise<string | null>;
}

export const trustIn = (issuer: string): TrustedIssuer => ({ issuer, audience: AUDIENCE });

export const watchSignIn = (
  trusted: readonly TrustedIssuer[],
  parts: Partial<Pick<SignInParts, 'allowsLoopback' | 'fetchMsMax'>> = {},
): WatchedSignIn => {
  const log: string[] = [];
  const watched: WatchedSignIn = {
    log,
    trusted,
    nowMs: Date.now(),
    verify: async (token, requestId) => signIn.verify(token, requestId),
    reason: async (token) => {
      try {
        await signIn.verify(token, 'request-1');
        return null;
      } catch (error) {
        if (error instanceof RefusedToken) return error.reason;
        throw error;
      }
    },
  };
  const signIn = openSignIn({
    issuers: async () => watched.trusted,
    logger: pino({ level: 'warn' }, { write: (line: string) => void log.push(line) }),
    now: () => watched.nowMs,
    allowsLoopback: true,
    ...parts,
  });
  return watched;
};

/** The claims of a token that is taken, for a test to change. */
export const claimsFor = (issuer: string, nowMs: number): JWTPayload => {
  const nowS = Math.floor(nowMs / 1_000);
  return {
    iss: issuer,
    aud: AUDIENCE,
    sub: 'person-7f3a',
    client_id: 'review-website',
    iat: nowS,
    exp: nowS + 600,
  };
};
