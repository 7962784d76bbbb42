/** Where keys come from: rotation, issuers that are down, slow or lie, and how often any of them is asked. */
import type { ServerResponse } from 'node:http';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DOCUMENT_BYTES_MAX } from './fetch-json.js';
import { KEYS_AGE_MS_MAX, KEYS_STALE_MS_MAX, PAUSE_MS } from './issuer-keys.js';
import { PROGRAM } from './testing/oidc-clients.js';
import type { OidcServer } from './testing/oidc-server.js';
import { openOidcServer } from './testing/oidc-server.js';
import type { SigningKey } from './testing/signing-keys.js';
import { makeKey, makeKeys, signedWith } from './testing/signing-keys.js';
import type { WatchedSignIn } from './testing/watched-sign-in.js';
import { claimsFor, trustIn, watchSignIn } from './testing/watched-sign-in.js';

let firstKeys: readonly SigningKey[];
let secondKeys: readonly SigningKey[];
let othersKeys: readonly SigningKey[];
let server: OidcServer;
let signIn: WatchedSignIn;

beforeAll(async () => {
  [firstKeys, secondKeys, othersKeys] = [
    await makeKeys('first'),
    await makeKeys('second'),
    await makeKeys('first'),
  ];
});
beforeEach(async () => {
  server = await openOidcServer(firstKeys);
  signIn = watchSignIn([trustIn(server.issuer)]);
});
afterEach(async () => server.close());

const claims = () => claimsFor(server.issuer, signIn.nowMs);
const fetches = (): number => server.asked.filter((path) => path === '/jwks').length;
const faults = (): string =>
  signIn.log
    .map((line) => JSON.parse(line) as { readonly fault?: string })
    .flatMap(({ fault }) => fault ?? [])
    .join('\n');

describe('keys', () => {
  test('are fetched once for many tokens', async () => {
    const token = await server.serviceToken();
    expect(fetches()).toBe(0);
    await Promise.all(Array.from({ length: 100 }, async () => signIn.verify(token, 'request-1')));
    expect(fetches()).toBe(1);
  });

  test('that are new are taken at once, and those removed are refused from then on', async () => {
    const old = await server.serviceToken();
    const oldKey = firstKeys[0]!;
    expect(await signIn.reason(old)).toBeNull();
    server.rotate(secondKeys);
    signIn.nowMs += PAUSE_MS;
    expect(await signIn.reason(await server.serviceToken())).toBeNull();
    expect(await signIn.reason(old)).toBe('unknown-key');
    expect(await signIn.reason(await signedWith(oldKey, claims()))).toBe('unknown-key');
    expect(fetches()).toBe(2);
  });

  test('that are removed are refused in time also where no new one is met', async () => {
    const oldKey = firstKeys[0]!;
    expect(await signIn.reason(await signedWith(oldKey, claims()))).toBeNull();
    server.rotate(secondKeys);
    signIn.nowMs += KEYS_AGE_MS_MAX - 1;
    expect(await signIn.reason(await signedWith(oldKey, claims()))).toBeNull();
    signIn.nowMs += 1;
    expect(await signIn.reason(await signedWith(oldKey, claims()))).toBe('unknown-key');
  });

  test('both old and new are taken while the issuer publishes both', async () => {
    const old = await server.serviceToken();
    server.rotate([...secondKeys, ...firstKeys]);
    expect([await signIn.reason(old), await signIn.reason(await server.serviceToken())]).toEqual([
      null,
      null,
    ]);
  });

  test('of made-up names are asked for once in each pause', async () => {
    const stranger = await makeKey('ES256', 'first');
    const storm = await Promise.all(
      Array.from({ length: 300 }, async (_, index) =>
        signedWith(stranger, claims(), { kid: `made-up-${index}` }),
      ),
    );
    const answers = async () => new Set(await Promise.all(storm.map(async (token) => signIn.reason(token))));
    expect(await answers()).toEqual(new Set(['unknown-key']));
    const afterFirst = fetches();
    expect(afterFirst).toBeLessThanOrEqual(2);
    expect(await answers()).toEqual(new Set(['unknown-key']));
    signIn.nowMs += PAUSE_MS - 1;
    expect(await answers()).toEqual(new Set(['unknown-key']));
    expect(fetches()).toBe(afterFirst);
    signIn.nowMs += 1;
    expect(await answers()).toEqual(new Set(['unknown-key']));
    expect(fetches()).toBe(afterFirst + 1);
  });

  test('that are several of one kind need a name', async () => {
    server.rotate([...firstKeys, ...secondKeys]);
    const unnamed = await signedWith(firstKeys[0]!, claims(), { kid: undefined });
    expect(await signIn.reason(unnamed)).toBe('ambiguous-key');
  });

  test('of a broken kind stop no others', async () => {
    const keys = [{ kty: 'RSA', kid: 'broken', alg: 'RS256', n: 'AQAB', e: 'AQAB' }, firstKeys[0]!.publicJwk];
    givenDocuments({ keys });
    expect(await signIn.reason(await signedWith(firstKeys[0]!, claims()))).toBeNull();
    const broken = { ...firstKeys[0]!, kid: 'broken' };
    expect(await signIn.reason(await signedWith(broken, claims()))).toBe('unusable-key');
  });
});

