/** THE CATALOGUE of why a token is refused. It goes to the server's log; a caller is never told. */
import { errors } from 'jose';

const reasons = {
  'too-large': 'It is longer than any that is read.',
  'not-a-jwt': 'It is not a signed JWT, or its claims are not of the kind that they must be.',
  'wrong-type': 'Its header says that it is something other than an access token.',
  'not-an-access-token': 'Its claims are those of an ID token or a logout token.',
  'bound-to-a-key': 'It may only be sent with proof of a key, and so never as a bearer token.',
  'algorithm-not-allowed':
    'It is not signed by an algorithm that is taken, or that its issuer was registered with.',
  'unknown-issuer': 'No council has registered its issuer.',
  'wrong-audience': 'It was made for somebody else.',
  'issuer-unavailable': 'The keys of its issuer could not be fetched.',
  'unknown-key': 'Its issuer publishes no key under this id and algorithm.',
  'ambiguous-key': 'Its issuer publishes several keys that it could mean.',
  'unusable-key': 'The key that its issuer publishes is too weak or broken.',
  'bad-signature': 'Its issuer did not sign it.',
  'no-expiry': 'It does not say when it expires.',
  expired: 'It has expired.',
  'not-yet-valid': 'It is not valid yet, or issued in the future.',
  'no-subject': 'It does not say whom it stands for.',
} as const;
export type RefusedTokenReason = keyof typeof reasons;

/** What the log may hold of a refused token: never the token itself, nor its subject. */
export interface AboutToken {
  readonly issuer?: string;
  readonly algorithm?: string;
  readonly kid?: string;
  readonly fault?: string;
}

export class RefusedToken extends Error {
  override readonly name = 'RefusedToken';
  readonly reason: RefusedTokenReason;
  readonly about: AboutToken;

  constructor(reason: RefusedTokenReason, about: AboutToken = {}) {
    super(reasons[reason]);
    this.reason = reason;
    this.about = about;
  }
}

/** Why the library did not take a token. What it does not know how to say is the fault of the published key. */
export const refusalOf = (error: unknown): RefusedToken => {
  if (error instanceof RefusedToken) return error;
  if (error instanceof errors.JWTClaimValidationFailed) return new RefusedToken(claimReason(error));
  const known = reasonsByCode[error instanceof errors.JOSEError ? error.code : ''];
  if (known !== undefined) return new RefusedToken(known);
  if (error instanceof errors.JOSEError) return new RefusedToken('not-a-jwt', { fault: error.code });
  return new RefusedToken('unusable-key', { fault: error instanceof Error ? error.message : String(error) });
};

const reasonsByCode: Readonly<Record<string, RefusedTokenReason>> = {
  [errors.JWTExpired.code]: 'expired',
  [errors.JWSSignatureVerificationFailed.code]: 'bad-signature',
  [errors.JWKSNoMatchingKey.code]: 'unknown-key',
  [errors.JWKSMultipleMatchingKeys.code]: 'ambiguous-key',
  [errors.JWKSInvalid.code]: 'unusable-key',
  [errors.JWKInvalid.code]: 'unusable-key',
};

const claimReason = ({ claim, reason }: errors.JWTClaimValidationFailed): RefusedTokenReason => {
  if (reason === 'missing') return claim === 'exp' ? 'no-expiry' : 'no-subject';
  return claim === 'nbf' && reason === 'check_failed' ? 'not-yet-valid' : 'not-a-jwt';
};
