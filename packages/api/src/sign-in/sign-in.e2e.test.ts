/** Which tokens are taken and which are not, by a real OpenID Connect server and by tokens made by hand with its keys. */
import { base64url, decodeJwt, exportSPKI, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import type { CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PERSON, signInAsPerson } from './testing/authorization-code.js';
import { AUDIENCE, PROGRAM, WEBSITE } from './testing/oidc-clients.js';
import type { OidcServer } from './testing/oidc-server.js';
import { openOidcServer } from './testing/oidc-server.js';
import type { SigningKey } from './testing/signing-keys.js';
import { makeKey, makeKeys, signedWith } from './testing/signing-keys.js';
import type { WatchedSignIn } from './testing/watched-sign-in.js';
import { claimsFor, trustIn, watchSignIn } from './testing/watched-sign-in.js';
import { SKEW_S } from './claims.js';
import { TOKEN_BYTES_MAX } from './sign-in.js';
import { SIGNATURE_ALGORITHMS } from './trusted-issuer.js';

let server: OidcServer;
let signIn: WatchedSignIn;
let key: SigningKey;
/** Made by a stranger under the name of `key`. */
let forger: SigningKey;

beforeAll(async () => {
  server = await openOidcServer(await makeKeys('first'));
  signIn = watchSignIn([trustIn(server.issuer)]);
  key = server.keys[0]!;
  forger = await makeKey('RS256', key.kid);
});
afterAll(async () => server.close());

/** A token that is right but for what is given. */
const madeWith = async (changed: Readonly<Record<string, unknown>>, header = {}, by = key): Promise<string> =>
  signedWith(by, { ...claimsFor(server.issuer, signIn.nowMs), ...changed }, header);
const secondsFromNow = (seconds: number): number => Math.floor(signIn.nowMs / 1_000) + seconds;

describe('a token is taken', () => {
  test.each(SIGNATURE_ALGORITHMS)('that the server gave a service, signed by %s', async (algorithm) => {
    const token = await server.serviceToken(algorithm);
    expect(await signIn.verify(token, 'request-1')).toEqual({
      issuer: server.issuer,
      subject: PROGRAM.id,
      audiences: [AUDIENCE],
      clientId: PROGRAM.id,
      kind: 'service',
      expiresAt: new Date(decodeJwt(token).exp! * 1_000),
    });
  });

  test('that the server gave a person who signed in through a website', async () => {
    const { access_token: token } = await signInAsPerson(server.issuer);
    expect(await signIn.verify(token, 'request-1')).toEqual({
      issuer: server.issuer,
      subject: PERSON,
      audiences: [AUDIENCE],
      clientId: WEBSITE.id,
      kind: 'person',
      expiresAt: new Date(decodeJwt(token).exp! * 1_000),
    });
  });

  test('without anything that it claims to open', async () => {
    const claims = { role: 'administrator', roles: ['administrator'], councils: ['northmere'], scope: 'all' };
    const verified = await signIn.verify(await madeWith(claims), 'request-1');
    expect(Object.keys(verified).toSorted()).toEqual(
      ['audiences', 'clientId', 'expiresAt', 'issuer', 'kind', 'subject'].toSorted(),
    );
  });

  test.each([
    ['the client is called azp', { client_id: undefined, azp: 'portal' }, 'person', 'portal'],
    ['no client is named', { client_id: undefined }, 'person', null],
    ['the subject is the client', { sub: 'portal', client_id: 'portal' }, 'service', 'portal'],
    ['Entra says that it is an app', { client_id: undefined, azp: 'a1', idtyp: 'app' }, 'service', 'a1'],
    [
      'Auth0 says how it was got',
      { azp: 'a2', client_id: undefined, gty: 'client-credentials' },
      'service',
      'a2',
    ],
  ])('and known by its kind where %s', async (_, claims, kind, clientId) => {
    expect(await signIn.verify(await madeWith(claims), 'request-1')).toMatchObject({ kind, clientId });
  });

  test.each([
    ['calls itself at+jwt', {}, { typ: 'application/at+jwt' }],
    ['calls itself JWT', {}, { typ: 'JWT' }],
    ['does not say what it is', {}, { typ: undefined }],
    ['names no key where only one fits', {}, { kid: undefined }],
    ['names others in its audience too', { aud: ['https://other.example', AUDIENCE] }, {}],
  ])('that %s', async (_, claims, header) => {
    expect(await signIn.reason(await madeWith(claims, header))).toBeNull();
  });

  test('up to the skew on both sides of our clock', async () => {
    const [late, early] = [secondsFromNow(-SKEW_S + 1), secondsFromNow(SKEW_S - 1)];
    expect(await signIn.reason(await madeWith({ exp: late }))).toBeNull();
    expect(await signIn.reason(await madeWith({ nbf: early, iat: early }))).toBeNull();
  });
});

describe('a token is refused', () => {
  test('that somebody else signed in the name of the key', async () => {
    expect(await signIn.reason(await madeWith({}, {}, forger))).toBe('bad-signature');
  });

  test('that brings its own key', async () => {
    const header = { jwk: forger.publicJwk, jku: 'https://forger.example/keys' };
    expect(await signIn.reason(await madeWith({}, header, forger))).toBe('bad-signature');
  });

  test('whose claims were changed', async () => {
    const [header, , signature] = (await server.serviceToken()).split('.');
    const claims = base64url.encode(JSON.stringify(claimsFor(server.issuer, signIn.nowMs)));
    expect(await signIn.reason(`${header}.${claims}.${signature}`)).toBe('bad-signature');
  });

  test('that is unsigned', async () => {
    const unsigned = new UnsecuredJWT(claimsFor(server.issuer, signIn.nowMs)).encode();
    expect(await signIn.reason(unsigned)).toBe('algorithm-not-allowed');
    const [, claims] = (await madeWith({})).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      const header = base64url.encode(JSON.stringify({ alg, typ: 'at+jwt' }));
      expect(await signIn.reason(`${header}.${claims}.`)).toBe('algorithm-not-allowed');
    }
  });

  test.each(['HS256', 'HS384', 'HS512'])('signed by %s with the public key as the secret', async (alg) => {
    const publicKey = (await importJWK(key.publicJwk)) as CryptoKey;
    for (const secret of [await exportSPKI(publicKey), JSON.stringify(key.publicJwk)]) {
      const token = await new SignJWT(claimsFor(server.issuer, signIn.nowMs))
        .setProtectedHeader({ alg, kid: key.kid })
        .sign(new TextEncoder().encode(secret.padEnd(64)));
      expect(await signIn.reason(token)).toBe('algorithm-not-allowed');
    }
  });

  test('by an algorithm other than its key is for', async () => {
    const pss = server.keys.find(({ algorithm }) => algorithm === 'PS256')!;
    expect(await signIn.reason(await madeWith({}, { kid: pss.kid }))).toBe('unknown-key');
  });

  test.each([
    ['has expired', 'expired', () => ({ exp: secondsFromNow(-SKEW_S) })],
    ['does not expire', 'no-expiry', () => ({ exp: undefined })],
    ['expires in words', 'not-a-jwt', () => ({ exp: 'never' })],
    ['expires after all time', 'not-a-jwt', () => ({ exp: 1e300 })],
    ['is not valid yet', 'not-yet-valid', () => ({ nbf: secondsFromNow(SKEW_S + 1) })],
    ['was issued in the future', 'not-yet-valid', () => ({ iat: secondsFromNow(SKEW_S + 1) })],
    ['is for another audience', 'wrong-audience', () => ({ aud: 'https://other.example' })],
    ['is for an audience that begins alike', 'wrong-audience', () => ({ aud: `${AUDIENCE}/` })],
    ['is for nobody', 'wrong-audience', () => ({ aud: undefined })],
    ['is from another issuer', 'unknown-issuer', () => ({ iss: 'https://other.example' })],
    ['writes its issuer otherwise', 'unknown-issuer', () => ({ iss: `${server.issuer}/` })],
    ['is from nobody', 'unknown-issuer', () => ({ iss: undefined })],
    ['stands for nobody', 'no-subject', () => ({ sub: undefined })],
    ['stands for an empty name', 'no-subject', () => ({ sub: '' })],
    ['logs somebody out', 'not-an-access-token', () => ({ events: {} })],
    ['is bound to a key', 'bound-to-a-key', () => ({ cnf: { jkt: 'thumbprint' } })],
  ])('that %s', async (_, reason, changed) => {
    expect(await signIn.reason(await madeWith(changed()))).toBe(reason);
  });

  test.each([
    ['id+jwt', 'wrong-type'],
    ['logout+jwt', 'wrong-type'],
    ['dpop+jwt', 'wrong-type'],
  ])('whose header says %s', async (typ, reason) => {
    expect(await signIn.reason(await madeWith({}, { typ }))).toBe(reason);
  });

  test('that asks for what we do not know', async () => {
    const [, claims, signature] = (await madeWith({})).split('.');
    const header = { alg: 'RS256', kid: key.kid, crit: ['own'], own: 1 };
    expect(await signIn.reason(`${base64url.encode(JSON.stringify(header))}.${claims}.${signature}`)).toBe(
      'not-a-jwt',
    );
  });

  test('that is an ID token, although its audience is one of ours', async () => {
    const { id_token: token } = await signInAsPerson(server.issuer);
    const asAudience = watchSignIn([{ issuer: server.issuer, audience: WEBSITE.id }]);
    expect(await signIn.reason(token)).toBe('wrong-audience');
    expect(await asAudience.reason(token)).toBe('not-an-access-token');
    const claims = { aud: WEBSITE.id, azp: WEBSITE.id, client_id: undefined };
    expect(await asAudience.reason(await madeWith(claims, { typ: 'JWT' }))).toBe('not-an-access-token');
    expect(await asAudience.reason(await madeWith({ aud: WEBSITE.id, at_hash: 'hash' }))).toBe(
      'not-an-access-token',
    );
  });

  test('by an algorithm that its issuer was not registered with', async () => {
    const strict = watchSignIn([{ ...trustIn(server.issuer), algorithms: ['ES256', 'HS256', 'none'] }]);
    expect(await strict.reason(await server.serviceToken('ES256'))).toBeNull();
    expect(await strict.reason(await server.serviceToken('RS256'))).toBe('algorithm-not-allowed');
    expect(await strict.reason(new UnsecuredJWT(claimsFor(server.issuer, strict.nowMs)).encode())).toBe(
      'algorithm-not-allowed',
    );
  });

  test.each([
    '',
    'x',
    'a.b.c',
    'a.b.c.d.e',
    `${base64url.encode('{}')}.e30.`,
    `${base64url.encode('[]')}.e30.x`,
  ])('that is no token: "%s"', async (token) => {
    expect(await signIn.reason(token)).toBe('not-a-jwt');
  });

  test('that is longer than any that is read', async () => {
    const token = await madeWith({ groups: 'g'.repeat(TOKEN_BYTES_MAX) });
    expect(await signIn.reason(token)).toBe('too-large');
  });
});

describe('the log of a refusal', () => {
  test('says why, and holds neither token nor subject', async () => {
    signIn.log.length = 0;
    const token = await madeWith({ exp: secondsFromNow(-3_600), sub: 'subject-of-nobody' });
    await expect(signIn.verify(token, 'request-7')).rejects.toThrow('It has expired.');
    expect(signIn.log.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        level: 40,
        msg: 'a token was refused',
        requestId: 'request-7',
        reason: 'expired',
        issuer: server.issuer,
        algorithm: 'RS256',
        kid: key.kid,
      }),
    ]);
    for (const secret of [...token.split('.'), 'subject-of-nobody']) {
      expect(signIn.log.join()).not.toContain(secret);
    }
  });

  test('holds no more of what a stranger wrote than a line', async () => {
    signIn.log.length = 0;
    const token = await madeWith({ iss: 'i'.repeat(2_000) }, { kid: 'k'.repeat(2_000) });
    expect(await signIn.reason(token)).toBe('unknown-issuer');
    expect(signIn.log.join().length).toBeLessThan(800);
  });
});