/** Answers discovery and keys with these documents, or as a function of the answer. */
const givenDocuments = (
  keys: object | ((response: ServerResponse) => void),
  discovery: object = {},
): void => {
  const { issuer } = server;
  server.answerWith(({ url }, response) => {
    response.setHeader('content-type', 'application/json');
    if (url?.startsWith('/.well-known/')) {
      response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks`, ...discovery }));
    } else if (typeof keys === 'function') keys(response);
    else response.end(JSON.stringify(keys));
  });
};

describe('an issuer', () => {
  test('that is down at the start is taken when it is back', async () => {
    const token = await server.serviceToken();
    await server.close();
    expect(await signIn.reason(token)).toBe('issuer-unavailable');
    expect(faults()).toContain('ECONNREFUSED');
    await server.reopen();
    expect(await signIn.reason(token), 'within the pause').toBe('issuer-unavailable');
    signIn.nowMs += PAUSE_MS;
    expect(await signIn.reason(token)).toBeNull();
  });

  test('that goes down is believed for an hour', async () => {
    const key = firstKeys[0]!;
    expect(await signIn.reason(await signedWith(key, claims()))).toBeNull();
    await server.close();
    signIn.nowMs += KEYS_AGE_MS_MAX;
    expect(await signIn.reason(await signedWith(key, claims()))).toBeNull();
    signIn.nowMs += KEYS_STALE_MS_MAX - KEYS_AGE_MS_MAX - 1;
    expect(await signIn.reason(await signedWith(key, claims()))).toBeNull();
    signIn.nowMs += PAUSE_MS;
    expect(await signIn.reason(await signedWith(key, claims()))).toBe('issuer-unavailable');
    await server.reopen();
    signIn.nowMs += PAUSE_MS;
    expect(await signIn.reason(await signedWith(key, claims()))).toBeNull();
  });

  test('that is found to be down is waited for by nobody while it is believed', async () => {
    const patient = watchSignIn(signIn.trusted, { fetchMsMax: 600_000 });
    const token = await signedWith(firstKeys[0]!, claims());
    expect(await patient.reason(token)).toBeNull();
    await server.close();
    patient.nowMs += KEYS_AGE_MS_MAX;
    expect(await patient.reason(token)).toBeNull();
    server.answerWith(() => undefined);
    await server.reopen();
    patient.nowMs += PAUSE_MS;
    const asked = server.asked.length;
    expect(await patient.reason(token)).toBeNull();
    await expect.poll(() => server.asked.length).toBe(asked + 1);
    expect(await patient.reason(token), 'while it is being asked').toBeNull();
  });

  test('that does not answer is left, and is asked by nobody else meanwhile', async () => {
    const hasty = watchSignIn(signIn.trusted, { fetchMsMax: 50 });
    const token = await server.serviceToken();
    server.answerWith(() => undefined);
    const asked = server.asked.length;
    const answers = await Promise.all(Array.from({ length: 50 }, async () => hasty.reason(token)));
    expect(new Set(answers)).toEqual(new Set(['issuer-unavailable']));
    expect(server.asked.length - asked).toBe(1);
  });

  test('that does not answer holds up no token of another', async () => {
    const other = await openOidcServer(othersKeys);
    signIn.trusted = [trustIn(server.issuer), trustIn(other.issuer)];
    const token = await server.serviceToken();
    server.answerWith(() => undefined);
    const waiting = signIn.reason(token);
    await expect.poll(() => server.asked.at(-1)).toContain('/.well-known/');
    expect(await signIn.reason(await other.serviceToken())).toBeNull();
    await server.close();
    expect(await waiting).toBe('issuer-unavailable');
    await other.close();
    await server.reopen();
  });

  test('that is trusted beside another has subjects of its own', async () => {
    const other = await openOidcServer(othersKeys);
    signIn.trusted = [trustIn(server.issuer), trustIn(other.issuer)];
    const verified = await Promise.all(
      [server, other].map(async (each) => signIn.verify(await each.serviceToken(), 'request-1')),
    );
    expect(verified.map(({ issuer, subject }) => [issuer, subject])).toEqual([
      [server.issuer, PROGRAM.id],
      [other.issuer, PROGRAM.id],
    ]);
    const inItsName = await signedWith(othersKeys[0]!, claims());
    expect(await signIn.reason(inItsName)).toBe('bad-signature');
    await other.close();
  });

  test('is trusted from when it is registered until it is not', async () => {
    const token = await server.serviceToken();
    signIn.trusted = [];
    expect(await signIn.reason(token)).toBe('unknown-issuer');
    signIn.trusted = [trustIn(server.issuer)];
    expect(await signIn.reason(token)).toBeNull();
    signIn.trusted = [];
    expect(await signIn.reason(token)).toBe('unknown-issuer');
  });

  test('that two councils registered is known by the audience of each', async () => {
    const [one, two] = [trustIn(server.issuer), { issuer: server.issuer, audience: 'https://two.example' }];
    signIn.trusted = [one, two];
    const forTwo = await signedWith(firstKeys[0]!, { ...claims(), aud: two.audience });
    expect((await signIn.verify(forTwo, 'request-1')).audiences).toEqual([two.audience]);
    signIn.trusted = [one];
    expect(await signIn.reason(forTwo)).toBe('wrong-audience');
  });

  test('that cannot be asked for lack of our own database is a fault and no refusal', async () => {
    Object.defineProperty(signIn, 'trusted', {
      get: () => {
        throw new Error('The database is gone.');
      },
    });
    await expect(signIn.reason(await server.serviceToken())).rejects.toThrow('The database is gone.');
    expect(signIn.log).toEqual([]);
  });
});

describe('a document is not taken', () => {
  const refusedWith = async (): Promise<string> => {
    expect(await signIn.reason(await signedWith(firstKeys[0]!, claims()))).toBe('issuer-unavailable');
    return faults();
  };
  const keys = () => ({ keys: [firstKeys[0]!.publicJwk] });

  test('that speaks for another issuer', async () => {
    givenDocuments(keys(), { issuer: `${server.issuer}/` });
    expect(await refusedWith()).toContain('speaks for another issuer');
  });

  test.each([
    ['http://keys.example/jwks', 'keys.example is not named by https.'],
    ['https://169.254.169.254/jwks', 'is an address in numbers'],
    ['https://[fd00::1]/jwks', 'is an address in numbers'],
    ['https://user:word@keys.example/jwks', 'is named with a user or password'],
    ['file:///etc/passwd', 'is not named by https'],
    ['nowhere', '"nowhere" is not a URL.'],
  ])('that has its keys at %s', async (jwks_uri, fault) => {
    givenDocuments(keys(), { jwks_uri });
    expect(await refusedWith()).toContain(fault);
    expect(fetches()).toBe(0);
  });

  test('that leads elsewhere', async () => {
    givenDocuments((response) => response.writeHead(302, { location: `${server.issuer}/elsewhere` }).end());
    expect(await refusedWith()).toContain('/jwks answered 302; redirects are not followed.');
    expect(server.asked).not.toContain('/elsewhere');
  });

  test('that goes on and on', async () => {
    let sent = 0;
    givenDocuments((response) => {
      const more = (): void => {
        while (response.write(' '.repeat(16_384))) sent += 16_384;
      };
      response.on('drain', more);
      more();
    });
    expect(await refusedWith()).toContain(`answered more than ${DOCUMENT_BYTES_MAX} bytes`);
    expect(sent).toBeLessThan(100 * DOCUMENT_BYTES_MAX);
  });

  test.each([
    ['is no JSON', 'keys', 'did not answer JSON'],
    ['is no set of keys', '{"keys":"none"}', 'malformed'],
  ])('that %s', async (_, text, fault) => {
    givenDocuments((response) => response.end(text));
    expect(await refusedWith()).toContain(fault);
  });

  test('that does not name the keys', async () => {
    givenDocuments(keys(), { jwks_uri: undefined });
    expect(await refusedWith()).toContain('does not name "issuer" and "jwks_uri"');
  });

  test('from this machine, unless that is allowed', async () => {
    const strict = watchSignIn(signIn.trusted, { allowsLoopback: false });
    expect(await strict.reason(await server.serviceToken())).toBe('issuer-unavailable');
    expect(strict.log[0]).toContain('is this machine, where only an issuer for development may be.');
    expect(fetches()).toBe(0);
  });
});
