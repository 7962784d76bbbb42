/** Key pairs of an issuer, and tokens made by hand with them: as an issuer in error, or somebody else, would make them. */
import type { CryptoKey, JWK } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { SIGNATURE_ALGORITHMS } from '../trusted-issuer.js';

type Algorithm = (typeof SIGNATURE_ALGORITHMS)[number];

export interface SigningKey {
  readonly algorithm: Algorithm;
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

export const makeKey = async (algorithm: Algorithm, kid: string): Promise<SigningKey> => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const names = { alg: algorithm, use: 'sig', kid };
  return {
    algorithm,
    kid,
    privateKey,
    privateJwk: { ...(await exportJWK(privateKey)), ...names },
    publicJwk: { ...(await exportJWK(publicKey)), ...names },
  };
};

/** One key for each algorithm. */
export const makeKeys = async (generation: string): Promise<readonly SigningKey[]> =>
  Promise.all(
    SIGNATURE_ALGORITHMS.map(async (algorithm) => makeKey(algorithm, `${algorithm}-${generation}`)),
  );

export const signedWith = async (
  { algorithm, kid, privateKey }: SigningKey,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid, typ: 'at+jwt', ...header }).sign(privateKey);
